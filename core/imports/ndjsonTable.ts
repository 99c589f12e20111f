import {customFieldOf, parseColumnId} from '../leads/columnId.ts'
import type {NdjsonLine} from '../spreadsheet/ndjson.ts'
import {limitRow} from '../spreadsheet/rows.ts'
import {MAX_NAMING_RECORDS} from './importPlan.ts'
import type {ReadRow} from './uploadedRow.ts'

/** The columns of an NDJSON file: all names of its first records, in the order in which they come. */
export function ndjsonColumns(lines: readonly NdjsonLine[]): string[] {
  const names = new Set<string>()
  for (const {record} of lines.slice(0, MAX_NAMING_RECORDS)) {
    for (const name of Object.keys(record ?? {})) names.add(name)
  }
  return [...names]
}

/** The heading of a column: own exports name custom fields `custom.<name>`. */
export function ndjsonHeading(name: string): string {
  const id = parseColumnId(name)
  return id === null ? name : (customFieldOf(id) ?? name)
}

/**
 * A value as a cell: texts as they are, nothing for `null`. Lists and objects stay JSON, which columns of tags,
 * lists and attributes read.
 */
function cellOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === null || value === undefined) return ''
  return JSON.stringify(value)
}

/**
 * A record as a row.
 *
 * @param columns - positions of the columns by their names
 */
export function ndjsonRow(
  {line, record, problem}: NdjsonLine,
  columns: ReadonlyMap<string, number>,
): ReadRow {
  if (!record) return {line, cells: [], problem}
  const cells = Array.from({length: columns.size}, () => '')
  let hasOthers = false
  try {
    for (const [name, value] of Object.entries(record)) {
      const column = columns.get(name)
      if (column === undefined) hasOthers = true
      else cells[column] = cellOf(value)
    }
  } catch (error) {
    // Lists within lists so deep that they cannot be written again.
    if (error instanceof RangeError) return {line, cells: [], problem: {code: 'tooDeep'}}
    throw error
  }
  const row = limitRow({line, cells})
  return hasOthers ? {...row, problem: {code: 'unknownNames'}} : row
}
