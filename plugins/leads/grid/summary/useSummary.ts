import type {SanityClient} from '@sanity/client'
import {useQuery, useQueryClient} from '@tanstack/react-query'
import type {GridView} from '../../data/pageQueries.ts'
import type {SummaryColumn, SummaryKind} from '../../view/summaries.ts'
import {readSummary, summaryQuery, type Summary} from './summaryQueries.ts'
import {createContext} from 'react'
import type {SummaryRowState} from '../../view/useSummaryChoices.ts'

/** What is asked about a column. */
interface SummaryRequest {
  client: SanityClient
  /** `null` while no rows are shown: a page goes before a summary. */
  view: GridView | null
  column: SummaryColumn
  /** `null` while nothing is chosen: then nothing is asked. */
  kind: SummaryKind | null
  /** The values to be counted, for `values`. */
  values: readonly string[]
}

/** A summary, and when it was true. */
export interface SummaryState {
  summary: Summary | null
  /** Milliseconds since the epoch. */
  at: number
  error: Error | null
  isAsking: boolean
  refresh: () => void
  cancel: () => void
}

/**
 * Asks for the summary of a column once, and again only when asked to. A request for a view that is
 * no longer shown is cancelled.
 */
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
      const options = {perspective: 'raw', tag: 'leads.grid.summary', signal} as const
      const answer: unknown = await client.fetch(text, params, options)
      return readSummary(answer, kind, values)
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

/** What the row of summaries needs. */
export interface SummaryContextValue {
  client: SanityClient
  /** `null` while its rows are not shown yet. */
  view: GridView | null
  row: SummaryRowState
}

/** Carries it to the cells; `null` while the row is not shown. */
export const SummaryContext = createContext<SummaryContextValue | null>(null)
