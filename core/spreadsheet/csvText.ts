/** Byte order mark, at the start of a file; Excel recognises UTF-8 by it. */
export const CSV_BOM = '\ufeff'

/** Media type of {@link csvText}. */
export const CSV_TYPE = 'text/csv;charset=utf-8'

/**
 * Programs take a cell for a formula by its first visible character, its full-width form included. What stands
 * before it does not protect: blanks, line breaks, quotes, characters without a width.
 */
const FORMULA = /^[\s\p{Cc}\p{Cf}"'‘’“”]*[=+\-@＝＋－＠\t\r\n]/u

/**
 * A number with a sign, or a telephone number in the international form. Without letters and operators nothing
 * can be called, looked up or calculated.
 */
const SIGNED_NUMBER = /^[+-]\d[\d .,()]*$/u

/**
 * Puts an apostrophe before a text that a program would run as a formula.
 *
 * Texts come from strangers. Formulas are recognised by their first visible character, one of `= + - @`, and tabs and
 * line breaks before it. Signed numbers, such as `-12.50` and `+46 70 123 45 67`, stay as they are.
 */
export function escapeFormula(text: string): string {
  return FORMULA.test(text) && !SIGNED_NUMBER.test(text) ? `'${text}` : text
}

/**
 * Removes the apostrophe of {@link escapeFormula}. For files that were written by it, or by a program that does the
 * same; in others an apostrophe before a sign may belong to the text.
 */
export function unescapeFormula(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text
}

/** Begins with a letter or digit, so that it is no formula, and needs no quotes. */
const PLAIN = /^[0-9A-Za-z][^",\r\n]*$/

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
