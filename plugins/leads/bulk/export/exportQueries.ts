import {defineQuery} from 'groq'
import type {ColumnId} from '../../data/columnId.ts'
import type {BulkWhere} from '../bulkWhere.ts'
import type {GridQuery} from '../../data/pageQueries.ts'
import {wholeRowFields} from '../../data/rowFields.ts'

/** Titles of some lists. Params: `site`, `ids`. */
export const exportListsQuery = defineQuery(
  '*[_type == "leadList" && site == $site && _id in $ids]{_id, title}',
)

function among({condition}: BulkWhere): string {
  const leads = '_type == "lead" && site == $site'
  return condition === 'true' ? leads : `${leads} && (${condition})`
}

/**
 * The query of one page of a file, in the order of ids. Its text is put together from fragments of
 * the grid's columns and of the selection's condition; values are parameters.
 *
 * @param after - id of the last lead before it; empty for the first page
 */
export function exportPageQuery(
  where: BulkWhere,
  columns: readonly ColumnId[],
  after: string,
  size: number,
): GridQuery {
  const {projection, params} = wholeRowFields(columns)
  return {
    query: `*[${among(where)} && _id > $after] | order(_id asc)[0...${size}]{${projection}}`,
    params: {...where.params, ...params, after},
  }
}

/** How many leads a selection has. */
export function exportCountQuery(where: BulkWhere): GridQuery {
  return {query: `count(*[${among(where)}])`, params: where.params}
}
