import type {ContentfulStatusCode} from 'hono/utils/http-status'
import {commitDecision} from '../../core/changes/commitDecision.ts'
import {withdrawSubscription} from '../../core/changes/withdrawSubscription.ts'
import {verifyUnsubscribeLink, type UnsubscribeLink} from '../../core/consent/unsubscribeLink.ts'
import {changeStore} from '../shared/changeStore.ts'
import type {PersonDocuments} from '../../core/documents/person.ts'
import {readPerson} from '../shared/personDocuments.ts'
import {asStoreError} from '../shared/storeErrors.ts'
import {answer, refuseFields, wantsPage} from './answer.ts'
import {countLinkUse, readLinkRequest, secretLookup} from './linkToken.ts'
import {sendPage} from './pages/sendPage.ts'
import {unsubscribePage, type UnsubscribeState} from './pages/unsubscribePage.ts'
import type {ApiContext, ApiServices} from './services.ts'

const STATUS: Partial<Record<UnsubscribeState, ContentfulStatusCode>> = {expired: 410, invalid: 404}

/**
 * `GET|POST /api/newsletter/unsubscribe`: the page behind an unsubscribe link, and its button. A
 * POST with `List-Unsubscribe=One-Click` (RFC 8058) comes from the person's mail provider and acts
 * without a page.
 */
export function unsubscribeRoute({registry, secrets, client, linkLimiter, now}: ApiServices) {
  const read = ({site, personKey}: UnsubscribeLink) =>
    readPerson(client, site, personKey, 'leads.unsubscribe.read')
  const decide = (
    {site, personKey}: UnsubscribeLink,
    method: 'one-click' | 'link',
    at: string,
    person: PersonDocuments,
  ) => {
    const actor = {kind: 'visitor' as const}
    return withdrawSubscription({site, personKey, ...person, method, now: at, actor})
  }
  const act = async (
    context: ApiContext,
    token: string,
    method: 'one-click' | 'link' | 'look',
  ): Promise<UnsubscribeState> => {
    const sites = await registry.sites()
    const at = now().toISOString()
    const secretFor = secretLookup(sites, secrets, 'unsubscribe-link')
    const checked = verifyUnsubscribeLink(token, secretFor, at)
    if (!checked.ok) return checked.reason
    const {link} = checked
    context.set('site', sites.find((site) => site.key === link.site) ?? null)
    countLinkUse(linkLimiter, link)
    try {
      if (method === 'look') {
        const {outcome} = decide(link, 'link', at, await read(link))
        return outcome === 'unchanged' ? 'already' : 'ready'
      }
      const store = changeStore(client, 'leads.unsubscribe.write', () => read(link))
      const {outcome} = await commitDecision(store, (person) => decide(link, method, at, person))
      return outcome === 'unchanged' ? 'already' : 'done'
    } catch (error) {
      throw asStoreError(error)
    }
  }

  return async (context: ApiContext): Promise<Response> => {
    const {token, body} = await readLinkRequest(context)
    const oneClick = body['List-Unsubscribe'] === 'One-Click'
    const pressed = oneClick ? 'one-click' : 'link'
    const state = await act(context, token, context.req.method === 'POST' ? pressed : 'look')
    if (wantsPage(context) && !oneClick) {
      const page = unsubscribePage(state, token, context.get('site'))
      return sendPage(context, page, STATUS[state] ?? 200)
    }
    if (state === 'invalid') {
      return refuseFields(context, [{field: 'token', reason: 'The link is not complete.'}])
    }
    return answer(context, 'ok', {state}, STATUS[state] ?? 200)
  }
}
