import {CHECK_IDS, found, listed, passed, unseen, type Check} from './check.ts'
import type {SiteFacts, RecordsAnswer} from './siteFacts.ts'
import {consentTextFor} from '../consent/consentEvidence.ts'
import type {SiteRecord} from '../documents/site.ts'
import {allowedOrigin} from '../intake/resolveSite.ts'
import {formsOf} from '../intake/resolveForm.ts'
import {leadStatuses} from '../people/leadStatus.ts'

/** All checks of a site, in the order of {@link CHECK_IDS}. */
export function siteDiagnostics(facts: SiteFacts): Check[] {
  const checks = [...runtimeChecks(facts), ...registryChecks(facts.site, facts.now)]
  return CHECK_IDS.flatMap((id) => checks.filter((check) => check.id === id))
}

function siteStatus({status}: SiteRecord): Check {
  if (status === 'paused' || status === 'archived') return found('siteStatus', 'degraded', status)
  return passed('siteStatus', 'active')
}

function forms(site: SiteRecord): Check {
  const all = formsOf(site)
  if (all.length === 0) return found('forms', 'missing', 'none')
  const without = (['newsletter', 'lead'] as const).filter(
    (kind) => !all.some((form) => form.kind === kind),
  )
  const [kind] = without
  if (kind) return found('forms', 'degraded', `no-${kind}`)
  return passed('forms', 'registered', {count: all.length})
}

function allowedOrigins(site: SiteRecord): Check {
  const origins = site.allowedOrigins ?? []
  if (origins.length === 0) return found('allowedOrigins', 'missing', 'none')
  const hosts = (site.hosts ?? []).filter((host) => !allowedOrigin(site, `https://${host}`))
  if (hosts.length > 0) {
    return found('allowedOrigins', 'degraded', 'hosts-left-out', {hosts: listed(hosts)})
  }
  return passed('allowedOrigins', 'complete', {count: origins.length})
}

function consentTexts(site: SiteRecord, now: string): Check {
  const asking = formsOf(site).filter((form) => form.requiresConsent || form.consentTextId)
  const without = asking.filter((form) => consentTextFor(site, form, now) === null)
  if (without.length > 0) {
    const names = listed(without.map((form) => form.title))
    return found('consentTexts', 'missing', 'form-without-text', {forms: names})
  }
  const count = new Set((site.consentTexts ?? []).map((text) => text.id)).size
  return passed('consentTexts', asking.length > 0 ? 'valid' : 'not-needed', {count})
}

function doubleOptIn(site: SiteRecord): Check {
  const newsletters = formsOf(site).filter((form) => form.kind === 'newsletter')
  if (newsletters.length === 0) return unseen('doubleOptIn', 'no-newsletter')
  const single = newsletters.filter((form) => !form.doubleOptIn)
  if (single.length > 0) {
    const names = listed(single.map((form) => form.title))
    return found('doubleOptIn', 'degraded', 'off', {forms: names})
  }
  return passed('doubleOptIn', 'on')
}

function mailSender({mail}: SiteRecord): Check {
  if (!mail?.fromAddress) return found('mailSender', 'missing', 'no-sender')
  if (!mail.fromName) return found('mailSender', 'degraded', 'no-name')
  const server = mail.smtpUrlEnv ?? 'LEADS_SMTP_URL'
  return passed('mailSender', 'complete', {address: mail.fromAddress, variable: server})
}

function statuses(site: SiteRecord): Check {
  const all = leadStatuses(site)
  if (all.length === 0) return found('leadStatuses', 'missing', 'none')
  if (!all.some((status) => status.isDefault)) {
    return found('leadStatuses', 'degraded', 'no-default', {status: all[0]?.title ?? ''})
  }
  return passed('leadStatuses', 'defined', {count: all.length})
}

function shopify({shopify: store}: SiteRecord): Check {
  if (!store?.storeDomain) return unseen('shopify', 'no-store')
  const {accessTokenEnv, storeDomain} = store
  if (!accessTokenEnv) return found('shopify', 'missing', 'no-token', {store: storeDomain})
  // The token is on the servers only; a browser must not see it, and so cannot tell.
  return unseen('shopify', 'token-on-server', {store: storeDomain, variable: accessTokenEnv})
}

/**
 * What the registry entry of a site tells by itself.
 *
 * @param now - ISO 8601, UTC: consent texts are valid from a moment on
 */
export function registryChecks(site: SiteRecord, now: string): Check[] {
  return [
    siteStatus(site),
    forms(site),
    allowedOrigins(site),
    consentTexts(site, now),
    doubleOptIn(site),
    mailSender(site),
    statuses(site),
    shopify(site),
  ]
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

/** A check of what the store holds; `unknown` for as long as it has not said. */
function ofRecords(
  id: 'processing' | 'mailDelivery' | 'plan',
  {records}: SiteFacts,
  judge: (records: RecordsAnswer) => Check,
): Check {
  if (records.state === 'answered') return judge(records.answer)
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
    const values = {leads, limit, percent: Math.floor((100 * leads) / Math.max(1, limit))}
    if (leads > limit) return found('plan', 'degraded', 'over', values)
    if (leads >= limit * 0.9) return found('plan', 'degraded', 'nearly-full', values)
    return passed('plan', 'room', values)
  })
}

/** What the store, the grants and the endpoints tell at this moment. */
export function runtimeChecks(facts: SiteFacts): Check[] {
  return [
    isolation(facts),
    store(facts),
    endpoints(facts),
    writeToken(facts),
    processing(facts),
    mailDelivery(facts),
    plan(facts),
  ]
}
