/** Search input as parameters of queries. */
export interface SearchParams {
  /** The whole input, trimmed, folded to lower case; empty for no search. */
  q: string
  /**
   * Each word of the input as a prefix pattern for GROQ's `match`, which folds case by itself: what
   * lower case makes of `İ` it would not find.
   */
  terms: string[]
}

/** Longer input is cut: no name or e-mail is longer, and Sanity ignores very long terms. */
export const MAX_SEARCH_LENGTH = 200

/**
 * Parses search input. Removes `*` and `?`, which are wildcards of `match`, so that they find no more
 * than blank input. A word without a letter or digit is no term, because `match` would match it
 * everywhere.
 */
export function searchParams(input: string): SearchParams {
  const text = input.normalize('NFC').trim().slice(0, MAX_SEARCH_LENGTH)
  const terms = text
    .replaceAll(/[*?]/gu, ' ')
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .map((word) => `${word}*`)
  return {q: text.toLowerCase(), terms}
}
