/** groq-js's own tokens of `match` (2.0.0). */
const WORDS = /([^!@#$%^&*(),\\/?";:{}|[\]+<>\s-])+/g
const WORDS_WITH_WILDCARD = /([^!@#$%^&(),\\/?";:{}|[\]+<>\s-])+/g
const DOTS = /\.+/g
const WORD_CHARACTER = /\w/
// oxlint-disable-next-line no-control-regex -- all of ASCII is meant
const ASCII = /^[\0-\u007F]*$/
/** A word of a pattern counts up to here. */
const MAX_TERM = 1024

/**
 * A text without the dots before and after words. groq-js removes what `/(\b\.+|\.+\b)/g` finds,
 * which takes time by the square of how many dots stand together.
 */
export function withoutEdgeDots(text: string): string {
  if (!text.includes('.')) return text
  return text.replace(DOTS, (dots: string, at: number) => {
    const before = text.charAt(at - 1)
    const after = text.charAt(at + dots.length)
    return WORD_CHARACTER.test(before) || WORD_CHARACTER.test(after) ? '' : dots
  })
}

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
 * Case as regular expressions without the flag `u` fold it: unit by unit, never from beyond ASCII
 * into it.
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
