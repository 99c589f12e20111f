/** How a request ended, as every JSON answer says it first. */
export type EnvelopeStatus =
  | 'ok'
  | 'empty'
  | 'degraded'
  | 'not_configured'
  | 'unauthenticated'
  | 'forbidden'
  | 'invalid'
  | 'limited'

/** Something an operator should know about an answer or about the configuration behind it. */
export interface Diagnostic {
  /** Stable name, such as `mail.not-configured`. */
  code: string
  level: 'info' | 'warning' | 'error'
  /** What is the matter, in plain English. */
  message: string
  /** What to do about it. */
  action?: string
}

/** What is wrong with one field of a request. */
export interface FieldProblem {
  /** Name of the field as the caller sent it, such as `email`. */
  field: string
  /** A plain sentence, which does not repeat what was sent. */
  reason: string
}

/** Every JSON answer: data, and how far to trust it. */
export interface Envelope<Data> {
  status: EnvelopeStatus
  data: Data
  diagnostics: readonly Diagnostic[]
  requestId: string
}

/**
 * An answer that carries data. "Empty" is only for a store that answered and holds nothing.
 *
 * @param status - `ok`, `empty` or `degraded`
 */
export function envelope<Data>(
  status: 'ok' | 'empty' | 'degraded',
  data: Data,
  about: {requestId: string; diagnostics?: readonly Diagnostic[]},
): Envelope<Data> {
  return {status, data, diagnostics: about.diagnostics ?? [], requestId: about.requestId}
}
