import type {DemoFormField, DemoSite, DemoUtm} from './documents.ts'
import type {DemoGroup} from './segmentRules.ts'

/** Where the local stack answers, as the registry of the demo sites needs to know it. */
export interface DemoSiteSettings {
  /** Midnight UTC of the reference day, in milliseconds. */
  now: number
  /** Base of the demo pages, without a slash at the end, as `http://localhost:3904`. */
  siteUrl: string
  /** Leads the plan allows. */
  planLimit: number
}

/** What a visit looks like: which page, and where it came from. */
export interface DemoVisit {
  path: string
  referrer?: string
  utm?: DemoUtm
}

/** A file that was once imported. */
export interface DemoImportEvent {
  id: string
  title: string
  tag: string
  /** Days before the reference day. */
  daysAgo: number
  failed: number
  skipped: number
}

/** A mailing that went out, or is being written. */
export interface DemoCampaignEvent {
  id: string
  title: string
  description: string
  subject: string
  /** Days before the reference day; absent for a draft. */
  daysAgo?: number
}

/** A static list and the share of a site's leads that is on it. */
export interface DemoListPlan {
  id: string
  title: string
  description: string
  share: number
}

/** Ids of the documents that a segment may refer to, by the names that the site's profile uses. */
export interface DemoReferences {
  list: (id: string) => string
  /** A campaign that went out. */
  campaign: (id: string) => string
  /** A segment that stands before this one. */
  segment: (id: string) => string
}

/** A segment that somebody made in the Segments tool. */
export interface DemoSegmentPlan {
  id: string
  title: string
  description?: string
  /** Days before the reference day. */
  daysAgo: number
  by: 'admin' | 'editor'
  /** About which share of the site's leads it means, where there are as many as by default. */
  share: number
  who: (references: DemoReferences) => DemoGroup
}

/** Everything in which one demo site differs from another. */
export interface DemoSiteProfile {
  key: string
  /** Locale of the names' pool. */
  names: 'en' | 'de' | 'es'
  timeZone: string
  /** Factor of intake in each month, from January. */
  season: readonly number[]
  origin: string
  site: (settings: DemoSiteSettings) => DemoSite
  visits: readonly (readonly [DemoVisit, number])[]
  messages: readonly string[]
  /** What a message closes with, to tell two messages apart. */
  closings: readonly string[]
  jobTitles: readonly string[]
  industries: readonly string[]
  plans: readonly string[]
  tags: readonly string[]
  notes: readonly string[]
  /** Builds a phone number from six digits; the ranges are reserved for fiction where there is one. */
  phone: (digits: string) => string
  imports: readonly DemoImportEvent[]
  campaigns: readonly DemoCampaignEvent[]
  lists: readonly DemoListPlan[]
  /** In the order in which they may use one another. */
  segments: readonly DemoSegmentPlan[]
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

/** Midnight UTC some days before the reference day, as ISO 8601. */
export function daysBefore(now: number, days: number): string {
  return new Date(now - days * 86_400_000).toISOString()
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
