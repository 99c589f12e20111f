import type {ReadRow} from './uploadedRow.ts'

/** New values of cells: by the number of the row in the import, from 0, then by the position of the column. */
export type Corrections = Readonly<Record<number, Readonly<Record<number, string>>>>

/** How many cells are corrected. */
export function countCorrections(corrections: Corrections): number {
  return Object.values(corrections).reduce((sum, cells) => sum + Object.keys(cells).length, 0)
}

/** Corrections with later ones, which count where both correct a cell. */
export function addCorrections(earlier: Corrections, later: Corrections): Corrections {
  const rows = Object.entries(later).map(
    ([row, cells]) => [row, {...earlier[Number(row)], ...cells}] as const,
  )
  return {...earlier, ...Object.fromEntries(rows)}
}

/**
 * A row with its corrected cells. One that the reader of the file gave up on is looked at afresh: a person
 * read it.
 *
 * @param cells - new values by the position of the column
 */
export function correctedRow(row: ReadRow, cells: Corrections[number] | undefined): ReadRow {
  if (!cells) return row
  const width = Math.max(row.cells.length, ...Object.keys(cells).map((at) => Number(at) + 1))
  return {
    line: row.line,
    cells: Array.from({length: width}, (_, at) => cells[at] ?? row.cells[at] ?? ''),
  }
}
