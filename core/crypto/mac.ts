import {hmac} from '@noble/hashes/hmac.js'
import {sha256} from '@noble/hashes/sha2.js'
import {utf8ToBytes} from '@noble/hashes/utils.js'

type Keyed = ReturnType<typeof hmac.create>

/** More secrets than a process usually derives: a handful for each of a few dozen sites. */
const MAX_REMEMBERED = 256
const remembered = new Map<string, Keyed>()

/** Half of the work of a short message is its key's: it is done once for each secret. */
function keyedBy(secret: string): Keyed {
  const known = remembered.get(secret)
  if (known) return known
  const keyed = hmac.create(sha256, utf8ToBytes(secret))
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  remembered.set(secret, keyed)
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
 * Whether two texts are equal, in a time that depends on their length only. For comparing what a
 * caller sent with what it ought to be.
 */
export function equalInConstantTime(left: string, right: string): boolean {
  if (left.length !== right.length) return false
  let difference = 0
  for (let index = 0; index < left.length; index += 1) {
    difference |= left.charCodeAt(index) ^ right.charCodeAt(index)
  }
  return difference === 0
}
