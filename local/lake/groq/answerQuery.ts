import {evaluateGroq} from './groqNode.ts'
import type {LakeFile} from './indexes/lakeFile.ts'
import {createLakeView, type ReadFilter} from './lakeView.ts'
import {MeteredDate} from './native/nativeCall.ts'
import {parseQuery} from './parseQuery.ts'
import type {Perspective} from './perspective.ts'
import {planQuery} from './plan/planQuery.ts'
import type {QueryExplanation} from './rows/explain.ts'
import {createIndexAccess} from './rows/indexAccess.ts'
import type {SearchLimits} from './sql/lakeSearch.ts'

/** A query with everything that its answer depends on, except for the documents. */
export interface Query {
  text: string
  params: Record<string, unknown>
  /** ISO 8601; the value of `now()` for the whole query. */
  now: string
  /** The value of `identity()`. */
  identity: string
  projectId: string
  dataset: string
}

/** Who asks. */
export interface QueryReader {
  perspective: Perspective
  /** What the caller may read, see `createReadFilter`. */
  filter: ReadFilter
}

/**
 * Answers a query from a dataset's file, in one read transaction.
 *
 * @param explain - records how the query is answered
 * @returns the result as JSON text
 * @throws LakeError for a query that is not valid; RangeError for one that is nested too deeply, or
 *   whose result is too long; otherwise what groq-js throws
 */
export function answerQuery(
  file: LakeFile,
  query: Query,
  {perspective, filter}: QueryReader,
  explain: QueryExplanation,
  limits?: SearchLimits,
): string {
  return file.read(() => {
    const tree = parseQuery(query.text, query.params)
    // Which documents exist for this caller, in this perspective.
    const view = createLakeView(file, perspective, filter.mayRead)
    // Compiles filters to SQL, runs them, and checks the rest of a filter on the documents found.
    const access = createIndexAccess(file, view, perspective, filter, explain, limits)
    // Replaces by its value what indexes answer.
    const context = evaluationContext(query)
    const plan = planQuery(tree, {text: query.text, context, view, access})
    // groq-js evaluates what is left: projections, and conditions that neither SQL nor we compile.
    return JSON.stringify(evaluateGroq(plan, context)) ?? 'null'
  })
}

/**
 * What groq-js evaluates a query with.
 *
 * @param dataset - the documents of `*`; no planned query reads them
 */
export function evaluationContext(query: Query, dataset: readonly unknown[] = []) {
  const {now, identity, projectId} = query
  const sanity = {projectId, dataset: query.dataset}
  return {dataset, timestamp: new MeteredDate(now), identity, sanity}
}
