import {SORT_KEYS, type SortKey} from '../customers/customerBook.ts'
import type {Candidate} from './candidate.ts'
import type {SearchTerm} from './parseSearch.ts'

/** From and to of a number, both included. */
export interface Range {
  from: number
  to: number
}

/** Ranges of the numbers that customers are sorted by, outside of which a search finds nobody. */
export type Bounds = Readonly<Partial<Record<SortKey, Range>>>

const ALL: Range = {from: -Infinity, to: Infinity}

/** The intersection of two bounds. */
export function bothBounds(one: Bounds, other: Bounds): Bounds {
  return combined(one, other, (a, b) => ({
    from: Math.max(a.from, b.from),
    to: Math.min(a.to, b.to),
  }))
}

/** The smallest bounds around two bounds. */
export function eitherBounds(one: Bounds, other: Bounds): Bounds {
  return combined(one, other, (a, b) => ({
    from: Math.min(a.from, b.from),
    to: Math.max(a.to, b.to),
  }))
}

function combined(one: Bounds, other: Bounds, combine: (a: Range, b: Range) => Range): Bounds {
  const bounds: Partial<Record<SortKey, Range>> = {}
  for (const key of SORT_KEYS) {
    const range = combine(one[key] ?? ALL, other[key] ?? ALL)
    if (range.from !== -Infinity || range.to !== Infinity) bounds[key] = range
  }
  return bounds
}

/** The condition of a term. */
export interface TermTest {
  test: (candidate: Candidate) => boolean
  /** Outside of these no customer matches. */
  bounds?: Bounds
}

const DAY = 86_400
const DATE = /^\d{4}-\d{2}-\d{2}$/
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/

/** The range that a comparison allows, where the value itself covers `from` to `to`. */
function rangeOf({comparator}: SearchTerm, {from, to}: Range): Range {
  switch (comparator) {
    case '<':
      return {from: -Infinity, to: from - 1}
    case '<=':
      return {from: -Infinity, to}
    case '>':
      return {from: to + 1, to: Infinity}
    case '>=':
      return {from, to: Infinity}
    default:
      return {from, to}
  }
}

/** The seconds that a date or a moment covers; without an offset it is in UTC. */
function secondsOf(value: string, {wholeDays, now}: MomentRules): Range | null {
  const [start = '', end] = value.split('..')
  if (end !== undefined) {
    const [first, last] = [start, end].map((each) => secondsOf(each, {wholeDays, now}))
    return first && last ? {from: first.from, to: last.to} : null
  }
  if (value === 'now') return {from: now, to: now}
  if (/^\d{4}$/.test(value)) {
    const [from, to] = [Number(value), Number(value) + 1].map((each) => Date.UTC(each) / 1000)
    return {from: from ?? 0, to: (to ?? 0) - 1}
  }
  const isDate = DATE.test(value)
  if (!isDate && !MOMENT.test(value)) return null
  const hasOffset = isDate || /(Z|[+-]\d{2}:\d{2})$/.test(value)
  const at = Math.floor(Date.parse(hasOffset ? value : `${value}Z`) / 1000)
  if (Number.isNaN(at)) return null
  if (!isDate && !wholeDays) return {from: at, to: at}
  const from = Math.floor(at / DAY) * DAY
  return {from, to: from + DAY - 1}
}

/** How times in a search are read. */
export interface MomentRules {
  /** Whether a time stands for its whole day. */
  wholeDays: boolean
  /** Seconds since the epoch. */
  now: number
}

/** A term on a time. @returns `null` for a value that is not a time */
export function momentTest(
  term: SearchTerm,
  rules: MomentRules,
  options: {read: (candidate: Candidate) => number | null; sortKey?: SortKey},
): TermTest | null {
  const seconds = secondsOf(term.value, rules)
  if (!seconds) return null
  const range = rangeOf(term, seconds)
  const test = (candidate: Candidate): boolean => {
    const at = options.read(candidate)
    return at !== null && at >= range.from && at <= range.to
  }
  return options.sortKey ? {test, bounds: {[options.sortKey]: range}} : {test}
}

/** A term on a number. @returns `null` for a value that is not a number */
export function numberTest(
  term: SearchTerm,
  read: (candidate: Candidate) => number,
  sortKey?: SortKey,
): TermTest | null {
  const value = Number(term.value)
  if (term.value.trim() === '' || Number.isNaN(value)) return null
  const {comparator} = term
  const test = (candidate: Candidate): boolean => {
    const number = read(candidate)
    if (comparator === '<') return number < value
    if (comparator === '<=') return number <= value
    if (comparator === '>') return number > value
    if (comparator === '>=') return number >= value
    return number === value
  }
  return sortKey ? {test, bounds: {[sortKey]: rangeOf(term, {from: value, to: value})}} : {test}
}

function tokensOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/**
 * A term on a text that Shopify takes apart into words, such as an e-mail address: the words of the
 * value must follow one another in it. `a.b@shop.example` has `shop.example`, and so has
 * `shop.example@other.test`. In quotes it must be the whole; `*` alone asks whether there is one, at
 * the end it cuts the last word short.
 */
export function wordsTest(
  {value, quoted}: SearchTerm,
  read: (candidate: Candidate) => string | null,
): TermTest {
  if (!quoted && value === '*') return {test: (candidate) => read(candidate) !== null}
  if (quoted) {
    const whole = value.toLowerCase()
    return {test: (candidate) => read(candidate)?.toLowerCase() === whole}
  }
  const wanted = tokensOf(value)
  const isPrefix = value.endsWith('*')
  const fits = (words: readonly string[], from: number): boolean =>
    wanted.every((word, at) => {
      const found = words[from + at]
      return isPrefix && at === wanted.length - 1 ? found?.startsWith(word) : found === word
    })
  return {
    test(candidate) {
      const words = tokensOf(read(candidate) ?? '')
      return wanted.length > 0 && words.some((_, from) => fits(words, from))
    },
  }
}

/** A term on tags: any of those in a list with commas, in any case; `*` at the end cuts short. */
export function tagTest({value}: SearchTerm): TermTest {
  const wanted = value
    .toLowerCase()
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean)
  return {
    test: ({customer}) =>
      customer.tags.some((tag) => {
        const found = tag.toLowerCase()
        return wanted.some((each) =>
          each.endsWith('*') ? found.startsWith(each.slice(0, -1)) : found === each,
        )
      }),
  }
}

/** A term on a choice. @returns `null` for any other value */
export function choiceTest(
  {value}: SearchTerm,
  choices: ReadonlyMap<string, (candidate: Candidate) => boolean>,
): TermTest | null {
  const test = choices.get(value.toLowerCase())
  return test ? {test} : null
}
