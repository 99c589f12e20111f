import type {ContentfulStatusCode} from 'hono/utils/http-status'
import {
  envelope,
  PROBLEM_MEDIA_TYPE,
  invalidFields,
  problem,
  type ProblemEnvelope,
  type ProblemInput,
  type ProblemStatus,
} from '../../core/envelope/envelope.ts'
import {
  describeProblem,
  fieldErrors,
  type FieldProblem,
  type Problem,
} from '../../core/problems/problem.ts'
import {problemPage} from './pages/formPages.ts'
import {sendPage} from './pages/sendPage.ts'
import type {ApiContext} from './services.ts'

const PROBLEM_STATUSES = [
  400, 401, 403, 404, 405, 408, 409, 410, 413, 415, 422, 429, 500, 503,
] as const

function httpStatus(code: number): ContentfulStatusCode {
  return PROBLEM_STATUSES.find((known) => known === code) ?? 500
}

/** Whether the caller is a browser that shows a page, rather than a script. */
export function wantsPage(context: ApiContext): boolean {
  const accept = context.req.header('accept') ?? ''
  return accept.includes('text/html')
}

/** Answers with data in the envelope. */
export function answer(
  context: ApiContext,
  status: 'ok' | 'empty' | 'degraded',
  data: unknown,
  code: ContentfulStatusCode = 200,
): Response {
  return context.json(envelope(status, data, {requestId: context.get('requestId')}), code)
}

function send(context: ApiContext, body: ProblemEnvelope): Response | Promise<Response> {
  const code = httpStatus(body.httpStatus)
  if (wantsPage(context)) return sendPage(context, problemPage(body, context.get('site')), code)
  return context.body(JSON.stringify(body), code, {'Content-Type': PROBLEM_MEDIA_TYPE})
}

/** Answers with an error: the envelope with the members of RFC 9457, or a page for a browser. */
export function refuse(
  context: ApiContext,
  status: ProblemStatus,
  input: Omit<ProblemInput, 'requestId'>,
): Response | Promise<Response> {
  return send(context, problem(status, {...input, requestId: context.get('requestId')}))
}

/** Answers with an error whose detail is a problem, so that pages can translate its code. */
export function refuseBecause(
  context: ApiContext,
  status: ProblemStatus,
  why: Problem,
  input: Omit<ProblemInput, 'requestId' | 'detail' | 'code'> = {},
): Response | Promise<Response> {
  return refuse(context, status, {...input, detail: describeProblem(why), code: why.code})
}

/** Answers 422 with which fields are wrong and why. */
export function refuseFields(
  context: ApiContext,
  problems: readonly FieldProblem[],
): Response | Promise<Response> {
  return send(context, invalidFields(context.get('requestId'), fieldErrors(problems)))
}
