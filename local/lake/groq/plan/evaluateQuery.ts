import type {DatasetView} from '../datasetView.ts'
import {evaluateGroq} from '../groqNode.ts'
import {MeteredDate} from '../native/meteredNode.ts'
import {parseQuery} from '../parseQuery.ts'
import {planQuery} from './planQuery.ts'
import type {LakeAccess} from '../rows/lakeAccess.ts'

/** A query with everything its answer depends on but the documents. */
export interface QueryText {
  query: string
  params: Record<string, unknown>
  /** ISO 8601; what `now()` answers, however long the query takes. */
  now: string
  /** What `identity()` answers. */
  identity: string
  projectId: string
  dataset: string
}

/**
 * Evaluates a query over a view.
 *
 * @param access - answers from indexes what it can
 * @returns the result as JSON text
 * @throws LakeError for a query that is not valid; RangeError for one that is nested too deeply or
 *   whose result is too long; otherwise what groq-js throws
 */
export function evaluateQuery(
  view: DatasetView,
  request: QueryText,
  access: LakeAccess | null = null,
): string {
  const context = {
    // With indexes no part of a query is left that looks at all documents by itself.
    dataset: access ? [] : view.all,
    timestamp: new MeteredDate(request.now),
    identity: request.identity,
    sanity: {projectId: request.projectId, dataset: request.dataset},
  }
  const tree = parseQuery(request.query, request.params)
  const result = evaluateGroq(planQuery(tree, view, request.query, context, access), context)
  return JSON.stringify(result) ?? 'null'
}
