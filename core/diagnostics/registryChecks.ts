import {consentTextFor} from '../consent/consentEvidence.ts'
import type {SiteRecord} from '../documents/site.ts'
import {allowedOrigin} from '../intake/origins.ts'
import {formsOf} from '../intake/resolveForm.ts'
import {leadStatuses} from '../people/leadStatus.ts'
import {found, listed, passed, unseen, type Check} from './check.ts'

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
