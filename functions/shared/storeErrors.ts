/** The store does not answer, or not in time; trying again later may help. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError'
}

/** A required setting is missing; the message names it. */
export class NotConfiguredError extends Error {
  override readonly name = 'NotConfiguredError'
}

/** HTTP status of the store's answer; `null` when there was no answer. */
export function statusOf(error: unknown): number | null {
  if (!(error instanceof Error)) return null
  if ('statusCode' in error && typeof error.statusCode === 'number') return error.statusCode
  return null
}

/** Whether the store refused a write because a document exists, or has changed in between. */
export function isConflict(error: unknown): boolean {
  return statusOf(error) === 409
}

/** Whether the store does not know the request's token, or grants it too little. */
export function isRefusal(error: unknown): boolean {
  const status = statusOf(error)
  return status === 401 || status === 403
}

/** Whether the same request may succeed later: no answer, 5xx, or too many requests. */
export function isTransient(error: unknown): boolean {
  if (error instanceof StoreUnavailableError) return true
  const status = statusOf(error)
  if (status !== null) return status >= 500 || status === 429 || status === 408
  return error instanceof Error && ('code' in error || 'isNetworkError' in error)
}

/** Whether an error is an answer of the store or the lack of one, and not a fault of this product. */
export function isStoreError(error: unknown): boolean {
  return isTransient(error) || statusOf(error) !== null
}

/** The class of an error, such as `TypeError`, for messages: its text may hold personal data. */
export function errorKind(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown error'
}

/** Converts transient errors to {@link StoreUnavailableError}; others stay. */
export function asStoreError(error: unknown): unknown {
  return isTransient(error)
    ? new StoreUnavailableError('The store did not answer', {cause: error})
    : error
}
