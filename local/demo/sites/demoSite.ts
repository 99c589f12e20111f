import type {DemoFormField, DemoLeadStatus, DemoSite} from '../documents.ts'
import type {DemoSiteProfile} from '../siteProfile.ts'

/** Where the local stack answers, as the registry of the demo sites needs to know it. */
export interface DemoSiteSettings {
  /** Midnight UTC of the reference day, in milliseconds. */
  now: number
  /** Base of the demo pages, without a slash at the end, as `http://localhost:3904`. */
  siteUrl: string
  /** Leads the plan allows. */
  planLimit: number
}

/** The registry document of a demo site. */
export function demoSite(
  {key, timeZone, registry}: DemoSiteProfile,
  {now, siteUrl, planLimit}: DemoSiteSettings,
): DemoSite {
  const {hosts, locale, newsletter, contact} = registry
  const shopify = demoStore({key, registry})
  const validFrom = [
    daysBefore(now, registry.createdDaysAgo),
    daysBefore(now, registry.revisedDaysAgo),
  ]
  const versions = (purpose: 'newsletter' | 'contact', texts: readonly [string, string]) =>
    texts.map((text, index) => ({
      _key: `${purpose}-v${index + 1}`,
      id: purpose,
      version: index + 1,
      purpose,
      locale,
      text,
      validFrom: validFrom[index] ?? '',
    }))
  return {
    _id: `site.${key}`,
    _type: 'site',
    _createdAt: daysBefore(now, registry.createdDaysAgo),
    _updatedAt: daysBefore(now, registry.revisedDaysAgo),
    key,
    title: registry.title,
    status: 'active',
    publicUrl: `${siteUrl}/${key}`,
    hosts,
    adminHosts: registry.adminHosts,
    allowedOrigins: demoOrigins(key, hosts, siteUrl),
    timeZone,
    locale,
    planLimit,
    leadStatuses: registry.leadStatuses.map((status, index) => ({
      ...status,
      ...(index === 0 && {isDefault: true}),
    })),
    consentTexts: [
      ...versions('newsletter', registry.newsletterTexts),
      ...versions('contact', registry.contactTexts),
    ],
    forms: [
      {
        _key: 'newsletter',
        id: 'newsletter',
        kind: 'newsletter',
        consentTextId: 'newsletter',
        requiresConsent: true,
        requiresRenderToken: false,
        doubleOptIn: true,
        ...newsletter,
      },
      {
        _key: 'contact',
        id: 'contact',
        kind: 'lead',
        consentTextId: 'contact',
        requiresRenderToken: false,
        doubleOptIn: false,
        ...contact,
      },
    ],
    mail: {...registry.mail, smtpUrlEnv: 'LEADS_SMTP_URL'},
    ...(shopify && {shopify}),
  }
}

/** How a demo site reaches its store in the local shop; `null` for a site without one. */
export function demoStore({key, registry}: Pick<DemoSiteProfile, 'key' | 'registry'>) {
  if (!registry.shopify) return null
  return {
    storeDomain: `${key}-demo.myshopify.com`,
    accessTokenEnv: `SHOPIFY_TOKEN_${key.toUpperCase()}`,
    apiVersion: '2026-10',
  }
}

/** A status of leads; a site's first one is that of new leads. */
export function leadStatus(
  value: string,
  title: string,
  tone: DemoLeadStatus['tone'],
  stage: DemoLeadStatus['stage'],
): DemoLeadStatus {
  return {_key: value, value, title, tone, stage}
}

/** A field of a form, keyed by its name. */
export function formField(
  name: string,
  label: string,
  type: DemoFormField['type'],
  required: boolean,
  leadField?: DemoFormField['leadField'],
): DemoFormField {
  return {_key: name, name, label, type, required, ...(leadField && {leadField})}
}

/** Where a site's forms may be sent from: its public hosts and its local demo page. */
export function demoOrigins(key: string, hosts: readonly string[], siteUrl: string): string[] {
  const local = new URL(siteUrl)
  const named = (host: string) => `${local.protocol}//${host}${local.port && `:${local.port}`}`
  return [
    ...hosts.map((host) => `https://${host}`),
    named('localhost'),
    named('127.0.0.1'),
    named(`${key}.localhost`),
  ]
}

/** Midnight UTC some days before the reference day, as ISO 8601. */
function daysBefore(now: number, days: number): string {
  return new Date(now - days * 86_400_000).toISOString()
}
