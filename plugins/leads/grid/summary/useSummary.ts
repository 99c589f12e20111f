import type {SanityClient} from '@sanity/client'
import {useQuery, useQueryClient} from '@tanstack/react-query'
import type {GridView} from '../../data/pageQueries.ts'
import type {SummaryColumn, SummaryKind} from '../../view/summaries.ts'
import {parseSummary, summaryQuery, type Summary} from './summaryQueries.ts'
import {createContext} from 'react'
import type {SummaryRowState} from '../../view/useSummaryChoices.ts'
import {fetchByBody} from '../../../../core/documents/fetchByBody.ts'

interface SummaryRequest {
  client: SanityClient
  /** `null` until rows are shown: they load first. */
  view: GridView | null
  column: SummaryColumn
  /** `null` while no summary is chosen. */
  kind: SummaryKind | null
  /** The values to count, for the kind `values`. */
  values: readonly string[]
}

/** A summary, and its request. */
export interface SummaryState {
  summary: Summary | null
  /** When it was computed, in milliseconds since the epoch. */
  at: number
  error: Error | null
  isAsking: boolean
  refresh: () => void
  cancel: () => void
}

/** Requests the summary of a column once, and again by `refresh`. Another view cancels the request. */
export function useSummary(request: SummaryRequest): SummaryState {
  const {client, view, column, kind, values} = request
  const queryClient = useQueryClient()
  const queryKey = ['leads', 'summary', view?.site, view?.where, column, kind, values]
  const query = useQuery({
    queryKey,
    queryFn: async ({signal}) => {
      if (!view || !kind)
        throw new Error('A summary is asked for once a view and a kind are known.')
      const {query: text, params} = summaryQuery(view, column, kind, values)
      const options = {tag: 'leads.grid.summary', signal}
      const answer: unknown = await fetchByBody(client, text, params, options)
      return parseSummary(answer, kind, values)
    },
    enabled: view !== null && kind !== null,
    staleTime: Infinity,
    retry: false,
  })
  return {
    summary: query.data ?? null,
    at: query.dataUpdatedAt,
    error: query.error,
    isAsking: query.isFetching,
    refresh: () => void query.refetch(),
    cancel: () => void queryClient.cancelQueries({queryKey, exact: true}),
  }
}

export interface SummaryContextValue {
  client: SanityClient
  /** `null` until rows are shown. */
  view: GridView | null
  row: SummaryRowState
}

/** Passes the summaries to the cells; `null` while the row is hidden. */
export const SummaryContext = createContext<SummaryContextValue | null>(null)
