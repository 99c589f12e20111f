/** Columns of the grid that it can be sorted by. Every column can. */
export const SORT_COLUMNS = [
  'name',
  'email',
  'company',
  'status',
  'lastContactAt',
  'tags',
  'source',
  'createdAt',
] as const

/** One of {@link SORT_COLUMNS}. */
export type SortColumn = (typeof SORT_COLUMNS)[number]

/** Ascending or descending. */
export type SortDirection = 'asc' | 'desc'

/** What the grid is sorted by. */
export interface Sort {
  column: SortColumn
  direction: SortDirection
}

/** Newest leads first: the order in which an editor works through what came in. */
export const DEFAULT_SORT: Sort = {column: 'createdAt', direction: 'desc'}

/** Columns whose first click shows the newest first, because that is what one looks for in dates. */
const NEWEST_FIRST: readonly SortColumn[] = ['createdAt', 'lastContactAt']

/** The order that a click on a column's header leads to. */
export function nextSort(current: Sort, column: SortColumn): Sort {
  if (current.column === column) {
    return {column, direction: current.direction === 'asc' ? 'desc' : 'asc'}
  }
  return {column, direction: NEWEST_FIRST.includes(column) ? 'desc' : 'asc'}
}

/** A sort as the URL carries it, such as `name.asc`. */
export function formatSort(sort: Sort): string {
  return `${sort.column}.${sort.direction}`
}

/** The inverse of {@link formatSort}; {@link DEFAULT_SORT} for anything that is not one. */
export function parseSort(text: string | undefined): Sort {
  const [name, way] = (text ?? '').split('.')
  const column = SORT_COLUMNS.find((candidate) => candidate === name)
  if (!column || (way !== 'asc' && way !== 'desc')) return DEFAULT_SORT
  return {column, direction: way}
}
