import {randomBytes} from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** Bytes from here on would favour some letters. */
const LIMIT = 256 - (256 % ALPHABET.length)
/** Asking the system for randomness costs far more than using it, so it is taken in stock. */
const STOCK = 4096

let stock = randomBytes(STOCK)
let used = 0

function nextByte(): number {
  if (used === stock.length) {
    stock = randomBytes(STOCK)
    used = 0
  }
  used += 1
  return stock[used - 1] ?? LIMIT
}

/**
 * A random id of letters and digits, in the length the hosted store gives transactions and
 * documents (22 characters, about 131 bits).
 */
export function randomId(length = 22): string {
  let id = ''
  while (id.length < length) {
    const byte = nextByte()
    if (byte < LIMIT) id += ALPHABET[byte % ALPHABET.length]
  }
  return id
}
