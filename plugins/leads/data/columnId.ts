import {isFieldColumn, type FieldColumn} from '../../../core/leads/leadFields.ts'

/** What ids of columns that show a custom field begin with; its name follows. */
const CUSTOM_PREFIX = 'custom.'

/** Longest name of a custom field that an address may carry. */
const MAX_CUSTOM_NAME = 200

/** Id of a column: the name of a lead's field, or a custom field's name behind a prefix. */
export type ColumnId = FieldColumn | `${typeof CUSTOM_PREFIX}${string}`

/** The column of a custom field. */
export function customColumn(name: string): ColumnId {
  return `${CUSTOM_PREFIX}${name}`
}

/** Name of the custom field that a column shows, or `null` for any other column. */
export function customFieldOf(id: ColumnId): string | null {
  return isFieldColumn(id) ? null : id.slice(CUSTOM_PREFIX.length)
}

/** Reads an id of a column; `null` for a text that is none. */
export function parseColumnId(text: string): ColumnId | null {
  if (isFieldColumn(text)) return text
  const name = text.startsWith(CUSTOM_PREFIX) ? text.slice(CUSTOM_PREFIX.length).trim() : ''
  return name === '' || name.length > MAX_CUSTOM_NAME ? null : customColumn(name)
}

/** Decodes a column's name in an address; empty for malformed text. */
export function decodeName(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
