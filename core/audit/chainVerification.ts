import {verifyChain, type ChainVerdict} from './hashChain.ts'
import type {ChainHead} from './appendEvents.ts'

/** How far a chain was checked, whose events are read page by page. */
export interface ChainReading {
  /** Events that were checked so far. */
  count: number
  /** The newest of them; `null` before the first. */
  head: ChainHead | null
  /** Where the events begin, where that is not the start of the chain. */
  after: ChainHead | null
  /** Events known from elsewhere, such as signed ends. */
  trusted: readonly ChainHead[]
}

/** What is wrong with a chain. */
export type BrokenChain = Extract<ChainVerdict, {ok: false}>

/**
 * Begins to check a chain.
 *
 * @param trusted - events known from elsewhere; see `ChainAnchors`
 * @param after - number and hash of the event before the first that will be read
 */
export function beginReading(
  trusted: readonly ChainHead[] = [],
  after: ChainHead | null = null,
): ChainReading {
  return {count: 0, head: null, after, trusted}
}

function continued(reading: ChainReading): ChainHead | null {
  return reading.head ?? reading.after
}

/**
 * Checks the next events of a chain.
 *
 * @param page - in the order of their ids, right after those that were checked before
 * @returns how far it is checked now, or what is wrong with it
 */
export function readOn(
  reading: ChainReading,
  page: readonly unknown[],
): {ok: true; reading: ChainReading} | BrokenChain {
  if (page.length === 0) return {ok: true, reading}
  const after = continued(reading)
  const from = after?.seq ?? 0
  // Those to come are only missing when there is no further page.
  const due = reading.trusted.filter(({seq}) => seq > from && seq <= from + page.length)
  const verdict = verifyChain(page, {...(after ? {after} : {}), trusted: due})
  if (!verdict.ok) return verdict
  const {count, head} = verdict
  return {ok: true, reading: {...reading, count: reading.count + count, head}}
}

/** What a chain was found to be, once there is no further page. */
export function endReading(reading: ChainReading): ChainVerdict {
  const after = continued(reading)
  const due = reading.trusted.filter(({seq}) => seq > (after?.seq ?? 0))
  const verdict = verifyChain([], {...(after ? {after} : {}), trusted: due})
  return verdict.ok ? {ok: true, count: reading.count, head: reading.head} : verdict
}

/** What the store holds beside a chain's events that tells how far the chain goes. */
export interface ChainWitness {
  /** The chain's own note of its end; `null` where there is none. */
  head: ChainHead | null
  /** The newest entry of a timeline that an event of the chain tells. */
  entry: {_id: string; auditSeq: number} | null
}

function truncated(seq: number, message: string): BrokenChain {
  return {ok: false, brokenAt: seq, reason: 'truncated', message}
}

/**
 * An entry of a timeline that has the number of an event which the chain does not have any more.
 *
 * @param end - number of the chain's newest event; 0 for none
 */
export function missingEvent(end: number, entry: ChainWitness['entry']): BrokenChain | null {
  if (!entry || entry.auditSeq <= end) return null
  const message = `The entry ${entry._id} was told by event ${entry.auditSeq}, which is missing.`
  return truncated(end + 1, message)
}

/**
 * Holds a chain against what else tells how far it goes. The note of the end is written with the
 * events, so it is behind only where somebody else added some. It is not signed: whoever can rewrite a
 * chain can rewrite it too.
 *
 * @param newest - the newest event that was checked
 * @param before - as it was before the chain's end was looked for
 * @param after - as it was after the chain was read
 */
export function witnessFault(
  newest: ChainHead | null,
  before: ChainWitness,
  after: ChainWitness,
): BrokenChain | null {
  const end = newest?.seq ?? 0
  const noted = before.head
  if (noted && noted.seq > end) {
    return truncated(end + 1, `The trail notes ${noted.seq} as its last event, which is missing.`)
  }
  const missing = missingEvent(end, before.entry)
  if (missing) return missing
  if (newest === null || after.head === null) return null
  const {head} = after
  const isAdded = head.seq < end
  const isOther = head.seq === end && head.hash !== newest.hash
  if (!isAdded && !isOther) return null
  return {
    ok: false,
    brokenAt: isAdded ? head.seq + 1 : end,
    reason: 'forked',
    message: `The trail notes event ${head.seq} as its last one, and that is not how its events end.`,
  }
}
