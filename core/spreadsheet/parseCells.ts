import Papa from 'papaparse'
import type {CutRow} from './cutRows.ts'

/**
 * Parses rows of CSV into cells, by Papa Parse.
 *
 * @param rows - as {@link RowCutter} cuts them: quotes are closed, and there are line breaks within quotes only
 * @returns the cells of each row, in the same order
 */
export function parseCells(rows: readonly CutRow[], delimiter: string): string[][] {
  const quoted = rows.filter((row) => row.hasQuote).map((row) => row.text)
  const parsed = quoted.length === 0 ? [] : parseText(quoted, delimiter)
  // No row may be taken for another one: where the two disagree about quotes, each row is parsed by itself.
  const isAgreed = parsed.length === quoted.length
  let next = 0
  return rows.map((row) => {
    if (!row.hasQuote) return row.text.split(delimiter)
    return (isAgreed ? parsed[next++] : undefined) ?? parseText([row.text], delimiter).flat()
  })
}

/** Whether there is nothing to see in any cell. */
export function isBlankRow(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === '' || cell.trim() === '')
}

function parseText(rows: readonly string[], delimiter: string): string[][] {
  // Recognises spaces behind a closing quote only before a line break.
  const joined = [...rows, ''].join('\n')
  // Removes one byte order mark. Before other text it would make each character take two bytes.
  const text = joined.startsWith('\ufeff') ? `\ufeff${joined}` : joined
  return Papa.parse<string[]>(text, {delimiter, newline: '\n'}).data.slice(0, -1)
}
