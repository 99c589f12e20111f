import {hmac} from '@noble/hashes/hmac.js'
import {sha256} from '@noble/hashes/sha2.js'
import {utf8ToBytes} from '@noble/hashes/utils.js'

type Keyed = ReturnType<typeof hmac.create>

/** More secrets than a process usually derives: a few for each of some dozen sites. */
const MAX_CACHED = 256
const cached = new Map<string, Keyed>()

/** For a short message, half of the work depends on the key alone: it is done once for each secret. */
function keyedBy(secret: string): Keyed {
  const known = cached.get(secret)
  if (known) return known
  const keyed = hmac.create(sha256, utf8ToBytes(secret))
  if (cached.size >= MAX_CACHED) cached.clear()
  cached.set(secret, keyed)
  return keyed
}

/**
 * HMAC-SHA256 of a message under a key, both taken as UTF-8 text.
 *
 * @returns 32 bytes
 */
export function mac(secret: string, message: string): Uint8Array {
  return keyedBy(secret).clone().update(utf8ToBytes(message)).digest()
}

/**
 * Whether two texts are equal, in a time that depends only on their length. For comparing what a caller
 * sent with the expected value.
 */
export function equalInConstantTime(left: string, right: string): boolean {
  if (left.length !== right.length) return false
  let difference = 0
  for (let index = 0; index < left.length; index += 1) {
    difference |= left.charCodeAt(index) ^ right.charCodeAt(index)
  }
  return difference === 0
}
