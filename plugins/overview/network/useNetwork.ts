import type {SanityClient} from '@sanity/client'
import {useQuery} from '@tanstack/react-query'
import {z} from 'zod'
import {STUCK_AFTER_MS} from '../../../core/diagnostics/facts.ts'
import {NetworkSite, networkQuery} from './networkQuery.ts'

const DAY_MS = 86_400_000
/** How often the counts are asked again while the page is open, in milliseconds. */
const INTERVAL_MS = 60_000

/**
 * Reads all sites with their counts.
 *
 * @param now - milliseconds since the epoch
 */
export async function fetchNetwork(
  client: SanityClient,
  now: number,
  signal: AbortSignal,
): Promise<NetworkSite[]> {
  const since = new Date(now - 30 * DAY_MS).toISOString()
  const stuckBefore = new Date(now - STUCK_AFTER_MS).toISOString()
  const options = {perspective: 'published', signal, tag: 'leads.network.sites'} as const
  const answer: unknown = await client.fetch(networkQuery, {since, stuckBefore}, options)
  return z.array(NetworkSite).parse(answer)
}

/** The sites of the network with their counts, asked again every minute. */
export function useNetwork(client: SanityClient) {
  return useQuery({
    queryKey: ['network', 'sites'],
    queryFn: ({signal}) => fetchNetwork(client, Date.now(), signal),
    refetchInterval: INTERVAL_MS,
  })
}
