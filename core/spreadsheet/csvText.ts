/** Byte order mark, at the start of a file; Excel recognises UTF-8 by it. */
export const CSV_BOM = '\ufeff'

/** Media type of {@link csvText}. */
export const CSV_TYPE = 'text/csv;charset=utf-8'

/**
 * What a program may pass over before a formula: blanks, quotes, and characters without a width. It does not
 * protect. Full-width and small forms of signs are taken for the signs.
 */
const BLANK = String.raw`[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}"'‘’“”]`
const SIGN = String.raw`[=+\-@＝＋－＠﹦﹢﹣﹫]`

/** Programs take a cell for a formula by its first visible character. */
const FORMULA = new RegExp(`^${BLANK}*(?:${SIGN}|[\\t\\r\\n])`, 'u')

/**
 * A number with a sign, or a telephone number in the international form. Without letters and operators nothing
 * can be called, looked up or calculated.
 */
const NUMBER = String.raw`[+-]\d[\d .,()]*`
const SIGNED_NUMBER = new RegExp(`^${NUMBER}$`, 'u')

/**
 * Where lists are written with semicolons, programs divide rows at semicolons, tabs and line breaks, whatever quotes
 * are around them. What follows one then begins a cell.
 */
const BREAK = String.raw`[;\t\r\n]`
const HAS_BREAK = new RegExp(BREAK, 'u')
const LATER = `(?! *${NUMBER}(?:${BREAK}|$))(?=(?:(?!${BREAK})${BLANK})*${SIGN})`
const LATER_FORMULA = new RegExp(`(?<=${BREAK})${LATER}`, 'gu')
const ESCAPED_LATER = new RegExp(`(?<=${BREAK})'${LATER}`, 'gu')

/**
 * Puts an apostrophe before what a program would run as a formula.
 *
 * Texts come from strangers. Formulas are recognised by the first visible character of the text, and of its parts
 * behind semicolons, tabs and line breaks: one of `= + - @`. Signed numbers, such as `-12.50` and `+46 70 123 45 67`,
 * stay as they are.
 */
export function escapeFormula(text: string): string {
  if (SIGNED_NUMBER.test(text)) return text
  const later = HAS_BREAK.test(text) ? text.replaceAll(LATER_FORMULA, "'") : text
  return FORMULA.test(text) ? `'${later}` : later
}

/** Removes the apostrophes that {@link escapeFormula} puts behind semicolons, tabs and line breaks. */
export function unescapeLaterFormulas(text: string): string {
  return text.includes("'") && HAS_BREAK.test(text) ? text.replaceAll(ESCAPED_LATER, '') : text
}

/**
 * Removes the apostrophes of {@link escapeFormula}. For files that were written by it, or by a program that does the
 * same; in others an apostrophe before a sign may belong to the text.
 */
export function unescapeFormula(text: string): string {
  const later = unescapeLaterFormulas(text)
  return later.startsWith("'") && FORMULA.test(later.slice(1)) ? later.slice(1) : later
}

/** Begins with a letter or digit, so that it is no formula, holds none, and needs no quotes. */
const PLAIN = /^[0-9A-Za-z][^",;\t\r\n]*$/

function cell(value: string): string {
  if (value === '' || PLAIN.test(value)) return value
  const harmless = escapeFormula(value)
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

function row(cells: readonly string[]): string {
  const line = cells.map(cell).join(',')
  // Most programs do not read an empty line as a row.
  return line === '' && cells.length > 0 ? '""' : line
}

/**
 * Formats rows as CSV (RFC 4180), each ended by CRLF, so that no program runs a cell as a formula
 * ({@link escapeFormula}): a part of a file that begins with {@link CSV_BOM}.
 */
export function csvRows(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${row(cells)}\r\n`).join('')
}

/** A whole file: {@link CSV_BOM} and {@link csvRows}. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `${CSV_BOM}${csvRows(rows)}`
}
