import type {SanityClient} from '@sanity/client'
import type {FormKind} from '../../core/documents/site.ts'
import {decideIntake} from '../../core/intake/decideIntake.ts'
import type {Form} from '../../core/intake/resolveForm.ts'
import {allowedOrigin, normalizeOrigin} from '../../core/intake/resolveSite.ts'
import {ulidFrom} from '../../core/people/ulid.ts'
import {fieldProblem, problem} from '../../core/problems/problem.ts'
import type {LeadSubmission} from '../../core/sanity.types.generated.ts'
import type {ServerSite} from '../shared/siteRegistry.ts'
import {asStoreError} from '../shared/storeErrors.ts'
import {answer, refuseBecause, refuseFields, wantsPage} from './answer.ts'
import {rateHeaders} from './limits/rateLimits.ts'
import {thanksPage} from './pages/formPages.ts'
import {sendPage} from './pages/sendPage.ts'
import {readBody} from './readBody.ts'
import type {ApiContext, ApiServices} from './services.ts'

/** Field of an HTML form that says where the browser goes afterwards; not part of the submission. */
const REDIRECT_FIELD = 'redirect'

/**
 * Handler of a public form. One accepted request is one `leadSubmission`, durable before the answer;
 * `process-submission` does the rest. Spam gets the same answer as everything else.
 */
export function intakeRoute(services: ApiServices, kind: FormKind) {
  const {client, registry, secrets, writer, now, random} = services
  return async (context: ApiContext): Promise<Response> => {
    const {value, fromForm} = await readBody(context.req.raw)
    const {[REDIRECT_FIELD]: target, ...fields} = value
    const received = now()
    const decision = decideIntake({
      kind,
      body: fromForm ? fields : value,
      sites: await registry.sites(),
      secrets,
      origin: context.get('origin'),
      referrer: context.req.header('referer'),
      idempotencyKey: context.req.header('idempotency-key'),
      ulid: ulidFrom(received.getTime(), random(10)),
      receivedAt: received.toISOString(),
    })
    context.set('site', decision.site)
    if (decision.kind === 'invalid') return refuseFields(context, decision.problems)
    if (decision.kind === 'forbidden') {
      context.res.headers.delete('Access-Control-Allow-Origin')
      return refuseBecause(context, 'forbidden', problem('request.origin'))
    }
    const {site, form, submission} = decision
    const limited = limitBySite(services, context, site)
    if (limited) return limited

    const isTaken = (await writer.write(submission)) === 'exists'
    const {_id: id, idempotency} = submission
    if (isTaken && idempotency) {
      if ((await storedFingerprint(client, id)) !== idempotency.fingerprint) {
        return refuseFields(context, [fieldProblem('Idempotency-Key', problem('key.used'))])
      }
      context.header('Idempotency-Replayed', 'true')
    }
    const redirect = fromForm && wantsPage(context) ? redirectTarget(site, target) : null
    return redirect ? context.redirect(redirect, 303) : accept(context, site, form, id)
  }
}

/** Counts a submission that is about to be written; requests that were refused before count nothing. */
function limitBySite({siteLimiter}: ApiServices, context: ApiContext, site: ServerSite) {
  const rate = siteLimiter.take(site.key, context.get('caller'))
  context.get('rates').push(rate)
  for (const [name, value] of Object.entries(rateHeaders(context.get('rates')))) {
    context.header(name, value)
  }
  if (!rate.exceeded) return null
  const code = rate.decision === 'share-used' ? 'request.share-used' : 'request.busy'
  return refuseBecause(context, 'limited', problem(code, {seconds: rate.reset}))
}

/** Fingerprint of the body of a stored submission. */
async function storedFingerprint(client: SanityClient, id: string): Promise<string | null> {
  try {
    const stored = await client.getDocument<LeadSubmission>(id, {tag: 'leads.intake.replay'})
    return stored?.idempotency?.fingerprint ?? null
  } catch (error) {
    throw asStoreError(error)
  }
}

function redirectTarget(site: ServerSite, value: unknown): string | null {
  if (typeof value !== 'string' || !URL.canParse(value)) return null
  const {origin, href} = new URL(value)
  return normalizeOrigin(origin) !== null && allowedOrigin(site, origin) ? href : null
}

function accept(context: ApiContext, site: ServerSite, form: Form, id: string) {
  if (wantsPage(context)) return sendPage(context, thanksPage(form, site), 202)
  return answer(context, 'ok', {submissionId: id}, 202)
}
