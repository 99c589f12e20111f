import type {SanityClient} from '@sanity/client'
import {useInfiniteQuery, useQuery} from '@tanstack/react-query'
import {defineQuery} from 'groq'
import {z} from 'zod'
import {stuckBefore} from '../../../core/diagnostics/siteFacts.ts'
import {startOfRecentDays} from '../../../core/diagnostics/recentDays.ts'

/** Sites that one request counts. */
export const NETWORK_PAGE_SIZE = 200

/** How often the counts are asked again while the page is open, in milliseconds. */
const INTERVAL_MS = 60_000

/** Where a page of sites begins: after the site with this title and id. */
interface SitesFrom {
  title: string
  id: string
}

/** Where the first page begins. */
export const FIRST_SITES: SitesFrom = {title: '', id: ''}

/**
 * The sites of the network with their counts, a page at a time, and the sums of all of them. Both are
 * asked again every minute.
 */
export function useNetwork(client: SanityClient) {
  const pages = useInfiniteQuery({
    queryKey: ['network', 'sites'],
    queryFn: ({signal, pageParam}) =>
      fetchNetworkPage(client, new Date().toISOString(), pageParam, signal),
    initialPageParam: FIRST_SITES,
    getNextPageParam: (page): SitesFrom | null => {
      const last = page.length < NETWORK_PAGE_SIZE ? undefined : page.at(-1)
      return last ? {title: last.title, id: last._id} : null
    },
    refetchInterval: INTERVAL_MS,
  })
  const totals = useQuery({
    queryKey: ['network', 'totals'],
    queryFn: ({signal}) => fetchNetworkTotals(client, new Date().toISOString(), signal),
    refetchInterval: INTERVAL_MS,
  })
  return {pages, totals}
}

/**
 * The next sites by title with counts of their records, and nothing that names a person. Params:
 * `stuckBefore` (ISO 8601), `title` and `id` of the site before, both empty for the first page.
 */
const networkQuery = defineQuery(`*[
  _type == "site" && defined(key) && (coalesce(title, key) > $title
    || (coalesce(title, key) == $title && _id > $id))
] | order(coalesce(title, key) asc, _id asc)[0...200]{
  _id, key, "title": coalesce(title, key), status, hosts, planLimit, timeZone,
  "leads": count(*[_type == "lead" && site == ^.key]),
  "subscribers": count(*[_type == "newsletterSubscriber" && site == ^.key && status == "subscribed"]),
  "waiting": count(*[_type == "leadSubmission" && site == ^.key && !defined(processedAt)
    && receivedAt < $stuckBefore])
}`)

const timeZone = z.string().nullish()

const CountedSite = z.object({
  _id: z.string(),
  key: z.string(),
  title: z.string(),
  status: z.enum(['active', 'paused', 'archived']).nullish(),
  hosts: z.array(z.string()).nullish(),
  planLimit: z.number().nullish(),
  timeZone,
  leads: z.number(),
  subscribers: z.number(),
  waiting: z.number(),
})

/** A site of the network with its counts; `intake` counts the submissions of its recent days. */
export type NetworkSite = z.infer<typeof CountedSite> & {intake: number}

/**
 * Reads the next sites with their counts.
 *
 * @param now - ISO 8601
 */
export async function fetchNetworkPage(
  client: SanityClient,
  now: string,
  {title, id}: SitesFrom,
  signal: AbortSignal,
): Promise<NetworkSite[]> {
  const options = {perspective: 'published', signal, tag: 'leads.network.sites'} as const
  const params = {stuckBefore: stuckBefore(now), title, id}
  const answer: unknown = await client.fetch(networkQuery, params, options)
  const sites = z.array(CountedSite).parse(answer)
  const intake = await fetchIntake(client, now, sites, signal)
  return sites.map((site) => ({...site, intake: intake.get(site.key) ?? 0}))
}

/** Counts of all sites together, and the sites themselves. Params: `stuckBefore`. */
const networkTotalsQuery = defineQuery(`{
  "sites": *[_type == "site" && defined(key)]{key, timeZone},
  "leads": count(*[_type == "lead"]),
  "subscribers": count(*[_type == "newsletterSubscriber" && status == "subscribed"]),
  "waiting": count(*[_type == "leadSubmission" && !defined(processedAt) && receivedAt < $stuckBefore])
}`)

const Totals = z.object({
  sites: z.array(z.object({key: z.string(), timeZone})),
  leads: z.number(),
  subscribers: z.number(),
  waiting: z.number(),
})

/** Counts of all sites together; `sites` says how many there are. */
export type NetworkTotals = Record<'sites' | 'leads' | 'subscribers' | 'waiting' | 'intake', number>

/**
 * Reads the counts of all sites together.
 *
 * @param now - ISO 8601
 */
export async function fetchNetworkTotals(
  client: SanityClient,
  now: string,
  signal: AbortSignal,
): Promise<NetworkTotals> {
  const options = {perspective: 'published', signal, tag: 'leads.network.totals'} as const
  const params = {stuckBefore: stuckBefore(now)}
  const answer: unknown = await client.fetch(networkTotalsQuery, params, options)
  const {sites, ...counts} = Totals.parse(answer)
  const intake = await fetchIntake(client, now, sites, signal)
  const sum = [...intake.values()].reduce((total, count) => total + count, 0)
  return {...counts, sites: sites.length, intake: sum}
}

/** Submissions of each site since a moment of its own. Params: `sites: {key, since}[]`. */
const intakeQuery = defineQuery(`$sites[]{
  key,
  "count": count(*[_type == "leadSubmission" && site == ^.key && receivedAt >= ^.since
    && spam.verdict != "spam"])
}`)

const Intake = z.array(z.object({key: z.string(), count: z.number()}))

/** Counts the submissions of each site's recent days, by its key; spam does not count. */
async function fetchIntake(
  client: SanityClient,
  now: string,
  sites: readonly {key: string; timeZone?: string | null | undefined}[],
  signal: AbortSignal,
): Promise<Map<string, number>> {
  const options = {perspective: 'published', signal, tag: 'leads.network.intake'} as const
  const params = {
    sites: sites.map((site) => ({
      key: site.key,
      since: startOfRecentDays({timeZone: site.timeZone ?? null}, now),
    })),
  }
  const answer: unknown = await client.fetch(intakeQuery, params, options)
  return new Map(Intake.parse(answer).map(({key, count}) => [key, count]))
}
