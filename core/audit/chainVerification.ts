import {problem, type Problem} from '../problems/problem.ts'
import {verifyChain, type ChainHead, type ChainVerdict} from './hashChain.ts'

/** How far a chain is checked whose events are read page by page. */
export interface ChainCheck {
  /** Number of events that were checked. */
  count: number
  /** The newest of them; `null` before the first. */
  head: ChainHead | null
  /** The event before the first one, when the check does not begin with the chain. */
  after: ChainHead | null
  /** Events known from elsewhere, such as signed ends. */
  trusted: readonly ChainHead[]
}

/** A chain that does not hold, and why. */
export type BrokenChain = Extract<ChainVerdict, {ok: false}>

/**
 * Begins the check of a chain.
 *
 * @param trusted - events known from elsewhere; see `ChainAnchors`
 * @param after - the event before the first one that will be read
 */
export function beginCheck(
  trusted: readonly ChainHead[] = [],
  after: ChainHead | null = null,
): ChainCheck {
  return {count: 0, head: null, after, trusted}
}

/**
 * Checks the next events of a chain.
 *
 * @param page - in the order of their ids, right after the events that were checked before
 * @returns the check as it stands now, or what is wrong with the chain
 */
export function checkPage(
  check: ChainCheck,
  page: readonly unknown[],
): {ok: true; check: ChainCheck} | BrokenChain {
  if (page.length === 0) return {ok: true, check}
  const after = check.head ?? check.after
  const from = after?.seq ?? 0
  // Trusted events behind this page are missing only when no page follows.
  const due = check.trusted.filter(({seq}) => seq > from && seq <= from + page.length)
  const verdict = verifyChain(page, {...(after ? {after} : {}), trusted: due})
  if (!verdict.ok) return verdict
  return {ok: true, check: {...check, count: check.count + verdict.count, head: verdict.head}}
}

/** Ends the check of a chain that has no further page. */
export function endCheck(check: ChainCheck): ChainVerdict {
  const after = check.head ?? check.after
  const due = check.trusted.filter(({seq}) => seq > (after?.seq ?? 0))
  const verdict = verifyChain([], {...(after ? {after} : {}), trusted: due})
  return verdict.ok ? {ok: true, count: check.count, head: check.head} : verdict
}

/** What the store holds outside the events of a chain about its length. */
export interface ChainWitness {
  /** The chain's own note of its end; `null` where there is none. */
  head: ChainHead | null
  /** The activity with the highest event number. */
  entry: {_id: string; auditSeq: number} | null
}

/**
 * Number of the newest event that something other than the events of a chain tells of; 0 for none.
 *
 * @param trusted - events known from elsewhere
 */
export function newestKnown(trusted: readonly ChainHead[], {head, entry}: ChainWitness): number {
  return Math.max(head?.seq ?? 0, entry?.auditSeq ?? 0, ...trusted.map(({seq}) => seq))
}

/**
 * Compares a chain with its witnesses. The note of the end is written together with the events, so it
 * falls behind only when somebody else adds events. It is not signed: whoever can rewrite a chain can
 * rewrite it too.
 *
 * @param newest - the newest event that was checked
 * @param before - as it was before the chain's end was looked up
 * @param notedAfter - the chain's note of its end as it was after the chain was read
 */
export function checkWitness(
  newest: ChainHead | null,
  before: ChainWitness,
  notedAfter: ChainHead | null,
): BrokenChain | null {
  const end = newest?.seq ?? 0
  const noted = before.head
  if (noted && noted.seq > end) {
    return truncated(end + 1, problem('audit.end-missing', {seq: noted.seq}))
  }
  const missing = checkNewestActivity(end, before.entry)
  if (missing) return missing
  if (newest === null || notedAfter === null) return null
  const isAdded = notedAfter.seq < end
  const isOther = notedAfter.seq === end && notedAfter.hash !== newest.hash
  if (!isAdded && !isOther) return null
  return {
    ok: false,
    brokenAt: isAdded ? notedAfter.seq + 1 : end,
    reason: 'forked',
    problem: problem('audit.end-differs', {seq: notedAfter.seq}),
  }
}

/**
 * Checks that the chain still has the event whose number an activity holds.
 *
 * @param end - number of the chain's newest event; 0 for none
 */
export function checkNewestActivity(end: number, entry: ChainWitness['entry']): BrokenChain | null {
  if (!entry || entry.auditSeq <= end) return null
  const {_id, auditSeq} = entry
  return truncated(end + 1, problem('audit.recorded-missing', {seq: auditSeq, id: _id}))
}

function truncated(brokenAt: number, found: Problem): BrokenChain {
  return {ok: false, brokenAt, reason: 'truncated', problem: found}
}
