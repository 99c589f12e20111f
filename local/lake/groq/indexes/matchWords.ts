import {foldedCase, wordsInPattern, wordsInText} from '../native/matchPattern.ts'

/** Most texts; their words need no further checks. */
const PRINTABLE_ASCII = /^[ -~]*$/
// oxlint-disable-next-line no-control-regex -- it finds words with control characters
const CONTROL = /[\0-\u001F\u007F]/

/**
 * The words that `match` sees in a value, folded in case, with a space around each: ` ADA BYRON `.
 * Texts in an array count; other values have none.
 *
 * @returns `null` when a word has characters that an index can't keep
 */
export function matchWords(value: unknown): string | null {
  if (typeof value !== 'string') return wordsOf(value)
  const known = cache.findIndex(({text}) => text === value)
  if (known >= 0) return cache[known]?.words ?? null
  const words = wordsOf(value)
  cache[next] = {text: value, words}
  next = (next + 1) % CACHED
  return words
}

/** The words of a document are computed twice in a row: for its columns and for its signature. */
const CACHED = 6
const cache: {text: string; words: string | null}[] = []
let next = 0

function wordsOf(value: unknown): string | null {
  const texts = Array.isArray(value) ? value : [value]
  let result = ' '
  for (const text of texts) {
    if (typeof text !== 'string') continue
    if (PRINTABLE_ASCII.test(text)) {
      for (const word of wordsInText(text)) result += `${word.toUpperCase()} `
      continue
    }
    for (const word of wordsInText(text)) {
      if (CONTROL.test(word) || !word.isWellFormed()) return null
      result += `${foldedCase(word)} `
    }
  }
  return result === ' ' ? '' : result
}

/** One word of a pattern of `match`. */
export interface PatternWord {
  /** A part of {@link matchWords} of every matching text. */
  part: string
  /** Whether every text that contains `part` matches. */
  exact: boolean
  /** A word, or the beginning of a word, for full text search; `null` when neither is known. */
  start: {text: string; isWhole: boolean} | null
}

/**
 * The words of the right side of `match`. A text must have all of them.
 *
 * @returns `null` when no text matches: a pattern without words, or not of texts
 */
export function patternWords(pattern: unknown): PatternWord[] | null {
  const texts: unknown[] = Array.isArray(pattern) ? pattern : [pattern]
  const words: PatternWord[] = []
  for (const text of texts) {
    if (typeof text !== 'string') return null
    words.push(...wordsInPattern(text).map(patternWord))
  }
  return words.length === 0 ? null : words
}

/** `*` matches any characters, and `.` one, because groq-js makes a regular expression of the word. */
function patternWord(word: string): PatternWord {
  if (CONTROL.test(word) || !word.isWellFormed()) return {part: ' ', exact: false, start: null}
  const pieces = word.split(/\*+/)
  const first = pieces[0] ?? ''
  const literal = foldedCase(/^[^.]*/.exec(first)?.[0] ?? '')
  const start = literal === '' ? null : {text: literal, isWhole: literal.length === word.length}
  if (word.includes('.')) return {part: ` ${literal}`, exact: false, start}
  const [, second, ...others] = pieces
  if (second === undefined) return {part: ` ${literal} `, exact: true, start}
  if (others.length === 0 && second === '') return {part: ` ${literal}`, exact: true, start}
  if (first === '' && others.length === 0)
    return {part: `${foldedCase(second)} `, exact: true, start}
  const inner = others.length === 1 && first === '' && others[0] === ''
  if (inner) return {part: foldedCase(second), exact: true, start}
  return {part: ` ${literal}`, exact: false, start}
}
