import {normalisedWords} from '../native/textQuery.ts'

/**
 * How many numbers a document's signature has. It is like that of `wordSignature.ts`, but for all words
 * that `text::query` sees in a document and its id. Full text search of all of them would take longer to
 * write than everything else together, and passing over the signatures is fast enough.
 */
export const NUMBERS = 6

const BITS = 52

/** Within the 32 bits that JavaScript's operators handle. */
const HALF = BITS / 2
const BASE = 2 ** HALF
const HALVES = NUMBERS * 2

/** The longest beginning of a word that sets bits. */
const LONGEST = 7

/** The signature of all words that `text::query` sees in `[@, _id]`. */
export function documentSignature(document: unknown): number[] {
  const halves = new Int32Array(HALVES)
  addAll(halves, document)
  if (typeof document === 'object' && document !== null && '_id' in document) {
    addAll(halves, document._id)
  }
  return numbersOf(halves)
}

/** The bits of every document that has some words, or words that start with them. */
export function signatureOfTerms(words: readonly string[]): number[] {
  const halves = new Int32Array(HALVES)
  for (const word of words) if (!OF_TIME.test(word)) addWords(halves, word)
  return numbersOf(halves)
}

/** Functions that read the numbers of a document's signature. All share what the first computes. */
export function documentSignatureReaders(): ((document: unknown) => number)[] {
  let last: unknown = null
  let numbers: number[] = []
  return Array.from({length: NUMBERS}, (_, index) => (document: unknown) => {
    if (index === 0 || last !== document) numbers = documentSignature(document)
    last = index === NUMBERS - 1 ? null : document
    return numbers[index] ?? 0
  })
}

/** For each ASCII character its lower case, or 0 where it is not part of a word. */
const PARTS = Uint8Array.from({length: 128}, (_, code) => {
  const lower = String.fromCharCode(code).toLowerCase()
  return /[a-z0-9]/.test(lower) ? lower.charCodeAt(0) : 0
})

/** Sets the bit of a hash, which is scaled with shifts: divisions take several times as long. */
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

/** Words of times, and beginnings of such words. */
const OF_TIME = /^\d.{0,4}$/

// oxlint-disable-next-line no-control-regex -- all of ASCII is meant
const ASCII = /^[\0-\u007F]*$/

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function addAll(halves: Int32Array, value: unknown): void {
  if (typeof value === 'string') {
    // Every document has times: they would set many bits and narrow nothing.
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
