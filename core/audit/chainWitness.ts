import type {BrokenChain} from './chainReading.ts'
import type {ChainHead} from './trailAppend.ts'

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
