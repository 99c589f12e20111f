import {foldedCase, wordsInPattern, wordsInText} from './matchTokens.ts'

/** Whether a word, folded in case, is what a word of a pattern means. */
type Term = (word: string) => boolean

/** Any one character; groq-js makes a regular expression of the pattern. */
const ANY = '.'

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

/**
 * A word of a pattern, whose `*` stands for any characters. Each piece between two of them is taken
 * where it is found first, so that nothing is ever tried again, however many there are.
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

/** The right side of `match`, to be asked about many left sides. */
export interface MatchPattern {
  matches(value: unknown): boolean
  /** What `score()` gives for it: more where words occur more often. */
  score(value: unknown): number
}

const NOTHING: MatchPattern = {matches: () => false, score: () => 0}

function foldedWords(value: unknown): string[] {
  const texts: unknown[] = Array.isArray(value) ? value : [value]
  return texts.flatMap((text) =>
    typeof text === 'string' ? wordsInText(text).map(foldedCase) : [],
  )
}

/**
 * `value match pattern` as groq-js has it, in a time that grows with the length of the value and of
 * the pattern: groq-js tries every way in which wildcards could stand for something.
 *
 * @param pattern - a text, or a list of texts; of anything else nothing is a match
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
