import type {SanityClient} from '@sanity/client'
import {keepPreviousData, useInfiniteQuery} from '@tanstack/react-query'
import {useEffect, useMemo, useState} from 'react'
import {useGrantsStore} from 'sanity'
import {auditEventId} from '../../../core/audit/appendEvents.ts'
import {NETWORK_CHAIN} from '../../../core/audit/auditedDocuments.ts'
import type {AuditFilter} from '../address/auditAddress.ts'
import {conditionsOf} from '../address/auditParams.ts'
import {AUDIT_PAGE_SIZE, fetchAuditPage, type AuditEntry, type PageStart} from './auditRequests.ts'

/** Which events to read. */
export interface TrailOptions {
  client: SanityClient
  chain: string
  filter: AuditFilter
  timeZone: string
}

/** See {@link useTrail}. */
export type Trail = ReturnType<typeof useTrail>

/**
 * The events of a chain, newest first, a page at a time. It reads a page once, so that rows don't move
 * while somebody reads; `refresh` starts over, and keeps showing the old events until the answer comes.
 */
export function useTrail({client, chain, filter, timeZone}: TrailOptions) {
  const grant = useMayReadTrail(chain)
  const [turn, setTurn] = useState(0)
  const {conditions, time} = conditionsOf(chain, filter, timeZone)
  const query = useInfiniteQuery({
    queryKey: ['leads', 'audit', 'pages', conditions, time.to, turn],
    queryFn: ({pageParam, signal}) => fetchAuditPage(client, conditions, pageParam, signal),
    initialPageParam: {at: time.to, id: ''},
    getNextPageParam: startAfter,
    placeholderData: keepPreviousData,
    enabled: grant !== 'denied',
    staleTime: Infinity,
    gcTime: 0,
    structuralSharing: false,
  })
  const events = useMemo(() => query.data?.pages.flat() ?? [], [query.data])
  return {
    /** Whether the user may read the chain. */
    grant,
    events,
    error: query.error,
    isPending: query.isPending,
    /** Whether the events are those of an earlier filter, until the answer comes. */
    isOld: query.isPlaceholderData,
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

function startAfter(page: readonly AuditEntry[]): PageStart | null {
  const last = page.at(-1)
  return last && page.length === AUDIT_PAGE_SIZE ? {at: last.at, id: last._id} : null
}

/** Whether somebody may read a chain: `asked` until it is known, `unknown` where it can't be. */
type TrailGrant = 'asked' | 'granted' | 'denied' | 'unknown'

/**
 * Whether the current user may read a chain. A store answers a user without the right with no events
 * rather than with a refusal, so only the grants distinguish the two.
 */
function useMayReadTrail(chain: string): TrailGrant {
  const grants = useGrantsStore()
  const [known, setKnown] = useState<{chain: string; state: TrailGrant}>({chain, state: 'asked'})
  useEffect(() => {
    const site = chain === NETWORK_CHAIN ? {} : {site: chain}
    const sample = {_id: auditEventId(chain, 1), _type: 'auditEvent', ...site}
    const subscription = grants.checkDocumentPermission('read', sample).subscribe({
      next: ({granted}) => setKnown({chain, state: granted ? 'granted' : 'denied'}),
      // The store then decides.
      error: () => setKnown({chain, state: 'unknown'}),
    })
    return () => subscription.unsubscribe()
  }, [chain, grants])
  return known.chain === chain ? known.state : 'asked'
}
