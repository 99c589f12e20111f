import Papa from 'papaparse'

/**
 * Parses rows of CSV into cells, by Papa Parse.
 *
 * @param rows - the text of each row, as `RowCutter` cuts it: quotes are closed, and there are line breaks within quotes
 * only
 * @returns the cells of each row, in the same order
 */
export function parseCells(rows: readonly string[], delimiter: string): string[][] {
  if (rows.length === 0) return []
  const parsed = parseText(rows.join('\n'), delimiter)
  if (parsed.length === rows.length) return parsed
  // No row may be taken for another one: where the two disagree about quotes, each row is parsed by itself.
  return rows.map((row) => parseText(row, delimiter).flat())
}

function parseText(text: string, delimiter: string): string[][] {
  // Papa Parse removes one byte order mark, and recognises spaces behind a quote only before a line break.
  const {data} = Papa.parse<string[]>(`\ufeff${text}\n`, {delimiter, newline: '\n'})
  return data.slice(0, -1)
}
