import {canonicalJson} from '../crypto/canonicalJson.ts'
import {sha256Hex} from '../crypto/sha256Hex.ts'
import {problem, type Problem} from '../problems/problem.ts'

/** `previousHash` of the first event of a chain. */
export const GENESIS_HASH = '0'.repeat(64)

/** Number and hash of an event, mostly of the newest one of a chain. */
export interface ChainHead {
  seq: number
  hash: string
}

/** The attributes of an event that link it to the one before. */
export interface ChainLink extends ChainHead {
  previousHash: string
}

/** The hash itself, and attributes that the store adds. */
const NOT_HASHED: ReadonlySet<string> = new Set([
  'hash',
  '_rev',
  '_createdAt',
  '_updatedAt',
  '_system',
])

/** The hashed text of an event: the canonical JSON of its content, its id and number included. */
export function hashedText(event: object): string {
  return canonicalJson(event, NOT_HASHED)
}

/**
 * Hash of an event: SHA-256 over the hash before it, a line feed, and {@link hashedText}.
 *
 * @returns 64 hexadecimal characters
 */
export function eventHash(previousHash: string, event: object): string {
  return sha256Hex(`${previousHash}\n${hashedText(event)}`)
}

/** The result of checking a chain. */
export type ChainVerdict =
  | {ok: true; count: number; head: ChainHead | null}
  /** `brokenAt` is the number of the first event that can't be relied on. */
  | {ok: false; brokenAt: number; reason: BreakReason; problem: Problem}

/** What is wrong with a chain. */
export type BreakReason = 'malformed' | 'gap' | 'order' | 'link' | 'edited' | 'truncated' | 'forked'

/** What a chain is compared with. */
export interface ChainAnchors {
  /** The event before the first one, when the events are not the whole chain. */
  after?: ChainHead
  /**
   * Events known from elsewhere, such as signed ends, an exported file or an earlier check. Everybody
   * can compute a hash, so without a known event nobody can detect that a chain was rewritten to its
   * end, or that its end was cut off.
   */
  trusted?: readonly ChainHead[]
}

/**
 * Checks that no event of a chain was edited, removed, added or moved. It hashes every event anew and
 * compares it with the one before; it never relies on the hash that an event states.
 *
 * @param events - in the order of their numbers, without gaps
 */
export function verifyChain(events: readonly unknown[], anchors: ChainAnchors = {}): ChainVerdict {
  const start = (anchors.after?.seq ?? 0) + 1
  const hashes = new Map<number, string>()
  let expected: ChainHead = {seq: start, hash: anchors.after?.hash ?? GENESIS_HASH}
  let head: ChainHead | null = null
  for (const event of events) {
    if (!isLink(event)) {
      return broken(expected.seq, 'malformed', problem('audit.malformed', {seq: expected.seq}))
    }
    const verdict = checkLink(event, expected)
    if (verdict) return verdict
    hashes.set(event.seq, event.hash)
    head = {seq: event.seq, hash: event.hash}
    expected = {seq: event.seq + 1, hash: event.hash}
  }
  return checkTrusted(hashes, start, anchors) ?? {ok: true, count: events.length, head}
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

function checkLink(event: ChainLink, expected: ChainHead): ChainVerdict | null {
  const {seq} = event
  if (seq > expected.seq) {
    return broken(expected.seq, 'gap', problem('audit.gap', {seq: expected.seq, next: seq}))
  }
  if (seq < expected.seq) {
    return broken(seq, 'order', problem('audit.order', {seq, expected: expected.seq}))
  }
  if (event.previousHash !== expected.hash) {
    return broken(seq, 'link', problem('audit.link', {seq}))
  }
  return eventHash(event.previousHash, event) === event.hash
    ? null
    : broken(seq, 'edited', problem('audit.edited', {seq}))
}

function checkTrusted(
  hashes: ReadonlyMap<number, string>,
  start: number,
  anchors: ChainAnchors,
): ChainVerdict | null {
  for (const {seq, hash} of anchors.trusted ?? []) {
    const found = hashes.get(seq)
    if (found === undefined && seq >= start) {
      return broken(seq, 'truncated', problem('audit.known-missing', {seq}))
    }
    if (found !== undefined && found !== hash) {
      return broken(seq, 'forked', problem('audit.known-differs', {seq}))
    }
  }
  return null
}

function broken(brokenAt: number, reason: BreakReason, found: Problem): ChainVerdict {
  return {ok: false, brokenAt, reason, problem: found}
}
