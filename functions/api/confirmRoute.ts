import type {ContentfulStatusCode} from 'hono/utils/http-status'
import {commitDecision} from '../../core/changes/commitDecision.ts'
import {
  confirmSubscription,
  type ConfirmationOutcome,
} from '../../core/changes/confirmSubscription.ts'
import {resendConfirmation} from '../../core/changes/resendConfirmation.ts'
import {verifyConfirmLink, type ConfirmLink} from '../../core/consent/confirmLink.ts'
import {historyOf} from '../../core/consent/consentHistory.ts'
import type {SubscriberRecord} from '../../core/documents/people.ts'
import {changeStore} from '../shared/changeStore.ts'
import type {PersonDocuments} from '../../core/documents/person.ts'
import {readPerson} from '../shared/personDocuments.ts'
import {asStoreError} from '../shared/storeErrors.ts'
import {answer, refuseFields, wantsPage} from './answer.ts'
import {countLinkUse, readLinkRequest, secretLookup} from './linkToken.ts'
import {confirmPage, type ConfirmState} from './pages/confirmPage.ts'
import {sendPage} from './pages/sendPage.ts'
import type {ApiContext, ApiServices} from './services.ts'

const LONG_AGO = new Date(0).toISOString()

const STATUS: Partial<Record<ConfirmState, ContentfulStatusCode>> = {
  expired: 410,
  superseded: 410,
  withdrawn: 410,
  lapsed: 410,
  ended: 410,
  invalid: 404,
  suppressed: 403,
}

function stateOf(outcome: ConfirmationOutcome, subscriber: SubscriberRecord | null): ConfirmState {
  if (outcome === 'unknown') return 'invalid'
  if (outcome !== 'superseded' || subscriber?.status !== 'unsubscribed') return outcome
  const last = historyOf(subscriber).at(-1)?.event
  if (last === 'withdrawn') return 'withdrawn'
  return last === 'requested' ? 'lapsed' : 'ended'
}

/**
 * `GET|POST /api/newsletter/confirm`: the page behind a confirmation link, and its button. Only
 * the button's POST acts.
 */
export function confirmRoute({registry, secrets, client, linkLimiter, now}: ApiServices) {
  const read = ({site, personKey}: ConfirmLink) =>
    readPerson(client, site, personKey, 'leads.confirm.read')
  const decide = (
    {site, nonce}: ConfirmLink,
    expired: boolean,
    at: string,
    person: PersonDocuments,
  ) => {
    const actor = {kind: 'visitor' as const}
    const {outcome, mutations} = confirmSubscription({site, ...person, nonce, now: at, actor})
    return outcome === 'confirmed' && expired
      ? {state: 'expired' as const, mutations: []}
      : {state: stateOf(outcome, person.subscriber), mutations}
  }
  const resend = async (link: ConfirmLink, at: string): Promise<ConfirmState> => {
    const {site, nonce} = link
    const store = changeStore(client, 'leads.confirm.resend', () => read(link))
    const {outcome} = await commitDecision(store, ({subscriber, suppression}) =>
      resendConfirmation({site, subscriber, suppression, nonce, now: at}),
    )
    const states = {queued: 'resent', 'too-soon': 'too-soon', 'not-pending': 'superseded'} as const
    return states[outcome]
  }
  const act = async (
    context: ApiContext,
    token: string,
    action: 'look' | 'confirm' | 'resend',
  ): Promise<ConfirmState> => {
    const sites = await registry.sites()
    const secretFor = secretLookup(sites, secrets, 'confirm-link')
    const at = now().toISOString()
    const checked = verifyConfirmLink(token, secretFor, at)
    const expired = !checked.ok && checked.reason === 'expired'
    const genuine = expired ? verifyConfirmLink(token, secretFor, LONG_AGO) : checked
    if (!genuine.ok) return 'invalid'
    const {link} = genuine
    context.set('site', sites.find((site) => site.key === link.site) ?? null)
    countLinkUse(linkLimiter, link)
    try {
      if (action === 'resend') return await resend(link, at)
      if (action === 'look') {
        const {state} = decide(link, expired, at, await read(link))
        return state === 'confirmed' ? 'ready' : state
      }
      const store = changeStore(client, 'leads.confirm.write', () => read(link))
      const decision = await commitDecision(store, (person) => decide(link, expired, at, person))
      return decision.state
    } catch (error) {
      throw asStoreError(error)
    }
  }

  return async (context: ApiContext): Promise<Response> => {
    const {token, body} = await readLinkRequest(context)
    const pressed = body['action'] === 'resend' ? 'resend' : 'confirm'
    const state = await act(context, token, context.req.method === 'POST' ? pressed : 'look')
    if (wantsPage(context)) {
      return sendPage(context, confirmPage(state, token, context.get('site')), STATUS[state] ?? 200)
    }
    if (state === 'invalid') {
      const reason = 'The link is not complete, or it has been used up.'
      return refuseFields(context, [{field: 'token', reason}])
    }
    return answer(context, 'ok', {state}, STATUS[state] ?? 200)
  }
}
