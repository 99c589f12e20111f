import {normalisedWords} from '../native/textQuery.ts'

/**
 * Numbers of a document's signature: as `wordSignature.ts`, but of all words that `text::query` sees
 * in a document and its id. It is too much to keep all those words for full text search, which would
 * take longer to write than everything else together; passing over signatures is quick enough.
 */
export const NUMBERS = 6

const BITS = 52
/** As many bits as JavaScript's operators can handle with some to spare. */
const HALF = BITS / 2
const BASE = 2 ** HALF

/** The longest beginning of a word that sets bits. */
const LONGEST = 7
/** For each character of ASCII the one that words have in its place, or 0 where it is in none. */
const PARTS = Uint8Array.from({length: 128}, (_, code) => {
  const lower = String.fromCharCode(code).toLowerCase()
  return /[a-z0-9]/.test(lower) ? lower.charCodeAt(0) : 0
})
const HALVES = NUMBERS * 2

/** Sets the bit that a hash names; it is scaled with shifts, for divisions take several times as long. */
function setBit(halves: Int32Array, hash: number): void {
  const half = ((hash >>> 16) * HALVES) >>> 16
  halves[half] = (halves[half] ?? 0) | (1 << (((hash & 0xffff) * HALF) >>> 16))
}

/** Adds bits for the beginnings, of 2, 4 and 7 characters, of the words in a text. */
function addWords(halves: Int32Array, text: string): void {
  let hash = 0
  let length = 0
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    const code = unit < 128 ? (PARTS[unit] ?? 0) : unit
    if (code === 0) {
      length = 0
      continue
    }
    length += 1
    if (length > LONGEST) continue
    hash = Math.imul((length === 1 ? 0x811c9dc5 : hash) ^ code, 0x01000193)
    if (length !== 2 && length !== 4 && length !== LONGEST) continue
    let mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
    mixed ^= mixed >>> 12
    setBit(halves, mixed)
    setBit(halves, Math.imul(mixed, 0x297a2d39))
  }
}

function numbersOf(halves: Int32Array): number[] {
  const numbers: number[] = []
  for (let half = 0; half < HALVES; half += 2) {
    numbers.push((halves[half] ?? 0) + (halves[half + 1] ?? 0) * BASE)
  }
  return numbers
}

const UNDERSCORE = 95
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/
/** Words that times have, and beginnings of such words. */
const OF_TIME = /^\d.{0,4}$/
// oxlint-disable-next-line no-control-regex -- all of ASCII is meant
const ASCII = /^[\0-\u007F]*$/

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function addAll(halves: Int32Array, value: unknown): void {
  if (typeof value === 'string') {
    // Every document has times, all alike: they would set many bits and tell nothing.
    if (value.length > 19 && value.length < 25 && TIME.test(value)) return
    addWords(halves, ASCII.test(value) ? value : normalisedWords(value))
  } else if (Array.isArray(value)) {
    for (const entry of value) addAll(halves, entry)
  } else if (isRecord(value)) {
    for (const key in value) {
      if (key.charCodeAt(0) !== UNDERSCORE) addAll(halves, value[key])
    }
  }
}

/** The signature of a document: what `text::query` sees of `[@, _id]`. */
export function documentSignature(document: unknown): number[] {
  const halves = new Int32Array(HALVES)
  addAll(halves, document)
  if (typeof document === 'object' && document !== null && '_id' in document) {
    addAll(halves, document._id)
  }
  return numbersOf(halves)
}

/** The signature of words that a document is known to have, or to have words that start so. */
export function signatureOfTerms(words: readonly string[]): number[] {
  const halves = new Int32Array(HALVES)
  for (const word of words) if (!OF_TIME.test(word)) addWords(halves, word)
  return numbersOf(halves)
}

/** Functions that read the numbers of a document's signature, one after the other. */
export function documentSignatureReaders(): ((document: unknown) => number)[] {
  let last: unknown = null
  let numbers: number[] = []
  return Array.from({length: NUMBERS}, (_, index) => (document: unknown) => {
    if (index === 0 || last !== document) numbers = documentSignature(document)
    last = index === NUMBERS - 1 ? null : document
    return numbers[index] ?? 0
  })
}
