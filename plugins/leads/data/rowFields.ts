import {
  FIELD_COLUMNS,
  fieldPath,
  isFieldColumn,
  isListField,
  type FieldColumn,
} from '../../../core/leads/leadFields.ts'
import {customFieldOf, type ColumnId} from '../../../core/leads/columnId.ts'
import {countOf} from './leadRow.ts'

/** Number of values of a list that a row has; a cell shows fewer. */
const LISTED = 5

/** The projection of a row, and its parameters. */
export interface RowFields {
  /** The columns that it covers. */
  columns: readonly ColumnId[]
  projection: string
  params: {customNames?: readonly string[]}
}

function attribute(name: FieldColumn): string {
  const path = fieldPath(name)
  return path === name ? name : `"${name}": ${path}`
}

function firstValues(name: FieldColumn): string {
  if (!isListField(name)) return attribute(name)
  return `"${name}": ${fieldPath(name)}[0...${LISTED}], "${countOf(name)}": count(${fieldPath(name)})`
}

/**
 * The fields of a row for some columns, and no others, to save memory. The same columns in another
 * order give the same text.
 */
export function rowFields(columns: readonly ColumnId[]): RowFields {
  const own = FIELD_COLUMNS.filter((name) => name === 'name' || columns.includes(name))
  const custom = columns
    .filter((column) => !isFieldColumn(column))
    .flatMap((column) => customFieldOf(column) ?? [])
    .toSorted()
  const projection = ['_id', '_rev', ...own.map(firstValues)]
  if (custom.length === 0) return {columns, projection: projection.join(', '), params: {}}
  const fields = '"custom": customFields[name in $customNames]{name, value}'
  return {
    columns,
    projection: [...projection, fields].join(', '),
    params: {customNames: custom},
  }
}
