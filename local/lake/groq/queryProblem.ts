import {LakeError} from '../lakeError.ts'

/**
 * A query that is not valid GROQ, or that asks for what the lake cannot do, as the hosted API says
 * it: 400 with the query itself and the part of it that is meant.
 *
 * @param start - offset of the first character meant; the whole query where it is left out
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

/** A query that took longer than it may. @param limitMs - milliseconds */
export function queryTimeout(limitMs: number): LakeError {
  return LakeError.data(
    408,
    'queryTimeoutError',
    `The query was stopped after ${limitMs} ms. Narrow its filter or ask for less at a time.`,
  )
}

/** A query that needed more memory than it may. */
export function queryTooLarge(): LakeError {
  return LakeError.data(
    400,
    'queryMemoryError',
    'The query needed more memory than a query may use. Narrow its filter or ask for less at a time.',
  )
}

/** A query whose evaluation failed. Says nothing of why: the reason may quote documents. */
export function queryFailed(): LakeError {
  return LakeError.data(400, 'queryExecutionError', 'The query could not be evaluated')
}
