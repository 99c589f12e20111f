import {getPublicKey, hashes, sign, verify} from '@noble/ed25519'
import {sha256, sha512} from '@noble/hashes/sha2.js'
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js'
import {canonicalJson} from '../crypto/canonicalJson.ts'
import {base64url, fromBase64url} from '../crypto/base64url.ts'
import {GENESIS_HASH} from './hashChain.ts'
import {z} from 'zod'

// The library brings no hash of its own for signing without promises.
hashes.sha512 = sha512

/** Longest time between two signatures, in milliseconds. */
export const SIGNING_INTERVAL_MS = 60 * 60_000

/** So many events of one chain are signed before the time is over. */
export const SIGNED_EVENTS = 1_000

const SECRET_LENGTH = 32

/** The end of a chain at the time of a signature. */
export interface SignedHead {
  /** Key of a site, or `network`. */
  chain: string
  /** Number of its newest event; 0 for a chain without any. */
  seq: number
  hash: string
  /** Why the chain was not signed any further, where its events did not hold. */
  fault?: string | undefined
}

/** What is signed: where all chains end. Each checkpoint holds the hash of the one before it. */
export interface Checkpoint {
  /** `<project>/<dataset>` whose chains these are. */
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
  /** {@link keyIdOf} of the public key that checks the signature. */
  keyId: string
  /** base64url. */
  signature: string
}

/** A text is no key of Ed25519. */
export class SigningKeyError extends Error {
  override readonly name = 'SigningKeyError'
}

function keyBytes(text: string): Uint8Array {
  const bytes = fromBase64url(text)
  if (bytes?.length !== SECRET_LENGTH) {
    throw new SigningKeyError('A key of Ed25519 is 32 bytes in base64url, 43 characters.')
  }
  return bytes
}

/**
 * The public key of a secret one.
 *
 * @param secretKey - 32 bytes in base64url
 * @returns base64url
 * @throws SigningKeyError
 */
export function publicKeyOf(secretKey: string): string {
  return base64url(getPublicKey(keyBytes(secretKey)))
}

/**
 * Id of a key, which signatures name so that keys can be changed: the first 16 hexadecimal characters
 * of the SHA-256 of the public key.
 *
 * @throws SigningKeyError
 */
export function keyIdOf(publicKey: string): string {
  return bytesToHex(sha256(keyBytes(publicKey))).slice(0, 16)
}

function signedText({store, number, at, previous, heads}: Checkpoint, keyId: string): Uint8Array {
  const said = heads.map(({chain, seq, hash, fault}) => ({
    chain,
    seq,
    hash,
    ...(fault === undefined ? {} : {fault}),
  }))
  return utf8ToBytes(
    canonicalJson({purpose: 'audit-heads-1', store, number, at, previous, heads: said, keyId}),
  )
}

/** Hash of a checkpoint with its signature, by which the next one continues it. 64 hexadecimal characters. */
export function checkpointHash(checkpoint: SignedCheckpoint): string {
  const {keyId, signature} = checkpoint
  return bytesToHex(
    sha256(new Uint8Array([...signedText(checkpoint, keyId), ...utf8ToBytes(`\n${signature}`)])),
  )
}

/**
 * Signs the ends of all chains.
 *
 * @param secretKey - 32 bytes in base64url
 * @throws SigningKeyError
 */
export function signCheckpoint(checkpoint: Checkpoint, secretKey: string): SignedCheckpoint {
  const keyId = keyIdOf(publicKeyOf(secretKey))
  const signature = base64url(sign(signedText(checkpoint, keyId), keyBytes(secretKey)))
  return {...checkpoint, keyId, signature}
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

/** What a series of checkpoints was found to be. */
export type CheckpointVerdict =
  | {ok: true; newest: SignedCheckpoint | null; trusted: Map<string, {seq: number; hash: string}[]>}
  /** `number` is that of the first checkpoint that does not hold. */
  | {ok: false; number: number; message: string}

/** What is wrong with a checkpoint by itself, whatever comes before it. */
function ownFault(
  checkpoint: SignedCheckpoint,
  store: string,
  publicKeys: readonly string[],
): string | null {
  const {number} = checkpoint
  if (checkpoint.store !== store) return `Checkpoint ${number} is of the store ${checkpoint.store}.`
  switch (checkSignature(checkpoint, publicKeys)) {
    case 'unknown-key':
      return `Checkpoint ${number} is signed by the key ${checkpoint.keyId}, which is not among the known ones.`
    case 'invalid':
      return `The signature of checkpoint ${number} does not hold.`
    default:
      return null
  }
}

function placeFault(
  checkpoint: SignedCheckpoint,
  previous: SignedCheckpoint | null,
): string | null {
  const expected = nextCheckpoint(previous, checkpoint)
  if (checkpoint.number !== expected.number) return `Checkpoint ${expected.number} is missing.`
  return checkpoint.previous === expected.previous
    ? null
    : `Checkpoint ${checkpoint.number} does not continue the one before it.`
}

/** How much of a series of checkpoints is there. */
export interface SeriesOptions {
  /** The series is the end of a longer one: its first checkpoint may have any number. */
  isEndOnly?: boolean
}

/**
 * Checks a series of checkpoints, and collects the heads that they prove.
 *
 * @param checkpoints - in the order of their numbers, from the first one on unless told otherwise
 * @param store - `<project>/<dataset>` whose chains are checked
 * @param publicKeys - base64url; those in use and those that were
 */
export function verifyCheckpoints(
  checkpoints: readonly SignedCheckpoint[],
  store: string,
  publicKeys: readonly string[],
  {isEndOnly = false}: SeriesOptions = {},
): CheckpointVerdict {
  const trusted = new Map<string, {seq: number; hash: string}[]>()
  let previous: SignedCheckpoint | null = null
  for (const checkpoint of checkpoints) {
    const isPlaced = isEndOnly && previous === null
    const message =
      (isPlaced ? null : placeFault(checkpoint, previous)) ??
      ownFault(checkpoint, store, publicKeys)
    if (message) {
      return {
        ok: false,
        number: (previous?.number ?? (isEndOnly ? checkpoint.number - 1 : 0)) + 1,
        message,
      }
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

/** `_type` of a checkpoint's document. */
export const CHECKPOINT_TYPE = 'auditCheckpoint'

const Stored = z.object({
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

/** A checkpoint as a document holds it; `null` for a document that holds none. */
export function parseCheckpoint(document: unknown): SignedCheckpoint | null {
  return Stored.safeParse(document).data ?? null
}
