import {defineQuery} from 'groq'
import {
  orderOf,
  placeCondition,
  sortExpressions,
  type PagePlace,
  type RowPlace,
} from './pagePlace.ts'
import type {Sort} from './sortKeys.ts'
import type {AudienceFilter} from '../../../core/audience/toGroq.ts'
import type {RowFields} from './rowFields.ts'

/** Rows of one page. */
export const PAGE_SIZE = 50

/** A query with its parameters. */
export interface GridQuery {
  query: string
  params: Record<string, unknown>
}

const LEADS = '_type == "lead" && site == $site'

function sortValues(sort: Sort): string {
  return `"sortValues": [${sortExpressions(sort).keys.join(', ')}]`
}

/** The condition that a lead is in a view. */
export function among({where}: GridView): string {
  return where.filter === 'true' ? LEADS : `${LEADS} && (${where.filter})`
}

/**
 * The query of one page. Its text is put together from fragments of this folder and of the filter's;
 * values are parameters. A page that is read against the order comes back turned round.
 */
export function pageQuery(request: GridRequest, place: PagePlace): GridQuery {
  const {site, sort, where, fields} = request
  const {filter, params} = placeCondition(sort, place)
  const condition = filter ? `${among(request)} && ${filter}` : among(request)
  return {
    query: `*[${condition}] | order(${orderOf(sort, place)})[0...${PAGE_SIZE}]{${fields.projection}, ${sortValues(sort)}}`,
    params: {site, ...where.params, ...fields.params, ...sortExpressions(sort).params, ...params},
  }
}

/** How many leads of the site the view has. */
export function countQuery(view: GridView): GridQuery {
  return {query: `count(*[${among(view)}])`, params: {site: view.site, ...view.where.params}}
}

/** How many leads of the view come before one of them. */
export function positionQuery(view: GridView, row: RowPlace): GridQuery {
  const {filter, params} = placeCondition(view.sort, {kind: 'before', row})
  return {
    query: `count(*[${among(view)} && ${filter}])`,
    params: {
      site: view.site,
      ...view.where.params,
      ...sortExpressions(view.sort).params,
      ...params,
    },
  }
}

function changed({fields, sort, where}: GridRequest, isNew: string): string {
  return `{${fields.projection}, ${sortValues(sort)}, "matches": ${where.filter}${isNew}}`
}

function changedParams({site, fields, sort, where}: GridRequest): GridQuery['params'] {
  return {site, ...where.params, ...fields.params, ...sortExpressions(sort).params}
}

/**
 * Rows by their ids, each with whether the view has it. Ids that are gone are not in the answer.
 */
export function rowsQuery(request: GridRequest, ids: readonly string[]): GridQuery {
  return {
    query: `*[${LEADS} && _id in $ids]${changed(request, '')}`,
    params: {...changedParams(request), ids},
  }
}

/**
 * Leads that changed since a time, oldest change first, for catching up after the stream of changes
 * was lost.
 *
 * @param since - ISO 8601, UTC
 */
export function changedSinceQuery(request: GridRequest, since: string): GridQuery {
  const isNew = ', "isNew": _createdAt > $since'
  return {
    query: `*[${LEADS} && _updatedAt > $since] | order(_updatedAt asc, _id asc)[0...200]${changed(request, isNew)}`,
    params: {...changedParams(request), since},
  }
}

/** Names of custom fields among the newest leads of the site. Params: `site`. */
export const customNamesQuery = defineQuery(
  'array::unique(*[_type == "lead" && site == $site] | order(createdAt desc)[0...200].customFields[].name)',
)

/** What a grid asks the store for: whose leads, which of them, in what order. */
export interface GridView {
  site: string
  sort: Sort
  /** From `viewToGroq`. */
  where: AudienceFilter
}

/** A {@link GridView} with what is read of each row. */
export interface GridRequest extends GridView {
  fields: RowFields
}
