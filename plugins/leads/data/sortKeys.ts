import {FIELD_COLUMNS, fieldSort, isFieldColumn} from '../../../core/leads/leadFields.ts'
import {decodeName, customFieldOf, parseColumnId, type ColumnId} from './columnId.ts'

/** Fields that have an order; besides them the grid sorts by custom fields. */
export const SORT_COLUMNS = FIELD_COLUMNS.filter((name) => fieldSort(name) !== null)

/** Ascending or descending. */
type SortDirection = 'asc' | 'desc'

/** One key of an order. */
export interface SortKey {
  column: ColumnId
  direction: SortDirection
}

/**
 * What the grid is sorted by: a key, and perhaps a second one that decides among leads with equal
 * values of the first. The lead's id decides last.
 */
export type Sort = readonly [SortKey] | readonly [SortKey, SortKey]

/** Newest leads first: the order in which an editor works through what came in. */
export const DEFAULT_SORT: Sort = [{column: 'createdAt', direction: 'desc'}]

/** Whether the grid can be sorted by a column. */
export function isSortable(column: ColumnId): boolean {
  return !isFieldColumn(column) || fieldSort(column) !== null
}

function firstClick(column: ColumnId): SortKey {
  const sort = isFieldColumn(column) ? fieldSort(column) : null
  return {column, direction: sort?.first ?? 'asc'}
}

function turned(key: SortKey): SortKey {
  return {...key, direction: key.direction === 'asc' ? 'desc' : 'asc'}
}

/**
 * The order that a click on a column's heading leads to. With the shift key the column becomes the
 * second key, turns round when it is one already, and goes when it is clicked once more.
 */
export function nextSort(current: Sort, column: ColumnId, isAdding = false): Sort {
  const [first, second] = current
  if (!isAdding) {
    return first.column === column && !second ? [turned(first)] : [firstClick(column)]
  }
  if (first.column === column) return second ? [turned(first), second] : [turned(first)]
  if (second?.column !== column) return [first, firstClick(column)]
  return second.direction === firstClick(column).direction ? [first, turned(second)] : [first]
}

// `.` and `,` set the parts apart; `%2E` survives `encodeURIComponent`, which leaves dots alone.
function formatKey({column, direction}: SortKey): string {
  const name = customFieldOf(column)
  const id = name === null ? column : `custom:${encodeURIComponent(name).replaceAll('.', '%2E')}`
  return `${id}.${direction}`
}

/** A sort as the URL carries it, such as `status.asc,createdAt.desc` or `custom:size.asc`. */
export function formatSort(sort: Sort): string {
  return sort.map(formatKey).join(',')
}

function parseKey(text: string | undefined): SortKey | null {
  const [name = '', way, ...rest] = (text ?? '').split('.')
  const id = name.startsWith('custom:')
    ? `custom.${decodeName(name.slice('custom:'.length))}`
    : name
  const column = parseColumnId(id)
  if (!column || !isSortable(column)) return null
  return (way === 'asc' || way === 'desc') && rest.length === 0 ? {column, direction: way} : null
}

/** The inverse of {@link formatSort}; {@link DEFAULT_SORT} for anything that is not one. */
export function parseSort(text: string | null | undefined): Sort {
  const [one, two] = (text ?? '').split(',')
  const first = parseKey(one)
  if (!first) return DEFAULT_SORT
  const second = parseKey(two)
  return second && second.column !== first.column ? [first, second] : [first]
}
