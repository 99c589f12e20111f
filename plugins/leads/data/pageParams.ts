import type {PageRow} from './leadRow.ts'
import {PAGE_SIZE} from './pageQueries.ts'
import type {SearchParams} from './searchTerms.ts'

/** Where a page begins: after the row with this sort value and this id. */
export interface PageCursor {
  value: PageRow['sortKey']
  id: string
}

/** The first page's cursor. No document has an empty id, so it comes before all. */
export const FIRST_PAGE: PageCursor = {value: null, id: ''}

/** Parameters of a page query. */
export interface PageParams extends SearchParams, PageCursor {
  site: string
}

/** The parameters that ask for the page after a cursor. */
export function pageParams(site: string, search: SearchParams, cursor: PageCursor): PageParams {
  return {site, q: search.q, terms: search.terms, value: cursor.value, id: cursor.id}
}

/**
 * The cursor of the page after this one, or `null` when this was the last. The sort value is the one
 * the store computed, so that lower-casing means the same in the order and in the comparison.
 */
export function nextCursor(page: readonly PageRow[]): PageCursor | null {
  const last = page.at(-1)
  if (!last || page.length < PAGE_SIZE) return null
  return {value: last.sortKey, id: last._id}
}
