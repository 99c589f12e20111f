import type {Asked} from '../../../core/diagnostics/siteFacts.ts'
import {errorReason} from '../../ui/errorReason.ts'

/** The part of a query's state that is looked at. */
interface QueryState<Data> {
  data: Data | undefined
  error: unknown
  /** Whether the last attempt failed, even where older data is there. */
  isError: boolean
}

/**
 * How far a question got. Data that is there counts as answered even when asking again failed just
 * now, since it was true a moment ago.
 */
export function askedState<Data, Answer = Data>(
  query: QueryState<Data>,
  answerOf: (data: Data) => Answer,
): Asked<Answer> {
  if (query.data !== undefined) return {state: 'answered', answer: answerOf(query.data)}
  if (!query.isError) return {state: 'asking'}
  return {state: errorReason(query.error).kind === 'denied' ? 'denied' : 'failed'}
}
