import {randomBytes} from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** Higher bytes would make some letters more frequent. */
const LIMIT = 256 - (256 % ALPHABET.length)
/** Random bytes are fetched in stock, since a call costs far more than the bytes. */
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
 * A random id of letters and digits, by default as long as those of the hosted store's transactions
 * and documents (22 characters, about 131 bits).
 */
export function randomId(length = 22): string {
  let id = ''
  while (id.length < length) {
    const byte = nextByte()
    if (byte < LIMIT) id += ALPHABET[byte % ALPHABET.length]
  }
  return id
}
