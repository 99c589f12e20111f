import {consentTextFor} from '../consent/consentEvidence.ts'
import {formsOf} from '../intake/resolveForm.ts'
import {allowedOrigin} from '../intake/resolveSite.ts'
import {roomFor} from '../leads/planLimit.ts'
import {leadStatuses} from '../people/leadStatus.ts'
import {CHECK_IDS, found, listed, passed, unseen, type Check, type CheckId} from './check.ts'
import type {RecordsAnswer, SiteFacts} from './siteFacts.ts'

const CHECKS: Readonly<Record<CheckId, (facts: SiteFacts) => Check>> = {
  // From the store, the grants and the endpoints.
  isolation,
  store,
  endpoints,
  writeToken,
  processing,
  mailDelivery,
  plan,
  // From the site's registry entry.
  siteStatus,
  forms,
  allowedOrigins,
  consentTexts,
  doubleOptIn,
  mailSender,
  leadStatuses: siteStatuses,
  shopify,
}

/** All checks of a site, in the order of {@link CHECK_IDS}. */
export function siteDiagnostics(facts: SiteFacts): Check[] {
  return CHECK_IDS.map((id) => CHECKS[id](facts))
}

function siteStatus({site: {status}}: SiteFacts): Check {
  if (status === 'paused' || status === 'archived') return found('siteStatus', 'degraded', status)
  return passed('siteStatus', 'active')
}

function forms({site}: SiteFacts): Check {
  const all = formsOf(site)
  if (all.length === 0) return found('forms', 'missing', 'none')
  const without = (['newsletter', 'lead'] as const).filter(
    (kind) => !all.some((form) => form.kind === kind),
  )
  const [kind] = without
  if (kind) return found('forms', 'degraded', `no-${kind}`)
  return passed('forms', 'registered', {count: all.length})
}

function allowedOrigins({site}: SiteFacts): Check {
  const origins = site.allowedOrigins ?? []
  if (origins.length === 0) return found('allowedOrigins', 'missing', 'none')
  const hosts = (site.hosts ?? []).filter((host) => !allowedOrigin(site, `https://${host}`))
  if (hosts.length > 0) {
    return found('allowedOrigins', 'degraded', 'hosts-left-out', {hosts: listed(hosts)})
  }
  return passed('allowedOrigins', 'complete', {count: origins.length})
}

function consentTexts({site, now}: SiteFacts): Check {
  const asking = formsOf(site).filter((form) => form.requiresConsent || form.consentTextId)
  const without = asking.filter((form) => consentTextFor(site, form, now) === null)
  if (without.length > 0) {
    const names = listed(without.map((form) => form.title))
    return found('consentTexts', 'missing', 'form-without-text', {forms: names})
  }
  const count = new Set((site.consentTexts ?? []).map((text) => text.id)).size
  return passed('consentTexts', asking.length > 0 ? 'valid' : 'not-needed', {count})
}

function doubleOptIn({site}: SiteFacts): Check {
  const newsletters = formsOf(site).filter((form) => form.kind === 'newsletter')
  if (newsletters.length === 0) return unseen('doubleOptIn', 'no-newsletter')
  const single = newsletters.filter((form) => !form.doubleOptIn)
  if (single.length > 0) {
    const names = listed(single.map((form) => form.title))
    return found('doubleOptIn', 'degraded', 'off', {forms: names})
  }
  return passed('doubleOptIn', 'on')
}

function mailSender({site: {mail}}: SiteFacts): Check {
  if (!mail?.fromAddress) return found('mailSender', 'missing', 'no-sender')
  if (!mail.fromName) return found('mailSender', 'degraded', 'no-name')
  const server = mail.smtpUrlEnv ?? 'LEADS_SMTP_URL'
  return passed('mailSender', 'complete', {address: mail.fromAddress, variable: server})
}

function siteStatuses({site}: SiteFacts): Check {
  const all = leadStatuses(site)
  if (all.length === 0) return found('leadStatuses', 'missing', 'none')
  if (!all.some((status) => status.isDefault)) {
    return found('leadStatuses', 'degraded', 'no-default', {status: all[0]?.title ?? ''})
  }
  return passed('leadStatuses', 'defined', {count: all.length})
}

