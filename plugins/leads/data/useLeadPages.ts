import type {SanityClient} from '@sanity/client'
import {keepPreviousData, useInfiniteQuery, type QueryClient} from '@tanstack/react-query'
import {useEffect, useMemo, useRef} from 'react'
import type {GridRequest} from './pageQueries.ts'
import {
  MAX_PAGES,
  firstParam,
  flattenPages,
  nextParam,
  previousParam,
  type LeadPage,
  type LeadPages,
  type PageParam,
  applyChanges,
  type RowChanges,
} from './leadPages.ts'
import type {PagePlace} from './pagePlace.ts'
import {fetchPage} from './requests.ts'
import {formatSort} from './sortKeys.ts'

interface LeadPagesOptions {
  client: SanityClient
  /** `null` while it is not known. */
  request: GridRequest | null
  /** The place of the first page. */
  start: PagePlace
  /** Number of jumps, so that a second jump to the same place reads it again. */
  jump: number
}

/** Prefix of the cache keys of all pages of a site's grid. */
export function leadPagesKey(site: string): readonly string[] {
  return ['leads', 'pages', site]
}

/** Identifies a view by its filter and sort. */
export function viewName({sort, where}: GridRequest): string {
  return JSON.stringify([formatSort(sort), where.filter, where.params])
}

/**
 * The rows in memory, and loading in both directions. Pages are read once and then updated by live
 * changes, so that no row moves. A new view or jump aborts the running request, and the old rows stay
 * until it answers (`isPrevious`). The client itself retries requests.
 */
export function useLeadPages(options: LeadPagesOptions) {
  const {client, request, start, jump} = options
  // Columns are not in the key: `useCompleteRows` completes the rows when a column is added.
  const latest = useRef(request)
  useEffect(() => {
    latest.current = request
  }, [request])
  const view = request ? viewName(request) : null

  const query = useInfiniteQuery<LeadPage, Error, LeadPages, readonly unknown[], PageParam>({
    queryKey: [...leadPagesKey(request?.site ?? ''), view, start, jump],
    initialPageParam: firstParam(start),
    enabled: request !== null,
    queryFn: async ({pageParam, signal}) => {
      if (!request) throw new Error('Pages are asked for only once the view is known.')
      const {fields} = latest.current ?? request
      return fetchPage(client, {...request, fields}, pageParam, signal)
    },
    getNextPageParam: (page, _pages, param) => nextParam(page, param),
    getPreviousPageParam: (page, _pages, param) => previousParam(page, param),
    maxPages: MAX_PAGES,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    // Pages keep their identity anyway; comparing all rows for each new page is slow.
    structuralSharing: false,
  })
  const {rows, first} = useMemo(() => flattenPages(query.data), [query.data])
  return {
    rows,
    /** Number of the first row; relative unless `isCounted`. */
    first,
    /** Whether row numbers count from the view's first lead. */
    isCounted: start.kind === 'start',
    startKind: start.kind,
    /** Identifies the rows; changes when the grid starts again with other rows. */
    origin: query.isPlaceholderData ? null : JSON.stringify([view, start, jump]),
    error: query.error,
    loadedAt: query.dataUpdatedAt,
    hasMore: query.hasNextPage,
    hasPrevious: query.hasPreviousPage,
    isLoading: query.isPending,
    isLoadingMore: query.isFetching,
    isPrevious: query.isPlaceholderData,
    loadMoreFailed: query.isFetchNextPageError || query.isFetchPreviousPageError,
    loadMore: query.fetchNextPage,
    loadPrevious: query.fetchPreviousPage,
    retryMore: () =>
      void (query.isFetchPreviousPageError ? query.fetchPreviousPage() : query.fetchNextPage()),
    retry: query.refetch,
  }
}

/** Applies changes to all pages of a site in memory. */
export function changeRows(queryClient: QueryClient, site: string, changes: RowChanges): void {
  queryClient.setQueriesData<LeadPages>({queryKey: leadPagesKey(site)}, (pages) =>
    pages ? applyChanges(pages, changes) : pages,
  )
}
