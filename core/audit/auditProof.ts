import {problem} from '../problems/problem.ts'
import {ProblemError} from '../problems/problemError.ts'
import {hashedText, type ChainHead} from './hashChain.ts'

/** A range of a chain, as the first line of its file describes it. */
export interface ProofRange {
  /** `<project>/<dataset>` that the events come from. */
  store: string
  /** Key of a site, or `network`. */
  chain: string
  /** Number of the first event. */
  from: number
  /** How many events follow. */
  count: number
  /** Hash of the event before the first; 64 zeros where the range begins with the chain. */
  hashBefore: string
  /** Number and hash of the last event. */
  last: ChainHead
  /** ISO 8601, UTC. */
  exportedAt: string
}

/** Name of the file format; another format gets another name. */
const PROOF_FORMAT = 'audit-proof-1'

/** How hashes are computed. The file holds it, so that the file alone is enough to check it. */
const PROOF_RULE =
  'The hash of an event is the SHA-256 of: the hash of the event before it, one line feed, and the ' +
  'event’s line with its first 75 bytes, {"hash":"<64 hexadecimal digits>", replaced by {. No line ' +
  'feed at the end. For the first event, the hash before it is hashBefore.'

const HASH = /^[0-9a-f]{64}$/u

/** An event has no hash, so no file can prove it. */
export class UnprovableEventError extends ProblemError {
  override readonly name = 'UnprovableEventError'
}

/** The first line of a file, without a line feed. */
export function proofHeader(range: ProofRange): string {
  const {store, chain, from, count, hashBefore, last, exportedAt} = range
  return JSON.stringify({
    format: PROOF_FORMAT,
    store,
    chain,
    from,
    to: last.seq,
    count,
    hashBefore,
    hashAfter: last.hash,
    exportedAt,
    rule: PROOF_RULE,
  })
}

/**
 * The line of an event, without a line feed: its hash, then the hashed text. The hash stands first and
 * has a fixed length, so that cutting it off leaves the input for a hash tool.
 *
 * @throws UnprovableEventError for an event without a hash
 */
export function proofLine(event: {_id: string; hash?: unknown}): string {
  const {_id, hash} = event
  if (typeof hash !== 'string' || !HASH.test(hash)) {
    throw new UnprovableEventError([problem('audit.event-unprovable', {id: _id})])
  }
  return `{"hash":"${hash}",${hashedText(event).slice(1)}`
}
