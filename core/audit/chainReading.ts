import {verifyChain, type ChainVerdict} from './hashChain.ts'
import type {ChainHead} from './trailAppend.ts'

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
