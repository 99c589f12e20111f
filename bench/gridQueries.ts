import {ALL_LEADS, viewToGroq} from '../core/audience/leadSelection.ts'
import {audienceFields} from '../core/audience/fields.ts'
import {DEFAULT_COLUMNS} from '../plugins/leads/columns/layout.ts'
import type {GridRequest} from '../plugins/leads/data/gridView.ts'
import type {PagePlace} from '../plugins/leads/data/pagePlace.ts'
import {countQuery, pageQuery} from '../plugins/leads/data/pageQueries.ts'
import {rowFields} from '../plugins/leads/data/rowFields.ts'
import {DEFAULT_SORT, type Sort} from '../plugins/leads/data/sortKeys.ts'
import {BENCH_SITE} from './benchDocuments.ts'
import type {BenchQuery} from './lakeRequests.ts'

const CONTEXT = {fields: audienceFields(), now: '2026-01-01T00:00:00.000Z', timeZone: 'UTC'}
const FIELDS = rowFields(DEFAULT_COLUMNS)

function requestOf(sort: Sort, search: string): GridRequest {
  const where = viewToGroq({...ALL_LEADS, search}, CONTEXT)
  return {site: BENCH_SITE, sort, where, fields: FIELDS}
}

/**
 * The query of a page, as the grid sends it.
 *
 * @param run - a parameter that no part of the query reads, so that no run is answered from memory
 */
export function gridPage(
  run: number,
  sort: Sort,
  options: {search?: string; place?: PagePlace} = {},
): BenchQuery {
  const {search = '', place = {kind: 'start'}} = options
  const {query, params} = pageQuery(requestOf(sort, search), place)
  return {query, params: {...params, run}}
}

/** The query of a count, as the grid sends it; see {@link gridPage}. */
export function gridCount(run: number, search = ''): BenchQuery {
  const {query, params} = countQuery(requestOf(DEFAULT_SORT, search))
  return {query, params: {...params, run}}
}
