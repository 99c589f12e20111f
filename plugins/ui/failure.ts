import {problem, type Problem} from '../../core/problems/problem.ts'
import {ProblemError} from '../../core/problems/problemError.ts'

/** Why a request failed. */
export type FailureKind = 'denied' | 'offline' | 'timeout' | 'limited' | 'conflict' | 'other'

/** What went wrong, and its kind for deciding what to offer. */
export interface Failure {
  kind: FailureKind
  /** At least one. */
  problems: readonly Problem[]
}

function numberAt(value: unknown, key: string): number | null {
  if (typeof value !== 'object' || value === null || !(key in value)) return null
  const found: unknown = Reflect.get(value, key)
  return typeof found === 'number' ? found : null
}

/**
 * Says what an error of `@sanity/client` (or any other) means and what to do. Includes the message of the
 * store where it has no text of its own; that message holds no personal data of ours.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof ProblemError) return {kind: 'other', problems: error.problems}
  const status = numberAt(error, 'statusCode')
  const message = error instanceof Error ? error.message : String(error)
  if (status === 401) return {kind: 'denied', problems: [problem('store.signed-out')]}
  if (status === 403) return {kind: 'denied', problems: [problem('store.denied', {message})]}
  if (status === 409) return {kind: 'conflict', problems: [problem('store.conflict')]}
  if (status === 429) return {kind: 'limited', problems: [problem('store.limited')]}
  if (status === 408 || status === 504) {
    return {kind: 'timeout', problems: [problem('store.timeout')]}
  }
  if (
    status === null &&
    /network|fetch|request error|ECONN|hang up|load failed|timed? ?out/i.test(message)
  ) {
    return {kind: 'offline', problems: [problem('store.unreachable')]}
  }
  return {kind: 'other', problems: [problem('store.other', {message})]}
}
