/** The right side of `match`, to be compared with many left sides. */
export interface MatchPattern {
  matches(value: unknown): boolean
  /** What `score()` gives for it: more where words occur more often. */
  score(value: unknown): number
}

const NOTHING: MatchPattern = {matches: () => false, score: () => 0}

/**
 * `value match pattern` as groq-js has it, in a time that grows with the length of the value and of the
 * pattern. groq-js tries every way in which wildcards could match.
 *
 * @param pattern - a text, or a list of texts; anything else matches nothing
 */
export function matchPattern(pattern: unknown): MatchPattern {
  const texts: unknown[] = Array.isArray(pattern) ? pattern : [pattern]
  const terms: Term[] = []
  for (const text of texts) {
    if (typeof text !== 'string') return NOTHING
    terms.push(...wordsInPattern(text).map(termOf))
  }
  if (terms.length === 0) return NOTHING
  return {
    matches(value) {
      const words = foldedWords(value)
      return terms.every((term) => words.some(term))
    },
    score(value) {
      const words = foldedWords(value)
      let score = 0
      for (const term of terms) {
        const times = words.filter(term).length
        score += (times * 2.2) / (times + 1.2)
      }
      return score
    },
  }
}

/** {@link matchPattern} for patterns that are often equal from one call to the next. */
export function createPatternCache(): (pattern: unknown) => MatchPattern {
  let last: {text: unknown; pattern: MatchPattern} | null = null
  return (text) => {
    if (last === null || last.text !== text) last = {text, pattern: matchPattern(text)}
    return last.pattern
  }
}

function foldedWords(value: unknown): string[] {
  const texts: unknown[] = Array.isArray(value) ? value : [value]
  return texts.flatMap((text) =>
    typeof text === 'string' ? wordsInText(text).map(foldedCase) : [],
  )
}

/** Whether a word, folded in case, matches a word of a pattern. */
type Term = (word: string) => boolean

/** Any one character, because groq-js makes a regular expression of the pattern. */
const ANY = '.'

/**
 * A word of a pattern, whose `*` stands for any characters. Each piece between two of them is taken
 * where it is found first, so nothing is tried twice, however many there are.
 */
function termOf(pattern: string): Term {
  const [start = '', ...pieces] = foldedCase(pattern).split('*')
  const end = pieces.pop()
  if (end === undefined) return (word) => word.length === start.length && isAt(start, word, 0)
  const middle = pieces.filter((piece) => piece !== '')
  return (word) => {
    if (word.length < start.length + end.length || !isAt(start, word, 0)) return false
    let position = start.length
    for (const piece of middle) {
      const found = find(piece, word, position)
      if (found === -1) return false
      position = found + piece.length
    }
    const last = word.length - end.length
    return position <= last && isAt(end, word, last)
  }
}

function isAt(piece: string, word: string, position: number): boolean {
  if (!piece.includes(ANY)) return word.startsWith(piece, position)
  if (position + piece.length > word.length) return false
  for (let index = 0; index < piece.length; index += 1) {
    const wanted = piece.charAt(index)
    if (wanted !== ANY && wanted !== word.charAt(position + index)) return false
  }
  return true
}

function find(piece: string, word: string, from: number): number {
  if (!piece.includes(ANY)) return word.indexOf(piece, from)
  for (let position = from; position + piece.length <= word.length; position += 1) {
    if (isAt(piece, word, position)) return position
  }
  return -1
}

/** The tokens of groq-js's `match` (2.0.0). */
const WORDS = /([^!@#$%^&*(),\\/?";:{}|[\]+<>\s-])+/g
const WORDS_WITH_WILDCARD = /([^!@#$%^&(),\\/?";:{}|[\]+<>\s-])+/g
const DOTS = /\.+/g
const WORD_CHARACTER = /\w/
// oxlint-disable-next-line no-control-regex -- all of ASCII is meant
const ASCII = /^[\0-\u007F]*$/
/** groq-js ignores the rest of a longer word of a pattern. */
const MAX_TERM = 1024

/** The words that `match` sees in a text. */
export function wordsInText(text: string): string[] {
  return withoutEdgeDots(text).match(WORDS) ?? []
}

/** The words that `match` sees in a pattern, with their wildcards. */
export function wordsInPattern(pattern: string): string[] {
  const words = withoutEdgeDots(pattern).match(WORDS_WITH_WILDCARD) ?? []
  return words.map((word) => word.slice(0, MAX_TERM))
}

/**
 * A text without the dots before and after words. groq-js removes what `/(\b\.+|\.+\b)/g` finds, which
 * takes quadratic time where many dots stand together.
 */
export function withoutEdgeDots(text: string): string {
  if (!text.includes('.')) return text
  return text.replace(DOTS, (dots: string, at: number) => {
    const before = text.charAt(at - 1)
    const after = text.charAt(at + dots.length)
    return WORD_CHARACTER.test(before) || WORD_CHARACTER.test(after) ? '' : dots
  })
}

/**
 * A word in upper case, as regular expressions without the flag `u` compare case: unit by unit, and
 * never from beyond ASCII into ASCII.
 */
export function foldedCase(word: string): string {
  if (ASCII.test(word)) return word.toUpperCase()
  let result = ''
  for (let index = 0; index < word.length; index += 1) {
    const unit = word.charAt(index)
    const upper = unit.toUpperCase()
    const keeps = upper.length !== 1 || (unit > '\u007F' && upper <= '\u007F')
    result += keeps ? unit : upper
  }
  return result
}
