import {fieldSort} from '../../../core/leads/fieldSort.ts'
import {FIELD_COLUMNS, isFieldColumn} from '../../../core/leads/leadFields.ts'
import {
  customColumn,
  customFieldOf,
  decodeName,
  parseColumnId,
  type ColumnId,
} from '../../../core/leads/columnId.ts'

/** Fields that the grid can sort by, beside custom fields. */
export const SORT_COLUMNS = FIELD_COLUMNS.filter((name) => fieldSort(name) !== null)

type SortDirection = 'asc' | 'desc'

/** A sort key. */
export interface SortKey {
  column: ColumnId
  direction: SortDirection
}

/** The order of the grid: one or two keys. The lead's id breaks ties. */
export type Sort = readonly [SortKey] | readonly [SortKey, SortKey]

/** Newest leads first. */
export const DEFAULT_SORT: Sort = [{column: 'createdAt', direction: 'desc'}]

/** Whether the grid can be sorted by a column. */
export function isSortable(column: ColumnId): boolean {
  return !isFieldColumn(column) || fieldSort(column) !== null
}

function firstClick(column: ColumnId): SortKey {
  const sort = isFieldColumn(column) ? fieldSort(column) : null
  return {column, direction: sort?.first ?? 'asc'}
}

function reversed(key: SortKey): SortKey {
  return {...key, direction: key.direction === 'asc' ? 'desc' : 'asc'}
}

/**
 * The order after a click on a column's heading. With Shift (`isAdding`) the column becomes the second
 * key; a second click reverses it, a third removes it.
 */
export function nextSort(current: Sort, column: ColumnId, isAdding = false): Sort {
  const [first, second] = current
  if (!isAdding) {
    return first.column === column && !second ? [reversed(first)] : [firstClick(column)]
  }
  if (first.column === column) return second ? [reversed(first), second] : [reversed(first)]
  if (second?.column !== column) return [first, firstClick(column)]
  return second.direction === firstClick(column).direction ? [first, reversed(second)] : [first]
}

// `.` and `,` are separators. `encodeURIComponent` leaves dots, so they are encoded here.
function formatKey({column, direction}: SortKey): string {
  const name = customFieldOf(column)
  const id = name === null ? column : `custom:${encodeURIComponent(name).replaceAll('.', '%2E')}`
  return `${id}.${direction}`
}

/** Formats a sort for the URL, such as `status.asc,createdAt.desc` or `custom:size.asc`. */
export function formatSort(sort: Sort): string {
  return sort.map(formatKey).join(',')
}

function parseKey(text: string | undefined): SortKey | null {
  const [name = '', way, ...rest] = (text ?? '').split('.')
  const id = name.startsWith('custom:')
    ? customColumn(decodeName(name.slice('custom:'.length)))
    : name
  const column = parseColumnId(id)
  if (!column || !isSortable(column)) return null
  return (way === 'asc' || way === 'desc') && rest.length === 0 ? {column, direction: way} : null
}

/** The inverse of {@link formatSort}; {@link DEFAULT_SORT} for invalid text. */
export function parseSort(text: string | null | undefined): Sort {
  const [one, two] = (text ?? '').split(',')
  const first = parseKey(one)
  if (!first) return DEFAULT_SORT
  const second = parseKey(two)
  return second && second.column !== first.column ? [first, second] : [first]
}
