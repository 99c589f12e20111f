import {sha256} from '@noble/hashes/sha2.js'
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js'
import {canonicalJson} from '../crypto/canonicalJson.ts'

/** Attributes that the store or the recorder adds to an entry after it was written. */
const NOT_HASHED: ReadonlySet<string> = new Set([
  '_createdAt',
  '_rev',
  '_system',
  '_updatedAt',
  'auditSeq',
])

/** What one transaction of a bulk act wrote, as its chunk notes it in the same transaction. */
export interface ChunkWrite {
  /** Id of the transaction. */
  transaction: string
  /** How many entries of timelines it wrote. */
  entries: number
  /** {@link chunkDigest} of the entries. */
  digest: string
}

function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}

/**
 * Hash of an entry of a timeline: SHA-256 over the canonical JSON of everything it says, its id
 * included.
 *
 * @returns 64 hexadecimal characters
 */
export function entryHash(entry: object): string {
  const said = Object.entries(entry).filter(([name]) => !NOT_HASHED.has(name))
  return sha256Hex(canonicalJson(Object.fromEntries(said)))
}

/**
 * Digest of the entries that one transaction of a bulk act wrote: SHA-256 over the lines
 * `<id> <entryHash>`, in the order of their ids. One entry is proven by its own hash and those of the
 * others, so the hash of an entry that is erased later is all that has to be kept of it.
 *
 * @param hashes - {@link entryHash} of each entry, by its id
 * @returns 64 hexadecimal characters
 */
export function chunkDigest(hashes: ReadonlyMap<string, string>): string {
  const lines = [...hashes].map(([id, hash]) => `${id} ${hash}\n`).toSorted()
  return sha256Hex(lines.join(''))
}

/** {@link chunkDigest} of whole entries. */
export function digestOfEntries(
  entries: readonly {_id: string; [attribute: string]: unknown}[],
): string {
  return chunkDigest(new Map(entries.map((entry) => [entry._id, entryHash(entry)] as const)))
}
