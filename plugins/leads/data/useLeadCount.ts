import type {SanityClient} from '@sanity/client'
import {useQuery} from '@tanstack/react-query'
import type {GridView} from './pageQueries.ts'
import {fetchCount} from './requests.ts'

/** The number of leads of a view. */
export interface LeadCount {
  /** `null` while it is not known. */
  value: number | null
  /** When it was counted, in milliseconds since the epoch. */
  at: number
  failed: boolean
  isAsking: boolean
  refresh: () => void
}

/** Prefix of the counts' cache keys. */
export function leadCountKey(site: string): readonly string[] {
  return ['leads', 'count', site]
}

/**
 * Counts the leads of a view. A count costs more than a page, so it is requested after the rows are
 * shown (`enabled`), unless all rows are loaded, and again only by `refresh`.
 */
export function useLeadCount(options: {
  client: SanityClient
  view: GridView | null
  enabled: boolean
  /** The number of rows if all are loaded. */
  complete: {count: number; at: number} | null
}): LeadCount {
  const {client, view, enabled, complete} = options
  const query = useQuery({
    queryKey: [...leadCountKey(view?.site ?? ''), view?.where],
    queryFn: ({signal}) => {
      if (!view) throw new Error('Leads are counted only once the view is known.')
      return fetchCount(client, view, signal)
    },
    enabled: enabled && !complete && view !== null,
    staleTime: Infinity,
    retry: false,
  })
  return {
    value: complete ? complete.count : (query.data ?? null),
    at: complete ? complete.at : query.dataUpdatedAt,
    failed: !complete && query.isError,
    isAsking: query.isFetching,
    refresh: () => void query.refetch(),
  }
}
