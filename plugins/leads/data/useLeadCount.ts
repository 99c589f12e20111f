import type {SanityClient} from '@sanity/client'
import {useQuery} from '@tanstack/react-query'
import type {GridView} from './pageQueries.ts'
import {fetchCount} from './requests.ts'

/** The number of leads of a view, and when it was asked. */
export interface LeadCount {
  /** `null` while it is not known. */
  value: number | null
  /** Milliseconds since the epoch, of when the store was asked. */
  at: number
  failed: boolean
  isAsking: boolean
  refresh: () => void
}

/** Key of the counts in the query cache. */
export function leadCountKey(site: string): readonly string[] {
  return ['leads', 'count', site]
}

/**
 * Counts apart from the pages, because a count is dear where a page is cheap: only once rows are
 * shown (`enabled`), only while not all of them are loaded anyway, and again only when asked to.
 */
export function useLeadCount(options: {
  client: SanityClient
  view: GridView | null
  enabled: boolean
  /** The rows when all are loaded: then their number is the answer. */
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
