import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {z} from 'zod'
import {chainPrefix} from '../../../core/audit/appendEvents.ts'
import {type AuditConditions, type AuditTime} from '../address/auditParams.ts'

/** Events on one page of the list. */
export const AUDIT_PAGE_SIZE = 50

/** Events on one page when a chain is verified or exported. */
export const CHAIN_PAGE_SIZE = 1000

/**
 * A page of a chain, newest first, after the event at `$at` with id `$id`; for the first page, `$at` is
 * the end of the time span and `$id` is empty. Conditions with an empty value hold for every event.
 * Params: `prefix`, `from`, `at`, `id`, `actorKind`, `actorId`, `action`, `targetType`,
 * `targetId`, `targetIds` (`null` for all).
 */
export const auditPageQuery = defineQuery(`*[
  _type == "auditEvent" && string::startsWith(_id, $prefix)
  && ($actorKind == "" || actor.kind == $actorKind) && ($actorId == "" || actor.id == $actorId)
  && ($action == "" || action == $action)
  && ($targetType == "" || target.type == $targetType)
  && ($targetId == "" || target.id == $targetId)
  && ($targetIds == null || target.id in $targetIds)
  && at >= $from && (at < $at || (at == $at && _id < $id))
] | order(at desc, _id desc)[0...50]{_id, _type, seq, at, transaction, actor, action, target, diff, previousHash, hash, site}`)

/** One event, whole, as it was hashed. Params: `id`. */
export const auditEventQuery = defineQuery(`*[_type == "auditEvent" && _id == $id][0]`)

/**
 * Whole events of a chain in their order, as they were hashed: after one id, up to another. By id rather
 * than by number, since attributes of an event may have been changed. Params: `prefix`, `after`,
 * `through`.
 */
export const chainPageQuery = defineQuery(`*[
  _type == "auditEvent" && string::startsWith(_id, $prefix) && _id > $after && _id <= $through
] | order(_id asc)[0...1000]`)

/** The newest event of a chain, by id. Params: `prefix`. */
export const chainEndQuery = defineQuery(`*[
  _type == "auditEvent" && string::startsWith(_id, $prefix)
] | order(_id desc)[0]{_id, seq, at}`)

/** The numbers of the first and the last event in a time span. Params: `prefix`, `from`, `to`. */
export const chainRangeQuery = defineQuery(`{
  "first": *[_type == "auditEvent" && string::startsWith(_id, $prefix) && at >= $from && at < $to]
    | order(at asc, _id asc)[0].seq,
  "last": *[_type == "auditEvent" && string::startsWith(_id, $prefix) && at >= $from && at < $to]
    | order(at desc, _id desc)[0].seq
}`)

/** The activity with the highest event number of a site. Params: `site`. */
export const newestEntryQuery = defineQuery(`*[
  _type == "leadActivity" && site == $site && defined(auditSeq)
] | order(auditSeq desc)[0]{_id, auditSeq}`)

/** The sites that the user may read. Params: `after`. */
export const chainSitesQuery = defineQuery(
  `*[_type == "site" && defined(key) && _id > $after] | order(_id asc)[0...1000]{_id, key, title}`,
)

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

/** An event as the tool shows it. A missing attribute is empty; verifying reports it. */
export type AuditEntry = z.output<typeof Entry>

const End = z.object({_id: z.string(), seq: z.number().catch(0), at: text}).nullable()

/** The newest event of a chain; `null` for an empty chain. */
export type ChainEnd = z.output<typeof End>

/** Where a page begins: after an event, or at the end of a time span. */
export interface PageStart {
  at: string
  id: string
}

/** Events have no drafts. */
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

/** Reads one event; `null` when there is none, or the user may not read it. */
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

/** Reads the numbers of the first and the last event in a time span; `null` for no events. */
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

/** A whole event, as the store holds it. */
export const StoredEvent = z.looseObject({_id: z.string()})
/** See {@link StoredEvent}. */
export type StoredEvent = z.output<typeof StoredEvent>

/**
 * Reads events of a chain in their order.
 *
 * @param after - id before the first event
 * @param through - id of the last event
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

/** A site whose chain the user can choose. */
export type ChainSite = z.output<typeof ChainSite>

/** Most sites that one request gives. */
const SITES_PAGE = 1000

/** Reads all sites that the user may read, by id. */
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
