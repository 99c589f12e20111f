import {type CutRow, RowCutter, type RowProblem} from './cutRows.ts'
import type {Dialect} from './dialect.ts'
import {parseCells} from './parseCells.ts'
import {type RowLimits, ROW_LIMITS} from './rowLimits.ts'

/** A row as it stands in the file. */
export interface SheetRow {
  /** Line of the text where the row begins, from 1, as an editor counts; in a workbook, the number of the row. */
  line: number
  /** As many as the row has, which may differ from row to row. */
  cells: string[]
  /** What is wrong with the row. Its cells are then for display and repair, not for use. */
  problem?: RowProblem
}

/**
 * Reads the rows of CSV in batches, while the text arrives. Memory does not grow with the text.
 *
 * Accepts all line breaks in one text, quoted line breaks, quotes within cells, and rows of different widths. Removes
 * NUL characters and a byte order mark, and leaves out rows with nothing in any cell and Excel's line `sep=;`.
 * A row that breaks a limit or has an unclosed quote carries a problem, and reading goes on with the next line.
 *
 * @param text - parts of any length, such as from `decodeText`
 * @param dialect - its delimiter counts; the header row is given like any other
 */
export async function* readRows(
  text: AsyncIterable<string>,
  dialect: Pick<Dialect, 'delimiter'>,
  limits: RowLimits = ROW_LIMITS,
): AsyncGenerator<SheetRow[]> {
  const cutter = new RowCutter(dialect.delimiter, limits)
  let batch: CutRow[] = []
  let length = 0
  for await (const part of text) {
    for (const row of cutter.push(part)) {
      batch.push(row)
      length += row.text.length
      // Rows are parsed together, as one text.
      if (batch.length < limits.batch && length < limits.lookahead) continue
      const rows = sheetRows(batch, dialect.delimiter, limits)
      batch = []
      length = 0
      if (rows.length > 0) yield rows
    }
  }
  const rows = sheetRows([...batch, ...cutter.end()], dialect.delimiter, limits)
  if (rows.length > 0) yield rows
}

/** Reads the rows of a text at hand, such as a sample. The same as {@link readRows}. */
export function parseRows(
  text: string,
  dialect: Pick<Dialect, 'delimiter'>,
  limits: RowLimits = ROW_LIMITS,
): SheetRow[] {
  const cutter = new RowCutter(dialect.delimiter, limits)
  return sheetRows([...cutter.push(text), ...cutter.end()], dialect.delimiter, limits)
}

/** Whether there is nothing to see in any cell. */
export function isBlankRow(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === '' || cell.trim() === '')
}

function sheetRows(cut: readonly CutRow[], delimiter: string, limits: RowLimits): SheetRow[] {
  const parsed = parseCells(
    cut.map((row) => row.text),
    delimiter,
  )
  const rows: SheetRow[] = []
  for (const [index, {line, text, problem}] of cut.entries()) {
    const cells = parsed[index] ?? []
    if (isBlankRow(cells)) continue
    const row: SheetRow = {line, cells}
    if (problem !== undefined) row.problem = problem
    const isWithin = text.length <= limits.maxCell && cells.length <= limits.maxColumns
    rows.push(isWithin ? row : limitRow(row, limits))
  }
  return rows
}

/** Cuts what is too long, so that a row with a problem is small enough to be kept and shown. */
export function limitRow(row: SheetRow, limits: RowLimits = ROW_LIMITS): SheetRow {
  const {line} = row
  let problem = row.problem
  let left = limits.maxRow
  if (row.cells.length > limits.maxColumns) problem ??= {code: 'tooManyColumns', line}
  const cells = row.cells.slice(0, limits.maxColumns).map((cell, column) => {
    if (cell.length > limits.maxCell) problem ??= {code: 'cellTooLong', line, column}
    const longest = Math.min(limits.maxCell, left)
    if (cell.length > longest) problem ??= {code: 'rowTooLong', line}
    left -= Math.min(cell.length, longest)
    return cell.length > longest ? cell.slice(0, longest) : cell
  })
  return problem === undefined ? {line, cells} : {line, cells, problem}
}
