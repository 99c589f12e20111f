import type {Unstored} from '../documents/stored.ts'
import type {AuditEvent} from '../sanity.types.generated.ts'
import {eventHash, GENESIS_HASH} from './hashChain.ts'
import type {RedactedChange} from './auditDiff.ts'
import type {Mutation} from '../changes/mutation.ts'
import {NETWORK_CHAIN} from './auditedDocuments.ts'
import type {TrailEntry} from './auditOfTransaction.ts'

/** What happened, before it has a place in the chain. */
export interface AuditDraft {
  /** Key of the site whose chain it belongs to; `null` for the network's own. */
  site: string | null
  /** When the store wrote it, ISO 8601, UTC. */
  at: string
  /** Id of the transaction that did it; `null` for what no single transaction did. */
  transaction: string | null
  actor: AuditEvent['actor']
  /** What was done, such as `lead.status.changed`. */
  action: string
  target: AuditEvent['target']
  /** As `redactDiff` gives it. */
  diff: readonly RedactedChange[]
}

/** Id of an event: its number has 12 digits, so that ids sort as events do. */
export function auditEventId(site: string | null, seq: number): string {
  return `${site ?? 'network'}.audit.${String(seq).padStart(12, '0')}`
}

/**
 * The next event of a chain. Write it with `create`: of two writers at once one is answered with
 * 409 and must read the newest event and append again.
 *
 * @param previous - the newest event of the chain, `null` when there is none
 */
export function toAuditEvent(
  previous: {seq: number; hash: string} | null,
  draft: AuditDraft,
): Unstored<AuditEvent> {
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

/** Appends several events in one go; see {@link toAuditEvent}. */
export function toAuditEvents(
  previous: {seq: number; hash: string} | null,
  drafts: readonly AuditDraft[],
): Unstored<AuditEvent>[] {
  const events: Unstored<AuditEvent>[] = []
  for (const draft of drafts) events.push(toAuditEvent(events.at(-1) ?? previous, draft))
  return events
}

/** The end of a chain: number and hash of its newest event. */
export interface ChainHead {
  seq: number
  hash: string
}

/** Id of the document that says where a chain ends. */
export function trailHeadId(chain: string): string {
  return `${chain}.head.trail`
}

/** The end of a chain as its document says it; `null` where that says none. */
export function headOf(document: {seq?: unknown; hash?: unknown} | null): ChainHead | null {
  const seq = document?.seq
  const hash = document?.hash
  return typeof seq === 'number' && typeof hash === 'string' ? {seq, hash} : null
}

/** What to write so that a chain tells some entries. */
export interface TrailAppend {
  mutations: Mutation[]
  head: ChainHead
}

/**
 * Appends events to a chain: the events, the end of the chain, and in each entry of a timeline that
 * is told the number of its event. Belongs into the transaction that notes the progress of the
 * reading, which the lease guards.
 *
 * @param head - the end of the chain, `null` for a chain without events
 * @param skipped - numbers after the end whose ids somebody else's documents have; they are left out
 */
export function appendEntries(
  chain: string,
  head: ChainHead | null,
  entries: readonly TrailEntry[],
  skipped = 0,
): TrailAppend {
  const start =
    skipped === 0 ? head : {seq: (head?.seq ?? 0) + skipped, hash: head?.hash ?? GENESIS_HASH}
  const events = toAuditEvents(
    start,
    entries.map(({draft}) => draft),
  )
  const numbers = entries.flatMap(({entryIds}, index): Mutation[] =>
    entryIds.map((id) => ({patch: {id, set: {auditSeq: events[index]?.seq ?? null}}})),
  )
  const last = events.at(-1)
  const end = last ? {seq: last.seq, hash: last.hash} : (start ?? {seq: 0, hash: GENESIS_HASH})
  const site = chain === NETWORK_CHAIN ? {} : {site: chain}
  return {
    head: end,
    mutations: [
      ...events.map((event): Mutation => ({create: event})),
      ...numbers,
      {createOrReplace: {_id: trailHeadId(chain), _type: 'trailHead', ...site, ...end}},
    ],
  }
}
