import type {Unstored} from '../documents/stored.ts'
import type {AuditEvent} from '../sanity.types.generated.ts'
import {eventHash, GENESIS_HASH} from './hashChain.ts'
import type {RedactedChange} from './redactDiff.ts'

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
export function auditEvent(
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

/** Appends several events in one go; see {@link auditEvent}. */
export function auditEvents(
  previous: {seq: number; hash: string} | null,
  drafts: readonly AuditDraft[],
): Unstored<AuditEvent>[] {
  const events: Unstored<AuditEvent>[] = []
  for (const draft of drafts) events.push(auditEvent(events.at(-1) ?? previous, draft))
  return events
}
