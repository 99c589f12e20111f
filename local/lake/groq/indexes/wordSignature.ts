import {matchWords} from './matchWords.ts'

/**
 * A set of words as two numbers of {@link BITS} bits. A document whose signature lacks a bit of a
 * word's {@link startSignature} has no word that starts that way; one that has all of them may have
 * one. Signatures are in the indexes behind the columns of the order, so that a word search along an
 * order does not fetch rows without the words.
 */
export type Signature = readonly [number, number]

const BITS = 52

/** This bit of the second number is set where a text in lower case has other words. */
export const WORDS_DEPEND_ON_CASE = 2 ** BITS

export const NO_WORDS: Signature = [0, 0]

/** Within the 32 bits that JavaScript's operators handle. */
const HALF = BITS / 2
const BASE = 2 ** HALF

/**
 * The signature of all words in some texts, also of the texts in lower case, so that conditions on
 * `lower(name)` can use it. A value that is not a text has no words.
 */
export function wordSignature(texts: readonly unknown[]): Signature {
  const quarters: Quarters = [0, 0, 0, 0]
  let dependsOnCase = false
  for (const text of texts) {
    if (typeof text !== 'string') continue
    const words = matchWords(text) ?? ''
    setBits(quarters, words)
    if (ASCII.test(words)) continue
    const lower = matchWords(text.toLowerCase()) ?? ''
    if (lower === words) continue
    setBits(quarters, lower)
    dependsOnCase = true
  }
  const [first, second] = joined(quarters)
  return [first, dependsOnCase ? second + WORDS_DEPEND_ON_CASE : second]
}

const ASCII = /^[ -~]*$/

/**
 * The bits of every word that starts with a text.
 *
 * @param start - in the case of {@link matchWords}
 */
export function startSignature(start: string): Signature {
  const quarters: Quarters = [0, 0, 0, 0]
  setBits(quarters, start)
  return joined(quarters)
}

/** Functions that read the numbers of a document's signature. The second reuses what the first computed. */
export function signatureReaders(
  texts: readonly ((document: unknown) => unknown)[],
): [(document: unknown) => number, (document: unknown) => number] {
  const of = (document: unknown) => wordSignature(texts.map((read) => read(document)))
  let left: {document: unknown; second: number} | null = null
  return [
    (document) => {
      const [first, second] = of(document)
      left = {document, second}
      return first
    },
    (document) => {
      const known = left?.document === document ? left?.second : undefined
      left = null
      return known ?? of(document)[1]
    },
  ]
}

/** A signature with the bits of both. */
export function unite(a: Signature, b: Signature): Signature {
  return [uniteHalf(a[0], b[0]), uniteHalf(a[1], b[1])]
}

function uniteHalf(a: number, b: number): number {
  const high = Math.floor(a / BASE) | Math.floor(b / BASE)
  return high * BASE + ((a % BASE) | (b % BASE))
}

/** The longest beginning of a word that sets bits, in characters. */
const LONGEST = 7
const BITS_EACH = 3
const SPACE = 32

/** The bits of a signature by quarters, which are fast to set. */
type Quarters = [number, number, number, number]

function setBits(quarters: Quarters, words: string): void {
  let hash = 0
  let length = 0
  for (let index = 0; index < words.length; index += 1) {
    const code = words.charCodeAt(index)
    if (code === SPACE) {
      length = 0
      continue
    }
    length += 1
    if (length > LONGEST) continue
    hash = Math.imul((length === 1 ? 0x811c9dc5 : hash) ^ code, 0x01000193)
    // Beginnings of 2, 4 and 7 characters.
    if (length !== 2 && length !== 4 && length !== LONGEST) continue
    let mixed = hash
    for (let count = 0; count < BITS_EACH; count += 1) {
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
      mixed ^= mixed >>> 12
      const quarter = mixed >>> 30
      const mask = 1 << (((mixed & 0xffff) * HALF) >>> 16)
      if (quarter === 0) quarters[0] |= mask
      else if (quarter === 1) quarters[1] |= mask
      else if (quarter === 2) quarters[2] |= mask
      else quarters[3] |= mask
    }
  }
}

function joined([a, b, c, d]: Quarters): Signature {
  return [a + b * BASE, c + d * BASE]
}
