/** Why a request to the store failed. */
export type FailureKind = 'denied' | 'offline' | 'timeout' | 'limited' | 'conflict' | 'other'

/** A failure as text, and its kind for deciding what to offer. */
export interface Failure {
  kind: FailureKind
  reason: string
}

function numberAt(value: unknown, key: string): number | null {
  if (typeof value !== 'object' || value === null || !(key in value)) return null
  const found: unknown = Reflect.get(value, key)
  return typeof found === 'number' ? found : null
}

/**
 * Describes an error of `@sanity/client` (or any other) in a sentence that says what to do. Includes the
 * store's own text, which holds no personal data of ours.
 */
export function errorReason(error: unknown): Failure {
  const status = numberAt(error, 'statusCode')
  const text = error instanceof Error ? error.message : String(error)
  if (status === 401) {
    return {
      kind: 'denied',
      reason: 'Your session has expired. Sign in again.',
    }
  }
  if (status === 403) {
    return {
      kind: 'denied',
      reason: `Your role does not allow this. Ask an administrator of the site for access. (${text})`,
    }
  }
  if (status === 409) {
    return {
      kind: 'conflict',
      reason: 'Somebody else changed the same document at the same time. Check it and try again.',
    }
  }
  if (status === 429) {
    return {kind: 'limited', reason: 'Too many requests to the store. Try again in a moment.'}
  }
  if (status === 408 || status === 504) {
    return {kind: 'timeout', reason: 'The store did not answer in time. Try again.'}
  }
  if (status === null && /network|fetch|request error|ECONN|timed? ?out/i.test(text)) {
    return {
      kind: 'offline',
      reason: 'The store can’t be reached. Check the connection and try again.',
    }
  }
  return {kind: 'other', reason: text}
}
