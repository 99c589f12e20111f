import type {SanityClient} from '@sanity/client'
import {useInfiniteQuery, useQuery} from '@tanstack/react-query'
import {z} from 'zod'
import {STUCK_AFTER_MS} from '../../../core/diagnostics/siteFacts.ts'
import {
  NETWORK_PAGE_SIZE,
  networkQuery,
  NetworkSite,
  NetworkTotals,
  networkTotalsQuery,
} from './networkQuery.ts'

const DAY_MS = 86_400_000
/** How often the counts are asked again while the page is open, in milliseconds. */
const INTERVAL_MS = 60_000

/** Where a page of sites begins: after the site with this title and id. */
interface SitesFrom {
  title: string
  id: string
}

/** Where the first page begins. */
export const FIRST_SITES: SitesFrom = {title: '', id: ''}

/** Times that counts are about, from milliseconds since the epoch. */
function timesAt(now: number): {since: string; stuckBefore: string} {
  return {
    since: new Date(now - 30 * DAY_MS).toISOString(),
    stuckBefore: new Date(now - STUCK_AFTER_MS).toISOString(),
  }
}

/**
 * Reads the next sites with their counts.
 *
 * @param now - milliseconds since the epoch
 */
export async function fetchNetworkPage(
  client: SanityClient,
  now: number,
  {title, id}: SitesFrom,
  signal: AbortSignal,
): Promise<NetworkSite[]> {
  const options = {perspective: 'published', signal, tag: 'leads.network.sites'} as const
  const params = {...timesAt(now), title, id}
  const answer: unknown = await client.fetch(networkQuery, params, options)
  return z.array(NetworkSite).parse(answer)
}

/**
 * Reads the counts of all sites together.
 *
 * @param now - milliseconds since the epoch
 */
export async function fetchNetworkTotals(
  client: SanityClient,
  now: number,
  signal: AbortSignal,
): Promise<NetworkTotals> {
  const options = {perspective: 'published', signal, tag: 'leads.network.totals'} as const
  const answer: unknown = await client.fetch(networkTotalsQuery, timesAt(now), options)
  return NetworkTotals.parse(answer)
}

/**
 * The sites of the network with their counts, a page at a time, and the sums of all of them. Both are
 * asked again every minute.
 */
export function useNetwork(client: SanityClient) {
  const pages = useInfiniteQuery({
    queryKey: ['network', 'sites'],
    queryFn: ({signal, pageParam}) => fetchNetworkPage(client, Date.now(), pageParam, signal),
    initialPageParam: FIRST_SITES,
    getNextPageParam: (page): SitesFrom | null => {
      const last = page.length < NETWORK_PAGE_SIZE ? undefined : page.at(-1)
      return last ? {title: last.title, id: last._id} : null
    },
    refetchInterval: INTERVAL_MS,
  })
  const totals = useQuery({
    queryKey: ['network', 'totals'],
    queryFn: ({signal}) => fetchNetworkTotals(client, Date.now(), signal),
    refetchInterval: INTERVAL_MS,
  })
  return {pages, totals}
}
