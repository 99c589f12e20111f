import {customFieldOf, type ColumnId} from '../../data/leadColumns.ts'
import type {LeadRow} from '../../data/leadRow.ts'

/** What stands in cells for values that the store has under other names, as the grid shows them. */
export interface CellTexts {
  status: (value: string) => string
  engagement: (value: string) => string
  subscription: (value: string) => string
  /** By the id of a user. */
  owner: (id: string) => string
  /** By the id of a list. */
  list: (id: string) => string
}

/** Several values in one cell. */
function joined(values: readonly string[] | null | undefined): string {
  return (values ?? []).join('; ')
}

/** A time in ISO 8601, UTC, with milliseconds; anything else as it is stored. */
function moment(at: string): string {
  const time = Date.parse(at)
  return Number.isNaN(time) ? at : new Date(time).toISOString()
}

function cell(row: LeadRow, column: ColumnId, texts: CellTexts): string {
  switch (column) {
    case 'status':
    case 'engagement':
    case 'subscription':
    case 'owner': {
      const value = row[column]
      return value ? texts[column](value) : ''
    }
    case 'lastContactAt':
    case 'lastActivityAt':
    case 'createdAt':
      return moment(row[column] ?? '')
    case 'tags':
      return joined(row.tags)
    case 'lists':
      return joined(row.lists?.map(texts.list))
    case 'score':
      return row.score == null ? '' : String(row.score)
    case 'name':
    case 'email':
    case 'company':
    case 'jobTitle':
    case 'phone':
    case 'source':
      return row[column] ?? ''
    default: {
      const name = customFieldOf(column)
      const fields = row.custom?.filter((field) => field.name === name)
      return joined(fields?.flatMap(({value}) => value ?? []))
    }
  }
}

/** What a lead has in some columns, as texts for a file. */
export function leadCells(row: LeadRow, columns: readonly ColumnId[], texts: CellTexts): string[] {
  return columns.map((column) => cell(row, column, texts))
}
