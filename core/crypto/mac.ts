import {hmac} from '@noble/hashes/hmac.js'
import {sha256} from '@noble/hashes/sha2.js'
import {utf8ToBytes} from '@noble/hashes/utils.js'

/**
 * HMAC-SHA256 of a message under a key, both taken as UTF-8 text.
 *
 * @returns 32 bytes
 */
export function mac(secret: string, message: string): Uint8Array {
  return hmac(sha256, utf8ToBytes(secret), utf8ToBytes(message))
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
