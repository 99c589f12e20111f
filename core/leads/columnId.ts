import {isFieldColumn, type FieldColumn} from './leadFields.ts'

/** Prefix of the column id of a custom field. */
const CUSTOM_PREFIX = 'custom.'

const MAX_CUSTOM_NAME = 200

/** Id of a column: the name of a lead's field, or a prefix with the name of a custom field. */
export type ColumnId = FieldColumn | `${typeof CUSTOM_PREFIX}${string}`

/** The column id of a custom field. */
export function customColumn(name: string): ColumnId {
  return `${CUSTOM_PREFIX}${name}`
}

/** Name of the custom field of a column; `null` for other columns. */
export function customFieldOf(id: ColumnId): string | null {
  return isFieldColumn(id) ? null : id.slice(CUSTOM_PREFIX.length)
}

/** Parses a column id; `null` if it is invalid. */
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
