import {LakeError} from '../lakeError.ts'

/**
 * A query that is not valid GROQ, or that the lake does not support, in the shape of the hosted API: 400
 * with the query and the offsets of the part that is wrong.
 *
 * @param start - offset of the first wrong character; by default the whole query is wrong
 * @param end - offset after the last one
 */
export function queryProblem(
  query: string,
  description: string,
  start = 0,
  end = query.length,
): LakeError {
  const from = Math.min(start, query.length)
  const to = Math.min(Math.max(end, from), query.length)
  return LakeError.data(400, 'queryParseError', description, {query, start: from, end: to})
}

/** A query that exceeded its time limit, in milliseconds. */
export function queryTimeout(limitMs: number): LakeError {
  return LakeError.data(
    408,
    'queryTimeoutError',
    `The query was stopped after ${limitMs} ms. Narrow its filter or ask for less at a time.`,
  )
}

/** A query that exceeded its memory limit. */
export function queryTooLarge(): LakeError {
  return LakeError.data(
    400,
    'queryMemoryError',
    'The query needed more memory than a query may use. Narrow its filter or ask for less at a time.',
  )
}

/** A query whose evaluation failed. It does not say why, because the reason may quote documents. */
export function queryFailed(): LakeError {
  return LakeError.data(400, 'queryExecutionError', 'The query could not be evaluated')
}

/** Too many queries wait for a worker. */
export function tooManyQueries(): LakeError {
  return LakeError.http(429, 'Too Many Requests', 'Too many queries are waiting; try again shortly')
}

/** A heavy query of a caller who has as many as one may have. */
export function tooManyHeavyQueries(most: number): LakeError {
  return LakeError.http(
    429,
    'Too Many Requests',
    `You have ${most} queries that take long already; wait until one has ended, or ask for less at a time`,
  )
}
