/** Most digits before and behind the point of a text that means a number. */
export const WHOLE_DIGITS = 15
export const FRACTION_DIGITS = 9

/** Characters of such a text. */
export const DECIMAL_CHARACTERS = '0123456789.-'.split('')

const DECIMAL = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?$/u

/** Spellings of nought with a minus, which no comparison would put at its place. */
export const MINUS_ZEROS = [
  '-0',
  ...Array.from({length: FRACTION_DIGITS}, (_, index) => `-0.${'0'.repeat(index + 1)}`),
]

/** Whether a text is a number in plain decimal notation: `12`, `-3.50`; not `1e3`, `1,000` or `007`. */
export function isDecimalText(text: string): boolean {
  return DECIMAL.test(text) && !MINUS_ZEROS.includes(text)
}

/** Number of digits before the point. */
export function wholeLength(text: string): number {
  return (text.split('-').at(-1)?.split('.')[0] ?? '').length
}

/**
 * How texts are compared with a number by its size alone. Among texts with the same number of digits
 * before the point and the same sign, the order of texts is the order of sizes: a text is at least
 * as large in size as the number when it is not below `shortest`, and larger when it is above
 * `longest`.
 */
export interface DecimalSpelling {
  negative: boolean
  wholeLength: number
  /** Without zeros at the end. */
  shortest: string
  /** With as many zeros at the end as a text can have. */
  longest: string
  /** Every text that means the number. */
  all: string[]
}

/** The spellings of a number that {@link isDecimalText} allows. */
export function decimalSpelling(value: number): DecimalSpelling {
  const plain = String(value)
  const shortest = plain.includes('e') ? value.toFixed(FRACTION_DIGITS).replace(/0+$/u, '') : plain
  const [whole = '0', fraction = ''] = shortest.split('.')
  const missing = FRACTION_DIGITS - fraction.length
  const withZeros = (count: number) =>
    fraction.length + count === 0 ? whole : `${whole}.${fraction}${'0'.repeat(count)}`
  return {
    negative: value < 0,
    wholeLength: wholeLength(whole),
    shortest,
    longest: withZeros(missing),
    all: Array.from({length: missing + 1}, (_, count) => withZeros(count)),
  }
}
