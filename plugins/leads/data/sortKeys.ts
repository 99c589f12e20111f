/** Columns that the grid can be sorted by. */
export const SORT_COLUMNS = [
  'name',
  'email',
  'company',
  'status',
  'engagement',
  'lastContactAt',
  'lastActivityAt',
  'tags',
  'source',
  'score',
  'createdAt',
] as const

/** One of {@link SORT_COLUMNS}. */
export type SortColumn = (typeof SORT_COLUMNS)[number]

/** Ascending or descending. */
export type SortDirection = 'asc' | 'desc'

/** One key of an order. */
export interface SortKey {
  column: SortColumn
  direction: SortDirection
}

/**
 * What the grid is sorted by: a key, and perhaps a second one that decides among leads with equal
 * values of the first. The lead's id decides last.
 */
export type Sort = readonly [SortKey] | readonly [SortKey, SortKey]

/** Newest leads first: the order in which an editor works through what came in. */
export const DEFAULT_SORT: Sort = [{column: 'createdAt', direction: 'desc'}]

/** Columns whose first click shows the greatest first, because that is what one looks for in them. */
const GREATEST_FIRST: readonly SortColumn[] = [
  'createdAt',
  'lastContactAt',
  'lastActivityAt',
  'score',
]

/** Whether the grid can be sorted by a column. */
export function isSortColumn(column: string): column is SortColumn {
  return SORT_COLUMNS.some((known) => known === column)
}

function firstClick(column: SortColumn): SortKey {
  return {column, direction: GREATEST_FIRST.includes(column) ? 'desc' : 'asc'}
}

function turned(key: SortKey): SortKey {
  return {...key, direction: key.direction === 'asc' ? 'desc' : 'asc'}
}

/**
 * The order that a click on a column's heading leads to. With the shift key the column becomes the
 * second key, turns round when it is one already, and goes when it is clicked once more.
 */
export function nextSort(current: Sort, column: SortColumn, isAdding = false): Sort {
  const [first, second] = current
  if (!isAdding) {
    return first.column === column && !second ? [turned(first)] : [firstClick(column)]
  }
  if (first.column === column) return second ? [turned(first), second] : [turned(first)]
  if (second?.column !== column) return [first, firstClick(column)]
  return second.direction === firstClick(column).direction ? [first, turned(second)] : [first]
}

/** A sort as the URL carries it, such as `status.asc,createdAt.desc`. */
export function formatSort(sort: Sort): string {
  return sort.map(({column, direction}) => `${column}.${direction}`).join(',')
}

function parseKey(text: string | undefined): SortKey | null {
  const [name, way, ...rest] = (text ?? '').split('.')
  const column = SORT_COLUMNS.find((candidate) => candidate === name)
  if (!column || (way !== 'asc' && way !== 'desc') || rest.length > 0) return null
  return {column, direction: way}
}

/** The inverse of {@link formatSort}; {@link DEFAULT_SORT} for anything that is not one. */
export function parseSort(text: string | null | undefined): Sort {
  const [one, two] = (text ?? '').split(',')
  const first = parseKey(one)
  if (!first) return DEFAULT_SORT
  const second = parseKey(two)
  return second && second.column !== first.column ? [first, second] : [first]
}
