import {
  isFieldColumn,
  isLabelledField,
  leadField,
  type LabelledFieldName,
} from '../../../../core/leads/leadFields.ts'
import {customFieldOf, type ColumnId} from '../../data/columnId.ts'
import type {LeadRow} from '../../data/leadRow.ts'

/** Formats values as the grid shows them. */
export interface CellTexts extends Record<LabelledFieldName, (value: string) => string> {
  /** By the id of a list. */
  list: (id: string) => string
}

function joined(values: readonly string[] | null | undefined): string {
  return (values ?? []).join('; ')
}

/** A time in ISO 8601, UTC, with milliseconds; anything else as it is stored. */
function moment(at: string): string {
  const time = Date.parse(at)
  return Number.isNaN(time) ? at : new Date(time).toISOString()
}

function cell(row: LeadRow, column: ColumnId, texts: CellTexts): string {
  if (!isFieldColumn(column)) {
    const name = customFieldOf(column)
    const fields = row.custom?.filter((field) => field.name === name)
    return joined(fields?.flatMap(({value}) => value ?? []))
  }
  const value = row[column]
  if (value == null) return ''
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return joined(column === 'lists' ? value.map(texts.list) : value)
  if (isLabelledField(column)) return texts[column](value)
  return leadField(column).type === 'moment' ? moment(value) : value
}

/** The cells of a lead for a file. */
export function leadCells(row: LeadRow, columns: readonly ColumnId[], texts: CellTexts): string[] {
  return columns.map((column) => cell(row, column, texts))
}

/**
 * The columns of a file: those of the grid in its order, and the e-mail, which other programs need to
 * identify a person.
 */
export function exportColumns(shown: readonly ColumnId[]): ColumnId[] {
  return shown.includes('email') ? [...shown] : [...shown, 'email']
}
