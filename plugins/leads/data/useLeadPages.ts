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

/** What the pages are of. */
interface LeadPagesOptions {
  client: SanityClient
  /** `null` while it is not known. */
  request: GridRequest | null
  /** Where to begin. */
  start: PagePlace
  /** Counts how often somebody jumped, so that jumping to the same place again reads it anew. */
  jump: number
}

/** Key under which all pages of a site's grid lie in the query cache, whatever the view. */
export function leadPagesKey(site: string): readonly string[] {
  return ['leads', 'pages', site]
}

/** Names a view: what is in it, and in what order. */
export function viewName({sort, where}: GridRequest): string {
  return JSON.stringify([formatSort(sort), where.filter, where.params])
}

/**
 * The rows in memory and the means to load more, both ways. Pages are read once and then kept up to
 * date by the stream of changes, never read again by themselves, so that nothing moves under the
 * hand; of many, those at the far end are let go and read again when they are come back to. A request
 * that a new view or jump overtakes is aborted; until the new one answers, the old rows stay
 * (`isPrevious`). The client retries by itself what is worth retrying.
 */
export function useLeadPages(options: LeadPagesOptions) {
  const {client, request, start, jump} = options
  // Which columns are read has no part in the key: rows are completed when columns are added.
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
    // Pages keep their identity by themselves; comparing all rows for each new page takes long.
    structuralSharing: false,
  })
  const {rows, first} = useMemo(() => flattenPages(query.data), [query.data])
  return {
    rows,
    /** Number of the first row; only differences mean something, unless `isCounted`. */
    first,
    /** Whether numbers of rows count from the view's first lead. */
    isCounted: start.kind === 'start',
    /** Where the rows begin. */
    startKind: start.kind,
    /** Names what the rows are of; changes when the grid begins anew with other rows. */
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

/** Writes changes into all pages of a site that are in memory, whatever their sort and search. */
export function changeRows(queryClient: QueryClient, site: string, changes: RowChanges): void {
  queryClient.setQueriesData<LeadPages>({queryKey: leadPagesKey(site)}, (pages) =>
    pages ? applyChanges(pages, changes) : pages,
  )
}
