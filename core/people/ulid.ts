import {sha256} from '@noble/hashes/sha2.js'
import {utf8ToBytes} from '@noble/hashes/utils.js'
import {mac} from '../crypto/mac.ts'

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const MAX_TIME = 2 ** 48 - 1

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/u

/** Whether a text is a ULID in its canonical spelling. */
export function isUlid(text: string): boolean {
  return ULID.test(text)
}

/** A number below 2 ** 53 in so many digits of base 32. */
function digits(value: number, count: number): string {
  let rest = value
  let text = ''
  for (let index = 0; index < count; index += 1) {
    text = CROCKFORD.charAt(rest % 32) + text
    rest = Math.floor(rest / 32)
  }
  return text
}

function timePart(timeMs: number): string {
  if (!Number.isInteger(timeMs) || timeMs < 0 || timeMs > MAX_TIME) {
    throw new RangeError(`${timeMs} is not a time that a ULID can hold: milliseconds since 1970.`)
  }
  return digits(timeMs, 10)
}

function randomPart(bytes: Uint8Array): string {
  if (bytes.length !== 10) throw new RangeError('A ULID takes exactly 10 random bytes (80 bits).')
  let text = ''
  // 40 bits at a time, which a number holds exactly.
  for (const from of [0, 5]) {
    let half = 0
    for (let index = from; index < from + 5; index += 1) half = half * 256 + (bytes[index] ?? 0)
    text += digits(half, 8)
  }
  return text
}

/**
 * A ULID (https://github.com/ulid/spec) of a given moment and given randomness.
 *
 * @param timeMs - milliseconds since 1970, UTC
 * @param random80bits - 10 bytes
 * @throws RangeError when either is out of range
 */
export function ulidFrom(timeMs: number, random80bits: Uint8Array): string {
  return timePart(timeMs) + randomPart(random80bits)
}

/**
 * A ULID that is always the same for the same cause, so that doing something twice addresses the same
 * document. It sorts by time like any other.
 *
 * @param timeMs - moment of the cause in milliseconds since 1970, UTC; itself part of the cause
 * @param cause - such as a submission's id and the kind of effect
 */
export function deterministicUlid(timeMs: number, ...cause: string[]): string {
  return ulidFrom(timeMs, sha256(utf8ToBytes(cause.join('\u0000'))).subarray(0, 10))
}

/**
 * {@link deterministicUlid} under a secret, for ids whose cause users can see: nobody else can predict
 * them and take them first.
 *
 * @param secret - `siteSecret(master, site, …)`
 */
export function keyedUlid(secret: string, timeMs: number, ...cause: string[]): string {
  return ulidFrom(timeMs, mac(secret, ['ulid', ...cause].join('\u0000')).subarray(0, 10))
}

/**
 * A ULID of 128 bits of a hash, for a cause without a time. It does not sort by time.
 *
 * @param hash - at least 16 bytes
 */
export function ulidFromHash(hash: Uint8Array): string {
  const time = hash.subarray(0, 6).reduce((sum, byte) => sum * 256 + byte, 0)
  return ulidFrom(time, hash.subarray(6, 16))
}
