import type {SanityClient} from '@sanity/client'
import {z} from 'zod'
import type {AuditConditions, AuditTime} from '../address/auditParams.ts'
import {chainPrefix} from '../address/auditParams.ts'
import {
  auditEventQuery,
  auditPageQuery,
  chainEndQuery,
  chainPageQuery,
  chainRangeQuery,
  chainSitesQuery,
} from './auditQueries.ts'

const text = z.string().nullish()

const Actor = z.object({
  kind: z.enum(['user', 'visitor', 'function']).catch('function'),
  id: z.string().optional().catch(undefined),
})

const Change = z.object({
  _key: z.string().catch(''),
  path: z.string().catch(''),
  before: z.string().optional().catch(undefined),
  after: z.string().optional().catch(undefined),
})

const Entry = z.object({
  _id: z.string(),
  seq: z.number().catch(0),
  at: z.string().catch(''),
  transaction: text,
  actor: Actor.catch({kind: 'function'}),
  action: z.string().catch(''),
  target: z
    .object({type: z.string().catch(''), id: z.string().catch('')})
    .catch({type: '', id: ''}),
  diff: z.array(Change).catch([]),
  previousHash: text,
  hash: text,
  site: text,
})

/** An event as the tool shows it. What an event lacks is empty: verifying tells that it is broken. */
export type AuditEntry = z.output<typeof Entry>

const End = z.object({_id: z.string(), seq: z.number().catch(0), at: text}).nullable()

/** The newest event of a chain; `null` for a chain without any. */
export type ChainEnd = z.output<typeof End>

/** Where a page begins: right after this event, or at the end of a time. */
export interface PageStart {
  at: string
  id: string
}

/** Events are records without drafts: read as they are stored. */
const RAW = {perspective: 'raw'} as const

/** Reads a page of a chain, newest first. Rejects when the signal aborts. */
export async function fetchAuditPage(
  client: SanityClient,
  conditions: AuditConditions,
  start: PageStart,
  signal: AbortSignal,
): Promise<AuditEntry[]> {
  const options = {...RAW, tag: 'leads.audit.page', signal}
  const found: unknown = await client.fetch(auditPageQuery, {...conditions, ...start}, options)
  return z.array(Entry).parse(found)
}

/** Reads one event; `null` where there is none, or none that one may read. */
export async function fetchAuditEvent(
  client: SanityClient,
  id: string,
  signal: AbortSignal,
): Promise<AuditEntry | null> {
  const options = {...RAW, tag: 'leads.audit.event', signal}
  const found: unknown = await client.fetch(auditEventQuery, {id}, options)
  return Entry.nullable().parse(found)
}

/** Reads the newest event of a chain. */
export async function fetchChainEnd(
  client: SanityClient,
  chain: string,
  signal: AbortSignal,
): Promise<ChainEnd> {
  const options = {...RAW, tag: 'leads.audit.end', signal}
  const found: unknown = await client.fetch(chainEndQuery, {prefix: chainPrefix(chain)}, options)
  return End.parse(found)
}

const Range = z.object({first: z.number().nullable(), last: z.number().nullable()})

/** Reads which numbers the events of a time have; `null` where there are none. */
export async function fetchChainRange(
  client: SanityClient,
  chain: string,
  time: AuditTime,
  signal: AbortSignal,
): Promise<{first: number; last: number} | null> {
  const options = {...RAW, tag: 'leads.audit.range', signal}
  const params = {prefix: chainPrefix(chain), ...time}
  const {first, last} = Range.parse(await client.fetch(chainRangeQuery, params, options))
  return first === null || last === null ? null : {first, last}
}

/** An event as the store holds it, whole. */
export const StoredEvent = z.looseObject({_id: z.string()})
/** See {@link StoredEvent}. */
export type StoredEvent = z.output<typeof StoredEvent>

/**
 * Reads events of a chain in the order in which they hang together.
 *
 * @param after - id of the event before the first; that of none for the chain's beginning
 * @param through - id of the last one that is wanted
 */
export async function fetchChainPage(
  client: SanityClient,
  chain: string,
  {after, through}: {after: string; through: string},
  options: {tag: string; signal: AbortSignal},
): Promise<StoredEvent[]> {
  const params = {prefix: chainPrefix(chain), after, through}
  const found: unknown = await client.fetch(chainPageQuery, params, {...RAW, ...options})
  return z.array(StoredEvent).parse(found)
}

const ChainSite = z.object({_id: z.string(), key: z.string(), title: text})

/** A site, whose chain may be chosen. */
export type ChainSite = z.output<typeof ChainSite>

/** Most sites that one request gives. */
const SITES_PAGE = 1000

/** Reads all sites that one may read, by id. */
export async function fetchChainSites(
  client: SanityClient,
  signal: AbortSignal,
): Promise<ChainSite[]> {
  const sites: ChainSite[] = []
  for (;;) {
    const after = sites.at(-1)?._id ?? ''
    const options = {...RAW, tag: 'leads.audit.sites', signal}
    const found: unknown = await client.fetch(chainSitesQuery, {after}, options)
    const page = z.array(ChainSite).parse(found)
    sites.push(...page)
    if (page.length < SITES_PAGE) return sites
  }
}
