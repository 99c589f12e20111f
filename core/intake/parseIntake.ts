import type {z} from 'zod'
import {consentEvidence, type ConsentEvidence} from '../consent/consentEvidence.ts'
import {canonicalJson} from '../crypto/canonicalJson.ts'
import type {FormKind, SiteRecord} from '../documents/site.ts'
import {normalizeEmail} from '../people/normalizeEmail.ts'
import {fieldProblem, problem, type FieldProblem} from '../problems/problem.ts'
import {problemOfIssue} from '../problems/zodProblems.ts'
import {isTimeZone} from '../time/localDate.ts'
import {
  definedFieldProblems,
  sentFields,
  affirmation,
  HONEYPOT_FIELD,
  IntakeBody,
  isLocale,
  type SentField,
  type IntakeBodyValue,
} from './intakeBody.ts'
import {pageSource, type PageSource} from './pageSource.ts'
import type {RenderTokenCheck} from './renderToken.ts'
import type {Form} from './resolveForm.ts'

/** A valid form. */
export interface ParsedIntake {
  kind: FormKind
  /** As it was sent, trimmed. */
  email: string
  /** In the spelling that keys and look-ups use. */
  normalizedEmail: string
  /** As they were sent. */
  fields: SentField[]
  /** `null` where the form showed no consent text, or asked for no consent and got none. */
  consent: ConsentEvidence | null
  source: PageSource
  /** Value of the hidden field. */
  honeypot: string
}

/** A body, and what it is checked against. */
export interface IntakeInput {
  body: Record<string, unknown>
  site: SiteRecord
  form: Form
  renderToken: RenderTokenCheck
  /** ISO 8601, UTC. */
  receivedAt: string
}

/** A valid form, or all its problems. */
export type IntakeResult =
  | {ok: true; submission: ParsedIntake}
  | {ok: false; problems: FieldProblem[]}

function shapeProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.map((issue) =>
    fieldProblem(String(issue.path[0] ?? 'body'), problemOfIssue(issue, 'member.unfit')),
  )
}

/** Why a render token that the form asks for does not count, by what is wrong with it. */
const TOKEN_PROBLEMS = {
  absent: 'token.missing',
  expired: 'token.expired',
  invalid: 'token.foreign',
} as const

function tokenProblems(form: Form, check: RenderTokenCheck): FieldProblem[] {
  if (!form.requiresRenderToken || check.state === 'valid' || check.state === 'too-fast') return []
  return [fieldProblem('token', problem(TOKEN_PROBLEMS[check.state]))]
}

function evidenceOf(input: IntakeInput, body: IntakeBodyValue): ConsentEvidence | null {
  const {site, form, renderToken, receivedAt} = input
  const ticked = affirmation(body.consent) === true
  const bySending = form.kind === 'newsletter' && !form.requiresConsent
  if (!ticked && !bySending && body.consent === undefined) return null
  return consentEvidence({
    site,
    form,
    given: ticked || bySending,
    action: ticked || !bySending ? 'checkbox' : 'submit',
    at: receivedAt,
    shownAt: 'issuedAt' in renderToken ? renderToken.issuedAt : undefined,
    timeZone: body.timeZone && isTimeZone(body.timeZone) ? body.timeZone : undefined,
    locale: body.locale && isLocale(body.locale) ? body.locale : undefined,
  })
}

function consentProblems(
  form: Form,
  body: IntakeBodyValue,
  evidence: ConsentEvidence | null,
): FieldProblem[] {
  const ticked = affirmation(body.consent) === true
  const refused = form.kind === 'newsletter' && body.consent !== undefined && !ticked
  if ((form.requiresConsent || refused) && !ticked) {
    return [fieldProblem('consent', problem('consent.needed'))]
  }
  if (evidence === null && (ticked || form.kind === 'newsletter')) {
    return [fieldProblem('form', problem('form.no-consent-text'))]
  }
  return []
}

/**
 * Checks a body against its site and form. The consent text comes from the registry: the version that was
 * valid when the form was rendered, by a valid render token, or else when it was received.
 *
 * @param input.body - a parsed JSON or form body
 * @returns the form, or all problems at once, each with its field
 */
export function parseIntake(input: IntakeInput): IntakeResult {
  const {form} = input
  const shape = IntakeBody.safeParse(input.body)
  if (!shape.success) return {ok: false, problems: shapeProblems(shape.error)}
  const body = shape.data
  const email = normalizeEmail(body.email ?? '')
  const {fields, problems: fieldProblems} = sentFields(body)
  const consent = evidenceOf(input, body)
  const problems = [
    ...(email.ok ? [] : [fieldProblem('email', email.problem)]),
    ...consentProblems(form, body, consent),
    ...fieldProblems,
    ...definedFieldProblems(form.fields, fields),
    ...tokenProblems(form, input.renderToken),
  ]
  if (!email.ok || problems.length > 0) return {ok: false, problems}
  const hidden = body[HONEYPOT_FIELD]
  const submission = {
    kind: form.kind,
    email: (body.email ?? '').trim(),
    normalizedEmail: email.email,
    fields,
    consent,
    source: pageSource(body.page),
    honeypot: typeof hidden === 'string' || hidden == null ? (hidden ?? '') : canonicalJson(hidden),
  }
  return {ok: true, submission}
}
