import {nameColumns} from '../spreadsheet/headers.ts'
import type {SheetRow} from '../spreadsheet/rows.ts'
import type {FileColumn} from './guessColumns.ts'

/** A column of a file, with a name that no other column has. */
export interface NamedColumn extends FileColumn {
  name: string
}

/**
 * The columns of a table, and the first values of each.
 *
 * @param sample - its first rows, with the header row where there is one
 */
export function sheetColumns(sample: readonly SheetRow[], hasHeader: boolean): NamedColumn[] {
  const [header] = sample
  const width = sample.reduce((most, {cells}) => Math.max(most, cells.length), 0)
  const headings = hasHeader ? (header?.cells ?? []) : []
  const rows = hasHeader ? sample.slice(1) : sample
  return nameColumns(Array.from({length: width}, (_, index) => headings[index] ?? '')).map(
    ({name, heading, index}) => ({
      name,
      heading,
      samples: rows.map(({cells}) => cells[index] ?? '').filter((value) => value.trim() !== ''),
    }),
  )
}
