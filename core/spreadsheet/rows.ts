import {type CutRow, cutText, RowCutter, type RowProblem} from './cutRows.ts'
import type {Dialect} from './dialect.ts'
import {isBlankRow, parseCells} from './parseCells.ts'
import {type RowLimits, ROW_LIMITS} from './rowLimits.ts'

/** A row as in the file. */
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
 * A row that breaks a limit or has an unclosed quote has a problem, and reading continues with the next line.
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
  let cut: CutRow[] = []
  for await (const part of text) {
    const more = cutter.push(part)
    cut = cut.length === 0 ? more : [...cut, ...more]
    let start = 0
    for (;;) {
      const end = batchEnd(cut, start, limits)
      if (end === undefined) break
      const rows = sheetRows(cut.slice(start, end), dialect.delimiter, limits)
      if (rows.length > 0) yield rows
      start = end
    }
    cut = cut.slice(start)
  }
  const rows = sheetRows([...cut, ...cutter.end()], dialect.delimiter, limits)
  if (rows.length > 0) yield rows
}

/** Reads the rows of a text at hand, such as a sample. The same as {@link readRows}. */
export function parseRows(
  text: string,
  dialect: Pick<Dialect, 'delimiter'>,
  limits: RowLimits = ROW_LIMITS,
): SheetRow[] {
  return sheetRows(cutText(text, dialect.delimiter, limits), dialect.delimiter, limits)
}

/** The end of a complete batch. */
function batchEnd(cut: readonly CutRow[], start: number, limits: RowLimits): number | undefined {
  let length = 0
  for (let at = start; at < cut.length; at += 1) {
    length += cut[at]?.text.length ?? 0
    if (at + 1 - start >= limits.batch || length >= limits.batchText) return at + 1
  }
  return undefined
}

function sheetRows(cut: readonly CutRow[], delimiter: string, limits: RowLimits): SheetRow[] {
  const parsed = parseCells(cut, delimiter)
  const rows: SheetRow[] = []
  for (const [index, cells] of parsed.entries()) {
    const row = cut[index]
    if (row === undefined || isBlankRow(cells)) continue
    const {line, text, problem} = row
    const isWithin = text.length <= limits.maxCell && cells.length <= limits.maxColumns
    if (isWithin && problem === undefined) rows.push({line, cells})
    else rows.push(limitRow({line, cells, problem}, limits))
  }
  return rows
}

interface LimitedRow {
  line: number
  cells: string[]
  problem?: RowProblem | undefined
}

/** Cuts what is too long, so that a row with a problem is small enough to be kept and shown. */
export function limitRow(row: LimitedRow, limits: RowLimits = ROW_LIMITS): SheetRow {
  const {line} = row
  let {problem} = row
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