function shopify({site: {shopify: store}}: SiteFacts): Check {
  if (!store?.storeDomain) return unseen('shopify', 'no-store')
  const {accessTokenEnv, storeDomain} = store
  if (!accessTokenEnv) return found('shopify', 'missing', 'no-token', {store: storeDomain})
  // Only the servers have the token; a browser must not see it.
  return unseen('shopify', 'token-on-server', {store: storeDomain, variable: accessTokenEnv})
}

function isolation({isolation: asked, administrator}: SiteFacts): Check {
  if (asked.state === 'asking') return unseen('isolation', 'asking')
  if (asked.state !== 'answered' || asked.answer.status === 'unknown') {
    return found('isolation', 'unknown', 'not-told')
  }
  if (asked.answer.status === 'isolated') return passed('isolation', 'isolated')
  if (administrator) return unseen('isolation', 'administrator')
  const sites = new Set(asked.answer.reached.map((id) => id.split('.')[0] ?? id))
  return found('isolation', 'degraded', 'open', {count: sites.size})
}

function store({records}: SiteFacts): Check {
  if (records.state === 'answered') return passed('store', 'answers')
  if (records.state === 'denied') return found('store', 'missing', 'denied')
  if (records.state === 'failed') return found('store', 'degraded', 'silent')
  return unseen('store', 'asking')
}

function endpoints({endpoints: asked}: SiteFacts): Check {
  if (asked.state === 'unconfigured') return found('endpoints', 'unknown', 'no-address')
  if (asked.state === 'asking') return unseen('endpoints', 'asking')
  if (asked.state !== 'answered') return found('endpoints', 'degraded', 'unreachable')
  const {status, missing} = asked.answer
  if (status === 'not_configured') {
    return found('endpoints', 'missing', 'not-configured', {variables: listed(missing, 5)})
  }
  if (status !== 'ok') return found('endpoints', 'degraded', 'store-silent')
  return passed('endpoints', 'answer')
}

function writeToken({endpoints: asked}: SiteFacts): Check {
  if (asked.state !== 'answered') return unseen('writeToken', 'endpoints-silent')
  const {status, missing} = asked.answer
  if (missing.includes('SANITY_API_TOKEN')) return found('writeToken', 'missing', 'not-set')
  if (status === 'ok') return passed('writeToken', 'set')
  return unseen('writeToken', 'endpoints-silent')
}

/** A check of the site's records; `unknown` while the store has not answered. */
function ofRecords(
  id: 'processing' | 'mailDelivery' | 'plan',
  {records}: SiteFacts,
  check: (records: RecordsAnswer) => Check,
): Check {
  if (records.state === 'answered') return check(records.answer)
  return unseen(id, records.state === 'asking' ? 'asking' : 'store-silent')
}

function processing(facts: SiteFacts): Check {
  return ofRecords('processing', facts, ({stuckSubmissions, failedSubmissions}) => {
    if (stuckSubmissions > 0) {
      return found('processing', 'degraded', 'stuck', {count: stuckSubmissions})
    }
    if (failedSubmissions > 0) {
      return found('processing', 'degraded', 'failed', {count: failedSubmissions})
    }
    return passed('processing', 'up-to-date')
  })
}

function mailDelivery(facts: SiteFacts): Check {
  return ofRecords('mailDelivery', facts, ({sentMails, failedMails, stuckMails}) => {
    if (failedMails > 0) return found('mailDelivery', 'degraded', 'failed', {count: failedMails})
    if (stuckMails > 0) return found('mailDelivery', 'degraded', 'stuck', {count: stuckMails})
    if (sentMails > 0) return passed('mailDelivery', 'delivered', {count: sentMails})
    return unseen('mailDelivery', 'nothing-sent')
  })
}

function plan(facts: SiteFacts): Check {
  return ofRecords('plan', facts, ({leads}) => {
    const limit = facts.site.planLimit
    if (limit == null) return found('plan', 'missing', 'no-limit')
    const room = roomFor(limit, leads)
    const values = {leads, limit, percent: Math.floor((100 * leads) / Math.max(1, limit))}
    if (leads > limit) return found('plan', 'degraded', 'over', {...values, over: leads - limit})
    if (room === 0) return found('plan', 'degraded', 'full', values)
    if (leads >= limit * 0.9) return found('plan', 'degraded', 'nearly-full', {...values, room})
    return passed('plan', 'room', values)
  })
}
