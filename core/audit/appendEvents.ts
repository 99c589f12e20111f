import type {Mutation} from '../changes/mutation.ts'
import type {Unstored} from '../documents/stored.ts'
import type {AuditEvent} from '../sanity.types.generated.ts'
import type {RedactedChange} from './auditDiff.ts'
import {NETWORK_CHAIN} from './auditedDocuments.ts'
import {eventHash, GENESIS_HASH, type ChainHead} from './hashChain.ts'
import type {TransactionRef} from './storeTransaction.ts'

/** What happened, before it has a place in a chain. */
export interface AuditDraft {
  /** Key of the site whose chain it belongs to; `null` for the network's own. */
  site: string | null
  /** When the store wrote it, ISO 8601, UTC. */
  at: string
  /** Id of the transaction that did it; `null` when no single transaction did. */
  transaction: string | null
  actor: AuditEvent['actor']
  /** What was done, such as `lead.status.changed`. */
  action: string
  target: AuditEvent['target']
  /** As `redactDiff` gives it. */
  diff: readonly RedactedChange[]
}

/** An event to append, and the activities that it records. */
export interface DraftEvent {
  draft: AuditDraft
  /** Ids of activities, which get the number of the event. */
  activityIds: readonly string[]
}

/** The part of a draft that chain and transaction determine. */
export function originOf(
  chain: string,
  {at, id}: TransactionRef,
): Pick<AuditDraft, 'site' | 'at' | 'transaction'> {
  return {site: chain === NETWORK_CHAIN ? null : chain, at, transaction: id}
}

/** Mutations that append events to a chain, and the end of the chain after them. */
export interface TrailAppend {
  mutations: Mutation[]
  head: ChainHead
}

/**
 * Appends events to a chain. The mutations create the events, write the end of the chain, and give each
 * recorded activity the number of its event. They belong into the transaction that notes the progress of
 * the reading, which the lease guards.
 *
 * @param head - the end of the chain, `null` for a chain without events
 * @param skipped - how many ids after the end other documents occupy; their numbers are left out
 */
export function appendEvents(
  chain: string,
  head: ChainHead | null,
  events: readonly DraftEvent[],
  skipped = 0,
): TrailAppend {
  const start =
    skipped === 0 ? head : {seq: (head?.seq ?? 0) + skipped, hash: head?.hash ?? GENESIS_HASH}
  const drafts = events.map(({draft}) => draft)
  const documents = toAuditEvents(start, drafts)
  const numbers = events.flatMap(({activityIds}, index): Mutation[] =>
    activityIds.map((id) => ({patch: {id, set: {auditSeq: documents[index]?.seq ?? null}}})),
  )
  const last = documents.at(-1)
  const end = last ? {seq: last.seq, hash: last.hash} : (start ?? {seq: 0, hash: GENESIS_HASH})
  const site = chain === NETWORK_CHAIN ? {} : {site: chain}
  return {
    head: end,
    mutations: [
      ...documents.map((event): Mutation => ({create: event})),
      ...numbers,
      {createOrReplace: {_id: trailHeadId(chain), _type: 'trailHead', ...site, ...end}},
    ],
  }
}

/** The next events of a chain; see {@link toAuditEvent}. */
export function toAuditEvents(
  previous: ChainHead | null,
  drafts: readonly AuditDraft[],
): Unstored<AuditEvent>[] {
  const events: Unstored<AuditEvent>[] = []
  for (const draft of drafts) events.push(toAuditEvent(events.at(-1) ?? previous, draft))
  return events
}

/**
 * The next event of a chain. Write it with `create`: of two writers at once one is answered with
 * 409 and must read the newest event and append again.
 *
 * @param previous - the newest event of the chain, `null` when there is none
 */
export function toAuditEvent(previous: ChainHead | null, draft: AuditDraft): Unstored<AuditEvent> {
  const seq = (previous?.seq ?? 0) + 1
  const previousHash = previous?.hash ?? GENESIS_HASH
  const event = {
    _id: auditEventId(draft.site, seq),
    _type: 'auditEvent' as const,
    ...(draft.site ? {site: draft.site} : {}),
    seq,
    at: draft.at,
    ...(draft.transaction ? {transaction: draft.transaction} : {}),
    actor: draft.actor,
    action: draft.action,
    target: draft.target,
    diff: [...draft.diff],
    previousHash,
  }
  return {...event, hash: eventHash(previousHash, event)}
}

/** What the ids of a chain's events begin with. */
export function chainPrefix(chain: string): string {
  return `${chain}.audit.`
}

/**
 * Id of an event. Its number has 12 digits, so that ids sort as events do.
 *
 * @param chain - key of a site; `network` or `null` for the network's chain
 */
export function auditEventId(chain: string | null, seq: number): string {
  return `${chainPrefix(chain ?? NETWORK_CHAIN)}${String(seq).padStart(12, '0')}`
}

/** Ids of consecutive events of a chain. */
export function auditEventIds(chain: string, from: number, count: number): string[] {
  return Array.from({length: count}, (_, index) => auditEventId(chain, from + index))
}

/** Id of the document that stores the end of a chain. */
export function trailHeadId(chain: string): string {
  return `${chain}.head.trail`
}

/** The end of a chain as a document states it; `null` when the document states none. */
export function parseHead(document: {seq?: unknown; hash?: unknown} | null): ChainHead | null {
  const seq = document?.seq
  const hash = document?.hash
  return typeof seq === 'number' && typeof hash === 'string' ? {seq, hash} : null
}
