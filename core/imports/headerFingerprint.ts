import {sha256Hex} from '../crypto/sha256Hex.ts'
import {headingKey} from '../leads/headingKey.ts'

/**
 * A digest of a header row, under which its mapping is remembered: SHA-256 in hexadecimal. Case, accents
 * and punctuation do not count; the order of columns does, since a mapping has it.
 */
export function headerFingerprint(headings: readonly string[]): string {
  return sha256Hex(JSON.stringify(headings.map(headingKey)))
}
