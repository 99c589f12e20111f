/** How a request ended. */
export type EnvelopeStatus =
  | 'ok'
  | 'empty'
  | 'degraded'
  | 'not_configured'
  | 'unauthenticated'
  | 'forbidden'
  | 'invalid'
  | 'limited'

/** Something that an operator should know about an answer or the configuration. */
export interface Diagnostic {
  /** Stable name, such as `mail.not-configured`. */
  code: string
  level: 'info' | 'warning' | 'error'
  /** What is wrong, in plain English. */
  message: string
  /** What to do about it. */
  action?: string
  /** Values in the message by their names, for texts in another language. */
  values?: Readonly<Record<string, string | number>>
}

/** What is wrong with one field of a request. */
export interface FieldError {
  /** Name of the field as the caller sent it, such as `email`. */
  field: string
  /** Which text says it, such as `address.missing`: for pages in other languages. It does not change. */
  code: string
  /** An English sentence, which does not repeat what was sent. */
  reason: string
  /** Values in the sentence by their names, such as the `limit` of a length. */
  values?: Readonly<Record<string, string | number>>
}

/** The body of every JSON answer. */
export interface Envelope<Data> {
  status: EnvelopeStatus
  data: Data
  diagnostics: readonly Diagnostic[]
  requestId: string
}

/**
 * Builds an answer with data. `empty` is only for a store that answered and holds nothing.
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

/** Media type of error answers (RFC 9457). */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json'

/** Statuses of requests that were not carried out. */
export type ProblemStatus = Exclude<EnvelopeStatus, 'ok' | 'empty'>

/**
 * An error: the envelope with the members of RFC 9457. The envelope's own `status` is a word where
 * RFC 9457 has a number, which its readers ignore as the RFC asks; the number is in `httpStatus`.
 */
export interface ProblemEnvelope extends Envelope<null> {
  status: ProblemStatus
  /** URI reference of the kind of error; `about:blank` where the title says it all. */
  type: string
  title: string
  detail: string
  /** Which text the detail is, where it has a code, as {@link FieldError} has. */
  code?: string
  httpStatus: number
  /** Which fields are wrong and why; present when fields are. */
  errors?: readonly FieldError[]
}

const KINDS: Record<ProblemStatus, {httpStatus: number; title: string}> = {
  degraded: {httpStatus: 503, title: 'The store did not answer'},
  not_configured: {httpStatus: 503, title: 'Not configured'},
  unauthenticated: {httpStatus: 401, title: 'Not signed in'},
  forbidden: {httpStatus: 403, title: 'Not allowed'},
  invalid: {httpStatus: 422, title: 'The request is not valid'},
  limited: {httpStatus: 429, title: 'Too many requests'},
}

/** The parts of an error. */
export interface ProblemInput {
  requestId: string
  /** What happened, to what, and what to do, in plain English and without personal data. */
  detail: string
  code?: string
  errors?: readonly FieldError[]
  diagnostics?: readonly Diagnostic[]
  /** Where it differs from the usual one of the status: 400, 404, 405, 409, 413, 415 … */
  httpStatus?: number
  title?: string
  type?: string
}

/** Builds the body of an error answer; send it with `httpStatus` and {@link PROBLEM_MEDIA_TYPE}. */
export function problem(status: ProblemStatus, input: ProblemInput): ProblemEnvelope {
  const kind = KINDS[status]
  return {
    status,
    data: null,
    diagnostics: input.diagnostics ?? [],
    requestId: input.requestId,
    type: input.type ?? 'about:blank',
    title: input.title ?? kind.title,
    detail: input.detail,
    ...(input.code === undefined ? {} : {code: input.code}),
    httpStatus: input.httpStatus ?? kind.httpStatus,
    ...(input.errors && input.errors.length > 0 ? {errors: input.errors} : {}),
  }
}

/** The error of a request whose fields are wrong: 422 with which field and why. */
export function invalidFields(requestId: string, errors: readonly FieldError[]): ProblemEnvelope {
  const names = [...new Set(errors.map((error) => error.field))].join(', ')
  const detail = `Correct ${names} and send the form again: "errors" says what is wrong with each.`
  return problem('invalid', {requestId, detail, errors})
}
