import {DateTime} from 'groq-js'

/** A value as an index column holds it. */
export type KeyValue = number | string | Buffer

/** `false` and `true`: below every {@link NOTHING}, above every text. */
export const FALSE_KEY = Buffer.from([0])
export const TRUE_KEY = Buffer.from([1])
/** Null and missing, which GROQ orders behind everything else. */
export const NOTHING_KEY = Buffer.from([2])

/** Longer texts are not indexed: their documents are evaluated one by one. */
const MAX_TEXT = 400

const LAST = '\u{10FFFF}'
// Below the surrogates, UTF-8 and UTF-16 order alike; nothing has to be done.
// oxlint-disable-next-line no-control-regex -- all but NUL are meant
const SIMPLE = /^[\u0001-\uD7FF]*$/

/**
 * A text whose UTF-8, which SQLite compares, has the order of the text's UTF-16, which GROQ in
 * JavaScript compares: U+E000 to U+FFFF move behind all the characters beyond U+FFFF.
 *
 * @returns `null` for what has no such form: lone surrogates, U+10FFFF, very long texts, and texts
 *   with NUL, at which SQLite's functions stop
 */
export function keyText(text: string): string | null {
  if (text.length > MAX_TEXT) return null
  if (SIMPLE.test(text)) return text
  if (!text.isWellFormed() || text.includes(LAST) || text.includes('\0')) return null
  return text.replaceAll(/[\uE000-\uFFFF]/g, `${LAST}$&`)
}

/** Above every {@link keyText} that starts with a key text, below all others above it. */
export function endOfPrefix(prefix: string): string {
  return `${prefix}${LAST}${LAST}`
}

/** A value that has a key, as plain data that can be sent to another thread; texts as {@link keyText}. */
export type Scalar = number | string | boolean | null

/**
 * The part of a value that a key is made of; `null` for null and missing.
 *
 * @returns `undefined` for values that have no key: arrays, objects, some texts
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
 * A scalar as a key. SQLite's order of keys (numbers, texts, blobs) is GROQ's order of values:
 * numbers, strings, booleans, everything else.
 */
export function keyOfScalar(scalar: Scalar): KeyValue {
  if (scalar === null) return NOTHING_KEY
  if (typeof scalar === 'boolean') return scalar ? TRUE_KEY : FALSE_KEY
  return scalar
}

/** The scalar that a key was made of; `undefined` for texts that are not kept as they are. */
export function scalarOfKey(key: unknown): Scalar | undefined {
  if (typeof key === 'number') return key
  if (typeof key === 'string') return SIMPLE.test(key) ? key : undefined
  if (!(key instanceof Uint8Array)) return undefined
  if (NOTHING_KEY.equals(key)) return null
  if (TRUE_KEY.equals(key)) return true
  return FALSE_KEY.equals(key) ? false : undefined
}

/** The value that a key was made of, dates apart. */
export function valueOfKey(key: unknown): Scalar {
  if (typeof key === 'number') return key
  if (typeof key === 'string') {
    return SIMPLE.test(key) ? key : key.replaceAll(/\u{10FFFF}([\uE000-\uFFFF])/gu, '$1')
  }
  return scalarOfKey(key) ?? null
}

/**
 * A value as a key.
 *
 * @returns `null` for values that have no key: arrays, objects, some texts
 */
export function keyOf(value: unknown): KeyValue | null {
  const scalar = scalarOf(value)
  return scalar === undefined ? null : keyOfScalar(scalar)
}

/** Between the members of a list that is kept as text. */
const SEPARATOR = '\u001F'

/**
 * What the text of a list contains when the list has a value, and nothing else contains.
 *
 * @returns `null` for a key that a list's text cannot hold
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

/** Order of keys as SQLite has it, for merging what several statements gave. */
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
