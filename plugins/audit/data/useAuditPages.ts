import type {SanityClient} from '@sanity/client'
import {keepPreviousData, useInfiniteQuery} from '@tanstack/react-query'
import {useMemo, useState} from 'react'
import type {AuditFilter} from '../address/auditAddress.ts'
import {conditionsOf} from '../address/auditParams.ts'
import {AUDIT_PAGE_SIZE} from './auditQueries.ts'
import {fetchAuditPage, type AuditEntry, type PageStart} from './requests.ts'

/** Which events are wanted. */
export interface AuditPagesOptions {
  client: SanityClient
  chain: string
  filter: AuditFilter
  timeZone: string
  /** Whether to read anything. */
  isAsked: boolean
}

function startAfter(page: readonly AuditEntry[]): PageStart | null {
  const last = page.at(-1)
  return last && page.length === AUDIT_PAGE_SIZE ? {at: last.at, id: last._id} : null
}

/**
 * The events of a chain, newest first, a page at a time. Pages are read once, so that nothing moves
 * under the hand; `refresh` begins anew, and shows what was there until the answer comes.
 */
export function useAuditPages({client, chain, filter, timeZone, isAsked}: AuditPagesOptions) {
  const [turn, setTurn] = useState(0)
  const {conditions, time} = conditionsOf(chain, filter, timeZone)
  const query = useInfiniteQuery({
    queryKey: ['leads', 'audit', 'pages', conditions, time.to, turn],
    queryFn: ({pageParam, signal}) => fetchAuditPage(client, conditions, pageParam, signal),
    initialPageParam: {at: time.to, id: ''},
    getNextPageParam: startAfter,
    placeholderData: keepPreviousData,
    enabled: isAsked,
    staleTime: Infinity,
    gcTime: 0,
    structuralSharing: false,
  })
  const events = useMemo(() => query.data?.pages.flat() ?? [], [query.data])
  return {
    events,
    error: query.error,
    isPending: query.isPending,
    /** Whether what is shown was asked for before, and the answer to what is asked now is awaited. */
    isOld: query.isPlaceholderData,
    isLoadingMore: query.isFetchingNextPage,
    hasMore: query.hasNextPage,
    hasMoreFailed: query.isFetchNextPageError,
    answeredAt: query.dataUpdatedAt,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetching) void query.fetchNextPage()
    },
    retry: () => void query.refetch(),
    refresh: () => setTurn((before) => before + 1),
  }
}

/** See {@link useAuditPages}. */
export type AuditPages = ReturnType<typeof useAuditPages>
