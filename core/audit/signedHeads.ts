import {getPublicKey, hashes, sign, verify} from '@noble/ed25519'
import {sha256, sha512} from '@noble/hashes/sha2.js'
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js'
import {z} from 'zod'
import {canonicalJson} from '../crypto/canonicalJson.ts'
import {base64url, fromBase64url} from '../crypto/encodings.ts'
import {problem, type Problem} from '../problems/problem.ts'
import {GENESIS_HASH, type ChainHead} from './hashChain.ts'

// @noble/ed25519 needs a SHA-512 for signing without promises and brings none.
hashes.sha512 = sha512

/** Longest time between two checkpoints, in milliseconds. */
export const SIGNING_INTERVAL_MS = 60 * 60_000

/** New events of one chain that make a checkpoint due earlier. */
export const SIGNED_EVENTS = 1_000

/** `_type` of a checkpoint's document. */
export const CHECKPOINT_TYPE = 'auditCheckpoint'

/** The end of a chain at the time of a checkpoint. */
export interface SignedHead extends ChainHead {
  /** Key of a site, or `network`. */
  chain: string
  /** Number of its newest event; 0 for a chain without any. */
  seq: number
  /** Why the chain was not signed any further, when its events did not hold. */
  fault?: string | undefined
}

/** The ends of all chains at one time, for signing. */
export interface Checkpoint {
  /** `<project>/<dataset>` of the chains. */
  store: string
  /** From 1, without gaps. */
  number: number
  /** ISO 8601, UTC. */
  at: string
  /** {@link checkpointHash} of the one before; {@link GENESIS_HASH} for the first. */
  previous: string
  /** Sorted by chain. */
  heads: SignedHead[]
}

/** A checkpoint with its signature (Ed25519, RFC 8032). */
export interface SignedCheckpoint extends Checkpoint {
  /** {@link keyIdOf} of the public key that verifies the signature. */
  keyId: string
  /** base64url. */
  signature: string
}

const StoredCheckpoint = z.object({
  store: z.string(),
  number: z.number(),
  at: z.string(),
  previous: z.string(),
  heads: z.array(
    z.object({
      chain: z.string(),
      seq: z.number(),
      hash: z.string(),
      fault: z.string().optional(),
    }),
  ),
  keyId: z.string(),
  signature: z.string(),
})

/** A checkpoint as its document holds it; `null` for a document that holds none. */
export function parseCheckpoint(document: unknown): SignedCheckpoint | null {
  return StoredCheckpoint.safeParse(document).data ?? null
}

/** The checkpoint after another one. */
export function nextCheckpoint(
  previous: SignedCheckpoint | null,
  parts: {store: string; at: string; heads: readonly SignedHead[]},
): Checkpoint {
  return {
    store: parts.store,
    number: (previous?.number ?? 0) + 1,
    at: parts.at,
    previous: previous ? checkpointHash(previous) : GENESIS_HASH,
    heads: parts.heads.toSorted((left, right) => (left.chain < right.chain ? -1 : 1)),
  }
}

/**
 * Signs a checkpoint.
 *
 * @param secretKey - 32 bytes in base64url
 * @throws SigningKeyError
 */
export function signCheckpoint(checkpoint: Checkpoint, secretKey: string): SignedCheckpoint {
  const keyId = keyIdOf(publicKeyOf(secretKey))
  const signature = base64url(sign(signedText(checkpoint, keyId), keyBytes(secretKey)))
  return {...checkpoint, keyId, signature}
}

/** Whether a signature holds; `unknown-key` when none of the keys made it. */
export function checkSignature(
  checkpoint: SignedCheckpoint,
  publicKeys: readonly string[],
): 'ok' | 'unknown-key' | 'invalid' {
  const key = publicKeys.find((candidate) => keyIdOf(candidate) === checkpoint.keyId)
  if (key === undefined) return 'unknown-key'
  const signature = fromBase64url(checkpoint.signature)
  const isValid =
    signature?.length === 64 &&
    verify(signature, signedText(checkpoint, checkpoint.keyId), keyBytes(key))
  return isValid ? 'ok' : 'invalid'
}

/** The result of verifying a series of checkpoints. */
export type CheckpointVerdict =
  | {ok: true; newest: SignedCheckpoint | null; trusted: Map<string, ChainHead[]>}
  /** `number` is that of the first checkpoint that does not hold. */
  | {ok: false; number: number; problem: Problem}

