import {sha256} from '@noble/hashes/sha2.js'
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js'
import {canonicalJson} from '../crypto/canonicalJson.ts'

/** `previousHash` of the first event of a chain. */
export const GENESIS_HASH = '0'.repeat(64)

/** The part of an event by which chains hang together. */
export interface ChainLink {
  seq: number
  previousHash: string
  hash: string
}

/** Attributes that the store adds and that are no part of what an event says. */
const NOT_HASHED: ReadonlySet<string> = new Set([
  'hash',
  '_rev',
  '_createdAt',
  '_updatedAt',
  '_system',
])

/** What is hashed of an event: the canonical JSON of everything it says, its id and number included. */
export function saidText(event: object): string {
  return canonicalJson(event, NOT_HASHED)
}

/**
 * Hash of an event: SHA-256 over the hash before it, a line feed, and {@link saidText}.
 *
 * @returns 64 hexadecimal characters
 */
export function eventHash(previousHash: string, event: object): string {
  return bytesToHex(sha256(utf8ToBytes(`${previousHash}\n${saidText(event)}`)))
}

/** What a chain was found to be. */
export type ChainVerdict =
  | {ok: true; count: number; head: {seq: number; hash: string} | null}
  /** `brokenAt` is the number of the first event that cannot be relied on. */
  | {ok: false; brokenAt: number; reason: ChainFault; message: string}

/** What is wrong with a chain. */
export type ChainFault = 'malformed' | 'gap' | 'order' | 'link' | 'edited' | 'truncated' | 'forked'

/** What the chain is held against. */
export interface ChainAnchors {
  /**
   * Where the events begin, when they are not the whole chain: number and hash of the event before
   * the first.
   */
  after?: {seq: number; hash: string}
  /**
   * Events known from elsewhere (an exported report, an earlier check): without one, a chain that
   * was rewritten to its end, or whose end was cut off, cannot be told from a genuine one, because
   * everybody can compute a hash.
   */
  trusted?: readonly {seq: number; hash: string}[]
}

function fault(brokenAt: number, reason: ChainFault, message: string): ChainVerdict {
  return {ok: false, brokenAt, reason, message}
}

function isLink(event: unknown): event is ChainLink {
  return (
    typeof event === 'object' &&
    event !== null &&
    'seq' in event &&
    Number.isSafeInteger(event.seq) &&
    'previousHash' in event &&
    typeof event.previousHash === 'string' &&
    'hash' in event &&
    typeof event.hash === 'string'
  )
}

function linkFault(event: ChainLink, expected: {seq: number; hash: string}): ChainVerdict | null {
  const {seq} = event
  if (seq > expected.seq) {
    return fault(expected.seq, 'gap', `Event ${expected.seq} is missing: ${seq} comes next.`)
  }
  if (seq < expected.seq) {
    return fault(seq, 'order', `Event ${seq} stands where ${expected.seq} belongs.`)
  }
  if (event.previousHash !== expected.hash) {
    return fault(seq, 'link', `Event ${seq} does not continue the one before it.`)
  }
  return eventHash(event.previousHash, event) === event.hash
    ? null
    : fault(seq, 'edited', `Event ${seq} was changed after it was written.`)
}

function anchorFault(
  hashes: ReadonlyMap<number, string>,
  start: number,
  anchors: ChainAnchors,
): ChainVerdict | null {
  for (const {seq, hash} of anchors.trusted ?? []) {
    const found = hashes.get(seq)
    if (found === undefined && seq >= start) {
      return fault(seq, 'truncated', `Event ${seq} is known to exist and is missing.`)
    }
    if (found !== undefined && found !== hash) {
      return fault(
        seq,
        'forked',
        `Event ${seq} is not the one that is known: history was rewritten.`,
      )
    }
  }
  return null
}

/**
 * Checks a chain of events: that none was edited, removed, added or moved. Every event is hashed
 * anew and held against the one before it; what an event says of itself is never believed.
 *
 * @param events - in the order of their numbers, without gaps
 */
export function verifyChain(events: readonly unknown[], anchors: ChainAnchors = {}): ChainVerdict {
  const start = (anchors.after?.seq ?? 0) + 1
  const hashes = new Map<number, string>()
  let expected = {seq: start, hash: anchors.after?.hash ?? GENESIS_HASH}
  let head: {seq: number; hash: string} | null = null
  for (const event of events) {
    if (!isLink(event)) {
      return fault(expected.seq, 'malformed', `Event ${expected.seq} is no audit event.`)
    }
    const broken = linkFault(event, expected)
    if (broken) return broken
    hashes.set(event.seq, event.hash)
    head = {seq: event.seq, hash: event.hash}
    expected = {seq: event.seq + 1, hash: event.hash}
  }
  return anchorFault(hashes, start, anchors) ?? {ok: true, count: events.length, head}
}
