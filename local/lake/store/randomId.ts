import {randomBytes} from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** Bytes from here on would favour some letters. */
const LIMIT = 256 - (256 % ALPHABET.length)

/**
 * A random id of letters and digits, in the length the hosted store gives transactions and
 * documents (22 characters, about 131 bits).
 */
export function randomId(length = 22): string {
  let id = ''
  while (id.length < length) {
    for (const byte of randomBytes(length * 2)) {
      if (byte < LIMIT && id.length < length) id += ALPHABET[byte % ALPHABET.length]
    }
  }
  return id
}