/**
 * Verifies a series of checkpoints, and collects the heads that it proves.
 *
 * @param checkpoints - in the order of their numbers, from the first one on unless `isEndOnly`
 * @param store - `<project>/<dataset>` of the chains
 * @param publicKeys - base64url; current and former keys
 * @param isEndOnly - the series is the end of a longer one: its first checkpoint may have any number
 */
export function verifyCheckpoints(
  checkpoints: readonly SignedCheckpoint[],
  store: string,
  publicKeys: readonly string[],
  {isEndOnly = false}: {isEndOnly?: boolean} = {},
): CheckpointVerdict {
  const trusted = new Map<string, ChainHead[]>()
  let previous: SignedCheckpoint | null = null
  for (const checkpoint of checkpoints) {
    const isPlaced = isEndOnly && previous === null
    const found =
      (isPlaced ? null : placeProblem(checkpoint, previous)) ??
      ownProblem(checkpoint, store, publicKeys)
    if (found) {
      const before = previous?.number ?? (isEndOnly ? checkpoint.number - 1 : 0)
      return {ok: false, number: before + 1, problem: found}
    }
    for (const {chain, seq, hash} of checkpoint.heads) {
      const known = trusted.get(chain) ?? []
      if (seq > 0 && known.at(-1)?.seq !== seq) known.push({seq, hash})
      trusted.set(chain, known)
    }
    previous = checkpoint
  }
  return {ok: true, newest: previous, trusted}
}

function placeProblem(
  checkpoint: SignedCheckpoint,
  previous: SignedCheckpoint | null,
): Problem | null {
  const expected = nextCheckpoint(previous, checkpoint)
  if (checkpoint.number !== expected.number) {
    return problem('checkpoint.missing', {number: expected.number})
  }
  return checkpoint.previous === expected.previous
    ? null
    : problem('checkpoint.link', {number: checkpoint.number})
}

/** What is wrong with a checkpoint by itself, whatever precedes it. */
function ownProblem(
  checkpoint: SignedCheckpoint,
  store: string,
  publicKeys: readonly string[],
): Problem | null {
  const {number, keyId} = checkpoint
  if (checkpoint.store !== store) {
    return problem('checkpoint.store', {number, store: checkpoint.store})
  }
  switch (checkSignature(checkpoint, publicKeys)) {
    case 'unknown-key':
      return problem('checkpoint.key-unknown', {number, key: keyId})
    case 'invalid':
      return problem('checkpoint.signature', {number})
    default:
      return null
  }
}

/** Hash of a signed checkpoint, which the next one holds. 64 hexadecimal characters. */
function checkpointHash(checkpoint: SignedCheckpoint): string {
  const {keyId, signature} = checkpoint
  return bytesToHex(
    sha256(new Uint8Array([...signedText(checkpoint, keyId), ...utf8ToBytes(`\n${signature}`)])),
  )
}

function signedText({store, number, at, previous, heads}: Checkpoint, keyId: string): Uint8Array {
  const signed = heads.map(({chain, seq, hash, fault}) => ({
    chain,
    seq,
    hash,
    ...(fault === undefined ? {} : {fault}),
  }))
  return utf8ToBytes(
    canonicalJson({purpose: 'audit-heads-1', store, number, at, previous, heads: signed, keyId}),
  )
}

/** A text is not an Ed25519 key. */
export class SigningKeyError extends Error {
  override readonly name = 'SigningKeyError'
}

/**
 * The public key of a secret key.
 *
 * @param secretKey - 32 bytes in base64url
 * @returns base64url
 * @throws SigningKeyError
 */
export function publicKeyOf(secretKey: string): string {
  return base64url(getPublicKey(keyBytes(secretKey)))
}

/**
 * Id of a key: the first 16 hexadecimal characters of the SHA-256 of the public key. Signatures name it,
 * so that keys can be rotated.
 *
 * @throws SigningKeyError
 */
export function keyIdOf(publicKey: string): string {
  return bytesToHex(sha256(keyBytes(publicKey))).slice(0, 16)
}

const KEY_BYTES = 32

function keyBytes(text: string): Uint8Array {
  const bytes = fromBase64url(text)
  if (bytes?.length !== KEY_BYTES) {
    throw new SigningKeyError('An Ed25519 key is 32 bytes in base64url, 43 characters.')
  }
  return bytes
}
