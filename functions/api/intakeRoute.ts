import type {SanityClient} from '@sanity/client'
import type {LeadSubmission} from '../../core/sanity.types.generated.ts'
import type {FormKind} from '../../core/documents/site.ts'
import {buildSubmission} from '../../core/intake/buildSubmission.ts'
import {
  idempotencyKey,
  idempotencyOf,
  submissionUlidFromKey,
  type Idempotency,
} from '../../core/intake/idempotency.ts'
import {allowedOrigin, normalizeOrigin, resolveSite} from '../../core/intake/resolveSite.ts'
import {parseIntake} from '../../core/intake/parseIntake.ts'
import {verifyRenderToken} from '../../core/intake/renderToken.ts'
import {resolveForm, type Form} from '../../core/intake/resolveForm.ts'
import {spamVerdict} from '../../core/intake/spamVerdict.ts'
import {ulidFrom} from '../../core/people/ulid.ts'
import {asStoreError} from '../shared/storeErrors.ts'
import type {ServerSite} from '../shared/siteRegistry.ts'
import {answer, refuse, refuseFields, wantsPage} from './answer.ts'
import {sendPage} from './pages/sendPage.ts'
import {thanksPage} from './pages/formPages.ts'
import {rateHeaders} from './limits/rateLimits.ts'
import {readBody} from './readBody.ts'
import type {ApiContext, ApiServices} from './services.ts'

/** Field of an HTML form that says where the browser goes afterwards; not part of the submission. */
const REDIRECT_FIELD = 'redirect'

function redirectTarget(site: ServerSite, value: unknown): string | null {
  if (typeof value !== 'string' || !URL.canParse(value)) return null
  const {origin, href} = new URL(value)
  return normalizeOrigin(origin) !== null && allowedOrigin(site, origin) ? href : null
}

/** Fingerprint of the body that a submission was made of, from the store. */
async function storedFingerprint(client: SanityClient, id: string): Promise<string | null> {
  try {
    const stored = await client.getDocument<LeadSubmission>(id, {tag: 'leads.intake.replay'})
    return stored?.idempotency?.fingerprint ?? null
  } catch (error) {
    throw asStoreError(error)
  }
}

/**
 * Handler of a public form. One accepted request is one `leadSubmission`, durable before the
 * answer; a function does the rest. Spam gets the same answer as everything else.
 */
export function intakeRoute(services: ApiServices, kind: FormKind) {
  const {client, registry, secrets, writer, siteLimiter, now, random} = services

  const accepted = async (
    context: ApiContext,
    parts: {site: ServerSite; form: Form; id: string; replayed: boolean; redirect: string | null},
  ): Promise<Response> => {
    const {site, form, id, replayed, redirect} = parts
    if (replayed) context.header('Idempotency-Replayed', 'true')
    if (redirect) return context.redirect(redirect, 303)
    if (wantsPage(context)) {
      return sendPage(context, thanksPage(kind, form.doubleOptIn, site), 202)
    }
    return answer(context, 'ok', {submissionId: id}, 202)
  }

  /** Counts a submission that is about to be written; whatever was refused before costs nothing. */
  const refuseBySite = (context: ApiContext, site: string) => {
    const rate = siteLimiter.take(site, context.get('caller'))
    context.get('rates').push(rate)
    for (const [name, value] of Object.entries(rateHeaders(context.get('rates')))) {
      context.header(name, value)
    }
    if (!rate.exceeded) return null
    const reason =
      rate.decision === 'share-used'
        ? 'So many forms are sent to the site that your address has used up its share.'
        : 'The site takes no more forms for the moment.'
    return refuse(context, 'limited', {detail: `${reason} Try again in ${rate.reset} s.`})
  }

  return async (context: ApiContext): Promise<Response> => {
    const origin = context.get('origin')
    const {value: body, fromForm} = await readBody(context.req.raw)
    const found = resolveSite({requested: body['site'], origin, sites: await registry.sites()})
    if (!found.ok) return refuseFields(context, found.problems)
    const {site} = found
    context.set('site', site)
    if (origin !== null && !allowedOrigin(site, origin)) {
      context.res.headers.delete('Access-Control-Allow-Origin')
      return refuse(context, 'forbidden', {
        detail:
          'Pages of this origin may not send forms of this site. Add it to the site’s allowed origins.',
      })
    }
    const redirect =
      fromForm && wantsPage(context) ? redirectTarget(site, body[REDIRECT_FIELD]) : null
    if (fromForm) delete body[REDIRECT_FIELD]

    const resolved = resolveForm(site, kind, body['form'])
    if (!resolved.ok) return refuseFields(context, resolved.problems)
    const {form} = resolved
    const receivedAt = now().toISOString()
    const renderToken = verifyRenderToken({
      secret: secrets(site, 'render-token'),
      token: body['token'],
      site: site.key,
      form: form.id,
      now: receivedAt,
    })
    const parsed = parseIntake({body, site, form, renderToken, receivedAt})
    if (!parsed.ok) return refuseFields(context, parsed.problems)

    let ulid = ulidFrom(now().getTime(), random(10))
    let idempotency: Idempotency | undefined
    const header = context.req.header('idempotency-key')
    if (header !== undefined) {
      const key = idempotencyKey(header)
      if (!key.ok) return refuseFields(context, [key.problem])
      const secret = secrets(site, 'idempotency')
      ulid = submissionUlidFromKey(secret, `${kind}:${key.key}`)
      idempotency = idempotencyOf(secret, key.key, body)
    }
    const {honeypot, fields} = parsed.submission
    const submission = buildSubmission({
      site: site.key,
      ulid,
      form,
      parsed: parsed.submission,
      renderToken,
      spam: spamVerdict({honeypot, renderToken, fields}),
      receivedAt,
      origin,
      referrer: context.req.header('referer'),
      idempotency,
    })
    const limited = refuseBySite(context, site.key)
    if (limited) return limited
    const id = submission._id
    const result = await writer.write(submission)
    const replayed = result === 'exists' && idempotency !== undefined
    if (idempotency && replayed) {
      const stored = await storedFingerprint(client, id)
      if (stored !== idempotency.fingerprint) {
        const reason = 'This key was used before for a request with another body. Use a new key.'
        return refuseFields(context, [{field: 'Idempotency-Key', reason}])
      }
    }
    return accepted(context, {site, form, id, replayed, redirect})
  }
}
