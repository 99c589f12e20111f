/** What went wrong with a request to the store, as far as a person can act on it. */
export type FailureKind = 'denied' | 'offline' | 'timeout' | 'limited' | 'conflict' | 'other'

/** A failure in words, and its kind for deciding what to offer. */
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
 * Reads an error of `@sanity/client` (or any other) into a sentence that says what to do. The
 * error's own text is kept only where it is the store's; it carries no personal data of ours.
 */
export function errorReason(error: unknown): Failure {
  const status = numberAt(error, 'statusCode')
  const text = error instanceof Error ? error.message : String(error)
  if (status === 401) {
    return {
      kind: 'denied',
      reason: 'Your session is no longer valid. Sign in again to go on.',
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
      reason:
        'Somebody else changed the same document at the same moment. Look at it and try again.',
    }
  }
  if (status === 429) {
    return {kind: 'limited', reason: 'The store asks to slow down. Try again in a moment.'}
  }
  if (status === 408 || status === 504) {
    return {kind: 'timeout', reason: 'The store did not answer in time. Try again.'}
  }
  if (status === null && /network|fetch|request error|ECONN|timed? ?out/i.test(text)) {
    return {
      kind: 'offline',
      reason: 'The store cannot be reached. Check the connection and try again.',
    }
  }
  return {kind: 'other', reason: text}
}
