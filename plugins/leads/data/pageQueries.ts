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

/** Rows per page. */
export const PAGE_SIZE = 50

/** A query with its parameters. */
export interface GridQuery {
  query: string
  params: Record<string, unknown>
}

/** What the grid requests: a site's leads, filtered and sorted. */
export interface GridView {
  site: string
  sort: Sort
  /** From `viewToGroq`. */
  where: AudienceFilter
}

/** A {@link GridView} with the fields of a row. */
export interface GridRequest extends GridView {
  fields: RowFields
}

const LEADS = '_type == "lead" && site == $site'

function sortValues(sort: Sort): string {
  return `"sortValues": [${sortExpressions(sort).keys.join(', ')}]`
}

/** The condition for the site's leads that match a filter. */
export function leadCondition({filter}: AudienceFilter): string {
  return filter === 'true' ? LEADS : `${LEADS} && (${filter})`
}

/**
 * The query of one page. A page that is read backwards has its rows in reverse order.
 */
export function pageQuery(request: GridRequest, place: PagePlace): GridQuery {
  const {site, sort, where, fields} = request
  const {filter, params} = placeCondition(sort, place)
  const leads = leadCondition(where)
  const condition = filter ? `${leads} && ${filter}` : leads
  return {
    query: `*[${condition}] | order(${orderOf(sort, place)})[0...${PAGE_SIZE}]{${fields.projection}, ${sortValues(sort)}}`,
    params: {site, ...where.params, ...fields.params, ...sortExpressions(sort).params, ...params},
  }
}

/** Counts the leads of a view. */
export function countQuery(view: GridView): GridQuery {
  return {
    query: `count(*[${leadCondition(view.where)}])`,
    params: {site: view.site, ...view.where.params},
  }
}

/** Counts the leads of a view before a row. */
export function positionQuery(view: GridView, row: RowPlace): GridQuery {
  const {filter, params} = placeCondition(view.sort, {kind: 'before', row})
  return {
    query: `count(*[${leadCondition(view.where)} && ${filter}])`,
    params: {
      site: view.site,
      ...view.where.params,
      ...sortExpressions(view.sort).params,
      ...params,
    },
  }
}

function changedProjection({fields, sort, where}: GridRequest, isNew: string): string {
  return `{${fields.projection}, ${sortValues(sort)}, "matches": ${where.filter}${isNew}}`
}

function changedParams({site, fields, sort, where}: GridRequest): GridQuery['params'] {
  return {site, ...where.params, ...fields.params, ...sortExpressions(sort).params}
}

/** Rows by id, each with whether the view contains it. Deleted leads are missing in the answer. */
export function rowsQuery(request: GridRequest, ids: readonly string[]): GridQuery {
  return {
    query: `*[${LEADS} && _id in $ids]${changedProjection(request, '')}`,
    params: {...changedParams(request), ids},
  }
}

/**
 * At most 200 leads that changed since a time, oldest change first, for catching up after the
 * connection was lost.
 *
 * @param since - ISO 8601, UTC
 */
export function changedSinceQuery(request: GridRequest, since: string): GridQuery {
  const isNew = ', "isNew": _createdAt > $since'
  return {
    query: `*[${LEADS} && _updatedAt > $since] | order(_updatedAt asc, _id asc)[0...200]${changedProjection(request, isNew)}`,
    params: {...changedParams(request), since},
  }
}
