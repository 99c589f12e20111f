import {sha256} from '@noble/hashes/sha2.js'
import {utf8ToBytes} from '@noble/hashes/utils.js'
import type {Mutation} from '../changes/mutation.ts'
import {base32} from '../crypto/base32.ts'
import {tenantDocumentId} from '../tenancy/documentId.ts'
import {auditEvents, type AuditDraft} from './auditEvent.ts'
import type {ChainTail, RecordingDecision} from './recordActivities.ts'

/** An event, and the receipt by which it is known that the trail has it. */
export interface OnceEntry {
  receiptId: string
  draft: AuditDraft
}

/**
 * Id of the receipt for what happened, `<site>.receipt.<hash>`. Whoever tells of the same thing once
 * more finds the receipt, and the trail gets no second event.
 *
 * @param origin - what happened, as exactly as it can be told from anything else: a document's id
 *   with a revision, or with the moment of which there is one only
 */
export function receiptId(site: string, origin: string): string {
  return tenantDocumentId(site, 'receipt', base32(sha256(utf8ToBytes(origin)).subarray(0, 16)))
}

/**
 * Appends events to the site's chain, each with its receipt. In one transaction: of two writers the
 * second is refused, because the number is taken or the receipt is there, and nothing of what it
 * wanted is written.
 *
 * @param entries - those that have no receipt yet; of two with one receipt the first counts
 */
export function recordOnce(
  site: string,
  entries: readonly OnceEntry[],
  tail: ChainTail | null,
): RecordingDecision {
  const single = [...new Map(entries.toReversed().map((each) => [each.receiptId, each])).values()]
  const fresh = single.toReversed()
  const events = auditEvents(
    tail,
    fresh.map(({draft}) => draft),
  )
  const mutations = fresh.flatMap((entry, index): Mutation[] => {
    const event = events[index]
    if (!event) return []
    const receipt = {_id: entry.receiptId, _type: 'auditReceipt', site, seq: event.seq}
    return [{create: event}, {create: receipt}]
  })
  const last = events.at(-1)
  return {mutations, tail: last ? {seq: last.seq, hash: last.hash} : tail}
}
