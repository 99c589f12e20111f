import {DateTime} from 'groq-js'

/** A value in an index column. */
export type KeyValue = number | string | Buffer

/** `false` and `true`: greater than every text, less than {@link NOTHING_KEY}. */
export const FALSE_KEY = Buffer.from([0])
export const TRUE_KEY = Buffer.from([1])

/** Null and missing, which GROQ orders last. */
export const NOTHING_KEY = Buffer.from([2])

/** A value as a key; `null` for values without a key: arrays, objects, some texts. */
export function keyOf(value: unknown): KeyValue | null {
  const scalar = scalarOf(value)
  return scalar === undefined ? null : keyOfScalar(scalar)
}

/** The value of a key as plain data, which can be sent to another thread; texts as {@link keyText}. */
export type Scalar = number | string | boolean | null

/**
 * The scalar of a value; `null` for null and missing.
 *
 * @returns `undefined` for values without a key: arrays, objects, some texts
 */
export function scalarOf(value: unknown): Scalar | undefined {
  switch (typeof value) {
    case 'string':
      return keyText(value) ?? undefined
    case 'number':
      // Adding zero makes -0 the 0 that JSON makes of it.
      return Number.isFinite(value) ? value + 0 : null
    case 'boolean':
      return value
    case 'undefined':
      return null
    default:
      if (value === null) return null
      return value instanceof DateTime ? (dateKey(value) ?? undefined) : undefined
  }
}

/**
 * A scalar as a key. SQLite orders numbers, texts and blobs as GROQ orders numbers, strings, and booleans
 * and everything else.
 */
export function keyOfScalar(scalar: Scalar): KeyValue {
  if (scalar === null) return NOTHING_KEY
  if (typeof scalar === 'boolean') return scalar ? TRUE_KEY : FALSE_KEY
  return scalar
}

/** The scalar of a key; `undefined` for a text that {@link keyText} changed. */
export function scalarOfKey(key: unknown): Scalar | undefined {
  if (typeof key === 'number') return key
  if (typeof key === 'string') return SIMPLE.test(key) ? key : undefined
  if (!(key instanceof Uint8Array)) return undefined
  if (NOTHING_KEY.equals(key)) return null
  if (TRUE_KEY.equals(key)) return true
  return FALSE_KEY.equals(key) ? false : undefined
}

/** The value of a key, except for dates. */
export function valueOfKey(key: unknown): Scalar {
  if (typeof key === 'number') return key
  if (typeof key === 'string') {
    return SIMPLE.test(key) ? key : key.replaceAll(/\u{10FFFF}([\uE000-\uFFFF])/gu, '$1')
  }
  return scalarOfKey(key) ?? null
}

/** Longer texts have no key. */
const MAX_TEXT = 400
const LAST = '\u{10FFFF}'

// Below the surrogates, UTF-8 and UTF-16 have the same order.
// oxlint-disable-next-line no-control-regex -- all but NUL are meant
const SIMPLE = /^[\u0001-\uD7FF]*$/

/**
 * A text that SQLite, which compares UTF-8, orders as JavaScript orders the original, by UTF-16: U+E000 to
 * U+FFFF move behind all characters beyond U+FFFF.
 *
 * @returns `null` for a text without such a form: with lone surrogates or U+10FFFF, with NUL, at which
 *   SQLite's functions stop, or too long
 */
export function keyText(text: string): string | null {
  if (text.length > MAX_TEXT) return null
  if (SIMPLE.test(text)) return text
  if (!text.isWellFormed() || text.includes(LAST) || text.includes('\0')) return null
  return text.replaceAll(/[\uE000-\uFFFF]/g, `${LAST}$&`)
}

/** The least text that is greater than every {@link keyText} with a prefix. */
export function endOfPrefix(prefix: string): string {
  return `${prefix}${LAST}${LAST}`
}

/** Separates the members in the text of a list. */
const SEPARATOR = '\u001F'

/**
 * The text that the text of a list contains exactly when the list has a value.
 *
 * @returns `null` for a key that can't be in the text of a list
 */
export function memberText(key: KeyValue): string | null {
  if (typeof key === 'string') {
    return key.includes(SEPARATOR) ? null : `${SEPARATOR}"${key}${SEPARATOR}`
  }
  return `${SEPARATOR}${typeof key === 'number' ? key : key.toString('hex')}x${SEPARATOR}`
}

/** Milliseconds since 1970 of one of groq-js's dates. */
export function dateKey(value: unknown): number | null {
  if (typeof value !== 'object' || value === null || !(value instanceof DateTime)) return null
  const {date} = Object.fromEntries(Object.entries(value))
  const time = date instanceof Date ? date.getTime() : Number.NaN
  return Number.isNaN(time) ? null : time
}

/** SQLite's order of keys, to merge the rows of several statements. */
export function compareKeys(a: unknown, b: unknown): number {
  const ranks = rank(a) - rank(b)
  if (ranks !== 0) return ranks
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') {
    if (a === b) return 0
    return a < b ? -1 : 1
  }
  return a instanceof Uint8Array && b instanceof Uint8Array ? Buffer.compare(a, b) : 0
}

function rank(key: unknown): number {
  if (typeof key === 'number') return 0
  return typeof key === 'string' ? 1 : 2
}
