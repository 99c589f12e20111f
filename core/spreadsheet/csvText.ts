/** Byte order mark, at the start of a file; Excel recognises UTF-8 by it. */
export const CSV_BOM = '\ufeff'

/** Media type of {@link csvText}. */
export const CSV_TYPE = 'text/csv;charset=utf-8'

/** Programs run a cell that begins with one of these as a formula. */
const FORMULA = /^[=+\-@\t\r]/u

/**
 * One cell. Its text comes from strangers, so one that a program would run as a formula gets an apostrophe
 * in front; negative numbers and telephone numbers get it too.
 */
function cell(value: string): string {
  const harmless = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

function row(cells: readonly string[]): string {
  const line = cells.map(cell).join(',')
  // Programs do not read an empty line as a row.
  return line === '' && cells.length > 0 ? '""' : line
}

/**
 * Formats rows as CSV (RFC 4180), each ended by CRLF, so that no program runs a cell as a formula: a part
 * of a file that begins with {@link CSV_BOM}.
 */
export function csvRows(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${row(cells)}\r\n`).join('')
}

/** A whole file: {@link CSV_BOM} and {@link csvRows}. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `${CSV_BOM}${csvRows(rows)}`
}
