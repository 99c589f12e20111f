import {canonicalJson} from '../crypto/canonicalJson.ts'
import {sha256Hex} from '../crypto/sha256Hex.ts'

/** What one transaction of a job wrote, as the chunk's document notes it in that transaction. */
export interface ChunkWrite {
  /** Id of the transaction. */
  transaction: string
  /** How many activities it wrote. */
  entries: number
  /** {@link chunkDigest} of the activities. */
  digest: string
  /** How many documents of new people it wrote, where it did. */
  people?: number | undefined
  /** {@link chunkDigest} of those documents. */
  peopleDigest?: string | undefined
}

/**
 * {@link chunkDigest} of whole documents, such as activities.
 *
 * @param hash - SHA-256 of a text in hexadecimal; servers have a faster one
 */
export function digestOfDocuments(
  documents: readonly {_id: string; [attribute: string]: unknown}[],
  hash = sha256Hex,
): string {
  return chunkDigest(
    new Map(documents.map((each) => [each._id, activityHash(each, hash)] as const)),
  )
}

/**
 * Digest of the activities that one transaction of a bulk change wrote: SHA-256 over the lines
 * `<id> <activityHash>`, in the order of their ids. One activity is proven by its own hash and the
 * hashes of the others, so only the hash of an erased activity has to be stored.
 *
 * @param hashes - {@link activityHash} of each activity, by its id
 * @returns 64 hexadecimal characters
 */
export function chunkDigest(hashes: ReadonlyMap<string, string>): string {
  const lines = [...hashes].map(([id, hash]) => `${id} ${hash}\n`).toSorted()
  return sha256Hex(lines.join(''))
}

/** Attributes that the store or the recorder adds to an activity after it was written. */
const NOT_HASHED: ReadonlySet<string> = new Set([
  '_createdAt',
  '_rev',
  '_system',
  '_updatedAt',
  'auditSeq',
])

/**
 * Hash of an activity: SHA-256 over the canonical JSON of its content, its id included.
 *
 * @returns 64 hexadecimal characters
 */
export function activityHash(activity: object, hash = sha256Hex): string {
  return hash(canonicalJson(activity, NOT_HASHED))
}
