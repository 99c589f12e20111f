import type {ContentfulStatusCode} from 'hono/utils/http-status'
import {commitDecision} from '../../core/changes/commitDecision.ts'
import {
  confirmSubscription,
  type ConfirmationOutcome,
} from '../../core/changes/confirmSubscription.ts'
import {resendConfirmation} from '../../core/changes/resendConfirmation.ts'
import {withdrawSubscription} from '../../core/changes/endSubscription.ts'
import {historyOf} from '../../core/consent/consentHistory.ts'
import {
  verifyConfirmLink,
  verifyUnsubscribeLink,
  type ConfirmLink,
  type SecretFor,
  type UnsubscribeLink,
} from '../../core/consent/personLinks.ts'
import type {SubscriberRecord} from '../../core/documents/people.ts'
import {describeProblem, fieldProblem, problem, type Problem} from '../../core/problems/problem.ts'
import type {PersonDocuments} from '../../core/documents/person.ts'
import type {SecretPurpose} from '../../core/people/keys.ts'
import {changeStore} from '../shared/changeStore.ts'
import {readPerson} from '../shared/personDocuments.ts'
import type {ServerSite} from '../shared/siteRegistry.ts'
import {asStoreError} from '../shared/storeErrors.ts'
import {answer, refuseFields, wantsPage} from './answer.ts'
import {
  confirmPage,
  unsubscribePage,
  type ConfirmState,
  type UnsubscribeState,
} from './pages/linkPages.ts'
import {sendPage} from './pages/sendPage.ts'
import {MAX_BODY_BYTES, readBody} from './readBody.ts'
import type {ApiContext, ApiServices} from './services.ts'

const VISITOR = {kind: 'visitor'} as const

/** Answers of both routes; every other state is answered with 200. */
const HTTP_STATUS: Partial<Record<ConfirmState | UnsubscribeState, ContentfulStatusCode>> = {
  expired: 410,
  superseded: 410,
  withdrawn: 410,
  lapsed: 410,
  ended: 410,
  invalid: 404,
  suppressed: 403,
}

/**
 * `GET|POST /api/newsletter/confirm`: the page behind a confirmation link, and its button. Only
 * the button's POST acts.
 */
export function confirmRoute(services: ApiServices) {
  return async (context: ApiContext): Promise<Response> => {
    const {token, body} = await readLinkRequest(context)
    const pressed = body['action'] === 'resend' ? 'resend' : 'confirm'
    const action = context.req.method === 'POST' ? pressed : 'look'
    const state = await followConfirmLink(services, context, token, action)
    if (wantsPage(context)) {
      const page = confirmPage(state, token, context.get('site'))
      return sendPage(context, page, HTTP_STATUS[state] ?? 200)
    }
    if (state === 'invalid') {
      return refuseFields(context, [fieldProblem('token', problem('link.spent'))])
    }
    return answer(context, 'ok', {state}, HTTP_STATUS[state] ?? 200)
  }
}

const LONG_AGO = new Date(0).toISOString()

async function followConfirmLink(
  services: ApiServices,
  context: ApiContext,
  token: string,
  action: 'look' | 'confirm' | 'resend',
): Promise<ConfirmState> {
  const {client} = services
  const now = services.now().toISOString()
  const {sites, secretFor} = await readSecrets(services, 'confirm-link')
  const checked = verifyConfirmLink(token, secretFor, now)
  const isExpired = !checked.ok && checked.reason === 'expired'
  const genuine = isExpired ? verifyConfirmLink(token, secretFor, LONG_AGO) : checked
  if (!genuine.ok) return 'invalid'
  const {link} = genuine
  countLinkUse(services, context, sites, link)
  const {site, personKey, nonce} = link
  const read = () => readPerson(client, site, personKey, 'leads.confirm.read')
  try {
    if (action === 'resend') {
      const store = changeStore(client, 'leads.confirm.resend', read)
      const {outcome} = await commitDecision(store, ({subscriber, suppression}) =>
        resendConfirmation({site, subscriber, suppression, nonce, now}),
      )
      return RESEND_STATES[outcome]
    }
    if (action === 'look') {
      const {state} = decideConfirmation(link, isExpired, now, await read())
      return state === 'confirmed' ? 'ready' : state
    }
    const store = changeStore(client, 'leads.confirm.write', read)
    const decision = await commitDecision(store, (person) =>
      decideConfirmation(link, isExpired, now, person),
    )
    return decision.state
  } catch (error) {
    throw asStoreError(error)
  }
}

const RESEND_STATES = {
  queued: 'resent',
  'too-soon': 'too-soon',
  'not-pending': 'superseded',
} as const

function decideConfirmation(
  {site, nonce}: ConfirmLink,
  isExpired: boolean,
  now: string,
  person: PersonDocuments,
) {
  const {outcome, mutations} = confirmSubscription({site, ...person, nonce, now, actor: VISITOR})
  return outcome === 'confirmed' && isExpired
    ? {state: 'expired' as const, mutations: []}
    : {state: confirmState(outcome, person.subscriber), mutations}
}

