import type {FormKind, SiteRecord} from '../documents/site.ts'
import type {Unstored} from '../documents/stored.ts'
import type {SecretPurpose} from '../people/keys.ts'
import type {FieldProblem} from '../problems/problem.ts'
import type {LeadSubmission} from '../sanity.types.generated.ts'
import {tenantDocumentId} from '../tenancy/documentId.ts'
import {
  idempotencyKey,
  idempotencyOf,
  submissionUlidFromKey,
  type Idempotency,
} from './idempotency.ts'
import {cleanReferrer} from './pageSource.ts'
import {parseIntake, type ParsedIntake} from './parseIntake.ts'
import {verifyRenderToken, type RenderTokenCheck} from './renderToken.ts'
import {resolveForm, type Form} from './resolveForm.ts'
import {allowedOrigin, normalizeOrigin, resolveSite} from './resolveSite.ts'
import {spamVerdict, type SpamVerdict} from './spamVerdict.ts'

type KnownSite = SiteRecord & {key: string}

/** A request to a public form endpoint. */
export interface IntakeRequest<Site extends KnownSite> {
  /** The kind of form that the endpoint takes. */
  kind: FormKind
  body: Record<string, unknown>
  /** The site registry. */
  sites: readonly Site[]
  /** The secret of a site for a purpose. */
  secrets: (site: Site, purpose: SecretPurpose) => string
  /** Header `Origin`. */
  origin: string | null
  /** Header `Referer`. */
  referrer: string | undefined
  /** Header `Idempotency-Key`. */
  idempotencyKey: string | undefined
  /** A fresh ULID, for a request without idempotency key. */
  ulid: string
  /** ISO 8601, UTC. */
  receivedAt: string
}

/** What to do with a request: refuse it, or write one submission. */
export type IntakeDecision<Site> =
  /** `site` is `null` while it is not known. */
  | {kind: 'invalid'; site: Site | null; problems: readonly FieldProblem[]}
  /** Pages of this origin may not send forms of the site. */
  | {kind: 'forbidden'; site: Site}
  | {kind: 'submission'; site: Site; form: Form; submission: Unstored<LeadSubmission>}

/**
 * Decides on a request to a public form endpoint, in this order: site, origin, form, render token, fields
 * and consent, idempotency key. Spam does not refuse a request; the submission carries its verdict.
 */
export function decideIntake<Site extends KnownSite>(
  request: IntakeRequest<Site>,
): IntakeDecision<Site> {
  const {kind, body, sites, origin, receivedAt} = request
  const found = resolveSite({requested: body['site'], origin, sites})
  if (!found.ok) return {kind: 'invalid', site: null, problems: found.problems}
  const {site} = found
  const invalid = (problems: readonly FieldProblem[]) => ({
    kind: 'invalid' as const,
    site,
    problems,
  })
  if (origin !== null && !allowedOrigin(site, origin)) return {kind: 'forbidden', site}
  const resolved = resolveForm(site, kind, body['form'])
  if (!resolved.ok) return invalid(resolved.problems)
  const {form} = resolved
  const renderToken = verifyRenderToken({
    secret: request.secrets(site, 'render-token'),
    token: body['token'],
    site: site.key,
    form: form.id,
    now: receivedAt,
  })
  const parsed = parseIntake({body, site, form, renderToken, receivedAt})
  if (!parsed.ok) return invalid(parsed.problems)
  const {honeypot, fields} = parsed.submission

  let {ulid} = request
  let idempotency: Idempotency | undefined
  if (request.idempotencyKey !== undefined) {
    const key = idempotencyKey(request.idempotencyKey)
    if (!key.ok) return invalid([key.problem])
    const secret = request.secrets(site, 'idempotency')
    ulid = submissionUlidFromKey(secret, `${kind}:${key.key}`)
    idempotency = idempotencyOf(secret, key.key, body)
  }
  const submission = buildSubmission({
    site: site.key,
    ulid,
    form,
    parsed: parsed.submission,
    renderToken,
    spam: spamVerdict({honeypot, renderToken, fields}),
    receivedAt,
    origin,
    referrer: request.referrer,
    idempotency,
  })
  return {kind: 'submission', site, form, submission}
}

/** The parts of a submission. */
export interface SubmissionParts {
  /** Key of the site. */
  site: string
  /** ULID: a fresh one, or `submissionUlidFromKey`. */
  ulid: string
  form: Form
  parsed: ParsedIntake
  renderToken: RenderTokenCheck
  spam: SpamVerdict
  /** ISO 8601, UTC. */
  receivedAt: string
  /** Header `Origin`. */
  origin?: string | null | undefined
  /** Header `Referer`. */
  referrer?: string | null | undefined
  idempotency?: Idempotency | undefined
}

/**
 * Builds the `leadSubmission` document: what the form sent, unchanged, with its evidence. It is the only
 * document that intake writes; `process-submission` derives everything else from it.
 */
export function buildSubmission(parts: SubmissionParts): Unstored<LeadSubmission> {
  const {site, form, parsed, renderToken, spam, receivedAt} = parts
  const version = 'formVersion' in renderToken ? renderToken.formVersion : form.version
  const referrer = cleanReferrer(parts.referrer)
  const origin = parts.origin ? normalizeOrigin(parts.origin) : null
  return {
    _id: tenantDocumentId(site, 'submission', parts.ulid),
    _type: 'leadSubmission',
    site,
    form: {id: form.id, kind: form.kind, version},
    fields: parsed.fields.map((field, index) => ({_key: `field-${index}`, ...field})),
    email: parsed.email,
    ...(parsed.consent ? {consent: parsed.consent} : {}),
    source: {
      ...parsed.source,
      ...(referrer ? {referrer} : {}),
      ...(origin ? {origin} : {}),
    },
    spam: {verdict: spam.verdict, score: spam.score, reasons: spam.reasons},
    receivedAt,
    ...(parts.idempotency ? {idempotency: parts.idempotency} : {}),
  }
}
