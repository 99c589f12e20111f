import {toAuditEvent} from '../core/audit/appendEvents.ts'
import type {LoadableDocument} from '../local/lake/store/preparedDocument.ts'
import {BENCH_SITE} from './benchDocuments.ts'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'
const START = Date.UTC(2023, 0, 1)

/** Actions, and their number in 1,000 events. */
const ACTS: readonly (readonly [string, number])[] = [
  ['lead.status.changed', 400],
  ['submission.processed', 250],
  ['lead.fields.changed', 200],
  ['consent.given', 100],
  ['bulk.share.written', 48],
  ['lead.deleted', 2],
]

function actOf(number: number): string {
  let rest = (number * 7919) % 1000
  for (const [action, share] of ACTS) {
    if (rest < share) return action
    rest -= share
  }
  return 'lead.note.added'
}

/** A person's key that is the same for the same number. */
export function benchPerson(number: number): string {
  let rest = number
  let key = ''
  while (key.length < 26) {
    rest = (Math.imul(rest, 1_103_515_245) + 12_345) >>> 0
    key += ALPHABET.charAt((rest >>> 16) % 32)
  }
  return key
}

/** Number of users in the trail. */
export const BENCH_ACTORS = 40

/** A site's audit trail with a number of events, a minute apart, and its head. */
export function* auditDocuments(events: number): Generator<LoadableDocument> {
  let head: {seq: number; hash: string} | null = null
  for (let number = 0; number < events; number += 1) {
    const action = actOf(number)
    const at = new Date(START + number * 60_000).toISOString()
    const event = toAuditEvent(head, {
      site: BENCH_SITE,
      at,
      transaction: `transaction-${number}`,
      actor:
        action === 'consent.given'
          ? {kind: 'visitor'}
          : {kind: 'user', id: `user-${(number * 31) % BENCH_ACTORS}`},
      action,
      target: {type: 'lead', id: `${BENCH_SITE}.lead.${benchPerson(number % 50_000)}`},
      diff: [{_key: 'change-0', path: 'status', before: 'new', after: 'contacted'}],
    })
    head = {seq: event.seq, hash: event.hash}
    yield {...event, _createdAt: at, _updatedAt: at}
  }
  const end = {_id: `${BENCH_SITE}.head.trail`, _type: 'trailHead', site: BENCH_SITE}
  yield {...end, _createdAt: new Date(START).toISOString(), ...head}
}
