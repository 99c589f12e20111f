/** Digits with the signs that people put between them, and an extension. */
const WRITTEN = /^(?<number>\+?[\p{Nd}\s().\-–/]+)(?:\s*(?:x|ext\.?|extension|#)\s*\p{Nd}{1,7})?$/iu

/** Fewest and most digits of a number: local ones are short, E.164 ends at 15. */
const DIGITS = {least: 5, most: 15} as const

/**
 * Whether a text can be a telephone number. It is kept as it was typed, since bringing it to one form
 * would need the country it was dialled in; this only keeps other texts out.
 */
export function isPhone(text: string): boolean {
  const number = WRITTEN.exec(text)?.groups?.['number']
  if (number === undefined) return false
  // What is dialled before a country code does not belong to the number.
  const digits = number.replaceAll(/[^\p{Nd}]/gu, '').replace(/^00/u, '')
  return digits.length >= DIGITS.least && digits.length <= DIGITS.most
}