function confirmState(
  outcome: ConfirmationOutcome,
  subscriber: SubscriberRecord | null,
): ConfirmState {
  if (outcome === 'unknown') return 'invalid'
  if (outcome !== 'superseded' || subscriber?.status !== 'unsubscribed') return outcome
  const last = historyOf(subscriber).at(-1)?.event
  if (last === 'withdrawn') return 'withdrawn'
  return last === 'requested' ? 'lapsed' : 'ended'
}

/**
 * `GET|POST /api/newsletter/unsubscribe`: the page behind an unsubscribe link, and its button. A
 * POST with `List-Unsubscribe=One-Click` (RFC 8058) comes from the person's mail provider and acts
 * without a page.
 */
export function unsubscribeRoute(services: ApiServices) {
  return async (context: ApiContext): Promise<Response> => {
    const {token, body} = await readLinkRequest(context)
    const isOneClick = body['List-Unsubscribe'] === 'One-Click'
    const pressed = isOneClick ? 'one-click' : 'link'
    const action = context.req.method === 'POST' ? pressed : 'look'
    const state = await followUnsubscribeLink(services, context, token, action)
    if (wantsPage(context) && !isOneClick) {
      const page = unsubscribePage(state, token, context.get('site'))
      return sendPage(context, page, HTTP_STATUS[state] ?? 200)
    }
    if (state === 'invalid') {
      return refuseFields(context, [fieldProblem('token', problem('link.incomplete'))])
    }
    return answer(context, 'ok', {state}, HTTP_STATUS[state] ?? 200)
  }
}

async function followUnsubscribeLink(
  services: ApiServices,
  context: ApiContext,
  token: string,
  action: 'one-click' | 'link' | 'look',
): Promise<UnsubscribeState> {
  const {client} = services
  const now = services.now().toISOString()
  const {sites, secretFor} = await readSecrets(services, 'unsubscribe-link')
  const checked = verifyUnsubscribeLink(token, secretFor, now)
  if (!checked.ok) return checked.reason
  const {link} = checked
  countLinkUse(services, context, sites, link)
  const {site, personKey} = link
  const read = () => readPerson(client, site, personKey, 'leads.unsubscribe.read')
  const decide = (method: 'one-click' | 'link', person: PersonDocuments) =>
    withdrawSubscription({site, personKey, ...person, method, now, actor: VISITOR})
  try {
    if (action === 'look') {
      return decide('link', await read()).outcome === 'unchanged' ? 'already' : 'ready'
    }
    const store = changeStore(client, 'leads.unsubscribe.write', read)
    const {outcome} = await commitDecision(store, (person) => decide(action, person))
    return outcome === 'unchanged' ? 'already' : 'done'
  } catch (error) {
    throw asStoreError(error)
  }
}

/** Reads the token of a link, from the form behind its button or else from the address. */
async function readLinkRequest(
  context: ApiContext,
): Promise<{token: string; body: Record<string, unknown>}> {
  const fromAddress = context.req.query('token') ?? ''
  const size = context.req.header('content-length')
  const hasBody =
    context.req.method === 'POST' && size !== '0' && context.req.header('content-type')
  if (!hasBody || Number(size ?? 0) > MAX_BODY_BYTES) return {token: fromAddress, body: {}}
  const {value: body} = await readBody(context.req.raw)
  const {token} = body
  return {token: typeof token === 'string' && token ? token : fromAddress, body}
}

/** Reads the sites, and with them the secrets that links are signed with. */
async function readSecrets(
  {registry, secrets}: ApiServices,
  purpose: SecretPurpose,
): Promise<{sites: readonly ServerSite[]; secretFor: SecretFor}> {
  const sites = await registry.sites()
  return {
    sites,
    secretFor(key) {
      const site = sites.find((candidate) => candidate.key === key)
      return site ? secrets(site, purpose) : null
    },
  }
}

/** A genuine link was used too often. */
export class LinkLimitError extends Error {
  override readonly name = 'LinkLimitError'
  readonly retryAfterS: number
  readonly problem: Problem

  constructor(retryAfterS: number) {
    const why = problem('request.link-used', {seconds: retryAfterS})
    super(describeProblem(why))
    this.problem = why
    this.retryAfterS = retryAfterS
  }
}

/**
 * Counts the use of a genuine link, before the store is asked about it, and shows the page its site.
 *
 * @throws LinkLimitError when the links of this person were used too often
 */
function countLinkUse(
  {linkLimiter}: ApiServices,
  context: ApiContext,
  sites: readonly ServerSite[],
  link: ConfirmLink | UnsubscribeLink,
): void {
  context.set('site', sites.find(({key}) => key === link.site) ?? null)
  const {exceeded, reset} = linkLimiter.take(`${link.site}.${link.personKey}`)
  if (exceeded) throw new LinkLimitError(reset)
}
