import type {DemoForm, DemoLeadStatus, DemoUtm} from './documents.ts'
import type {DemoGroup} from './segmentRules.ts'

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

/** What differs between the registry documents of the demo sites, beside key and time zone. */
export interface DemoRegistryEntry {
  title: string
  hosts: string[]
  adminHosts: string[]
  locale: string
  /** Days before the reference day. */
  createdDaysAgo: number
  /** Days before the reference day since when the second version of the consent texts is shown. */
  revisedDaysAgo: number
  leadStatuses: DemoLeadStatus[]
  /** First and second version. */
  newsletterTexts: readonly [string, string]
  contactTexts: readonly [string, string]
  newsletter: Pick<DemoForm, 'title' | 'version' | 'fields'>
  contact: Pick<DemoForm, 'title' | 'version' | 'fields' | 'requiresConsent'>
  mail: {fromName: string; fromAddress: string; replyTo: string}
  /** Whether a store of the local shop belongs to it. */
  shopify: boolean
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
  registry: DemoRegistryEntry
  visits: readonly (readonly [DemoVisit, number])[]
  messages: readonly string[]
  /** What a message closes with, to distinguish two messages. */
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
