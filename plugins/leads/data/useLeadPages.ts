import type {SanityClient} from '@sanity/client'
import {keepPreviousData, useInfiniteQuery} from '@tanstack/react-query'
import {useMemo} from 'react'
import {flattenPages, type GridRow, type LeadPages} from './leadPages.ts'
import {FIRST_PAGE, nextCursor, type PageCursor} from './pageParams.ts'
import {fetchPage} from './requests.ts'
import type {SearchParams} from './searchTerms.ts'
import {formatSort, type Sort} from './sortKeys.ts'

/** What the pages are of. */
export interface LeadPagesOptions {
  client: SanityClient
  site: string
  sort: Sort
  search: SearchParams
}

/** Key under which all pages of a site's grid lie in the query cache, whatever sort and search. */
export function leadPagesKey(site: string): readonly string[] {
  return ['leads', 'pages', site]
}

/**
 * The rows loaded so far and the means to load more. Pages are read once and then kept up to date by
 * the stream of changes, never read again by themselves, so that nothing moves under the hand. A
 * request that a new sort or search overtakes is aborted; until the new one answers, the old rows
 * stay (`isPrevious`). The client retries by itself what is worth retrying.
 */
export function useLeadPages(options: LeadPagesOptions) {
  const {client, site, sort, search} = options
  const query = useInfiniteQuery<GridRow[], Error, LeadPages, readonly unknown[], PageCursor>({
    queryKey: [...leadPagesKey(site), formatSort(sort), search.q],
    initialPageParam: FIRST_PAGE,
    queryFn: async ({pageParam, signal}): Promise<GridRow[]> =>
      fetchPage(client, {site, sort, search, cursor: pageParam}, signal),
    getNextPageParam: (last) => nextCursor(last),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
  })
  const rows = useMemo(() => flattenPages(query.data), [query.data])
  return {
    rows,
    error: query.error,
    loadedAt: query.dataUpdatedAt,
    hasMore: query.hasNextPage,
    isLoading: query.isPending,
    isLoadingMore: query.isFetchingNextPage,
    isPrevious: query.isPlaceholderData,
    loadMoreFailed: query.isFetchNextPageError,
    loadMore: query.fetchNextPage,
    retry: query.refetch,
  }
}
