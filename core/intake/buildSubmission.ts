import type {Unstored} from '../documents/stored.ts'
import type {LeadSubmission} from '../sanity.types.generated.ts'
import {tenantDocumentId} from '../tenancy/documentId.ts'
import type {Idempotency} from './idempotency.ts'
import {normalizeOrigin} from './resolveSite.ts'
import {cleanReferrer} from './pageSource.ts'
import type {ParsedIntake} from './parseIntake.ts'
import type {RenderTokenCheck} from './renderToken.ts'
import type {Form} from './resolveForm.ts'
import type {SpamVerdict} from './spamVerdict.ts'

/** Everything that makes up a submission. */
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
 * The `leadSubmission` document: what the form sent, unchanged, with its evidence. It is the one
 * document that intake writes; everything else follows from it.
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
