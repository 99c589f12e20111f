/** Byte order mark, by which Excel knows a file for UTF-8. It stands once, before everything else. */
export const CSV_BOM = '\ufeff'

/** Media type of {@link csvText}. */
export const CSV_TYPE = 'text/csv;charset=utf-8'

/** Programs run a cell that begins with one of these as a formula. */
const FORMULA = /^[=+\-@\t\r]/u

/**
 * One cell. What a program would run as a formula gets an apostrophe before it, which also numbers
 * below zero and telephone numbers get: what is in a cell comes from strangers.
 */
function cell(value: string): string {
  const harmless = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

function row(cells: readonly string[]): string {
  const line = cells.map(cell).join(',')
  // A line without anything is taken for no row at all.
  return line === '' && cells.length > 0 ? '""' : line
}

/**
 * Rows as CSV (RFC 4180) without a byte order mark, each ended by CRLF, in which no cell is run as a
 * formula: a part of a file that is written bit by bit behind {@link CSV_BOM}.
 */
export function csvRows(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${row(cells)}\r\n`).join('')
}

/** A whole file: {@link CSV_BOM} and {@link csvRows}. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `${CSV_BOM}${csvRows(rows)}`
}
