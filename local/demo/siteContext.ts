import {ulid} from 'ulid'
import {siteSecret} from '../../core/people/keys.ts'
import {tenantDocumentId} from '../../core/tenancy/documentId.ts'
import type {DocumentKind} from '../../core/tenancy/kinds.ts'
import {type Calendar, createCalendar} from './calendar.ts'
import type {DemoConsentText, DemoForm, DemoLeadStatus, DemoSite} from './documents.ts'
import {createPersonKeys} from './personKeys.ts'
import {createPools, type Pools} from './pools.ts'
import {type Random, randomFrom, seedOf} from './random.ts'
import type {DemoCampaignEvent, DemoImportEvent, DemoSiteProfile} from './siteProfile.ts'
import {demoSite} from './sites/demoSite.ts'

/** A campaign that went out, and when. */
export interface SentCampaign extends DemoCampaignEvent {
  documentId: string
  /** Milliseconds since the epoch. */
  at: number
}

/** An import that was run, and when. */
export interface RunImport extends DemoImportEvent {
  documentId: string
  /** Milliseconds since the epoch. */
  at: number
}

/** What the documents of a site are generated from. */
export interface SiteContext {
  profile: DemoSiteProfile
  site: DemoSite
  pools: Pools
  calendar: Calendar
  /** Midnight UTC of the reference day, in milliseconds. */
  now: number
  keySecret: string
  /** Secret for the counts of customer snapshots. */
  snapshotSecret: string
  /** Key of the person with a normalised address. */
  personKey: (email: string) => string
  forms: {newsletter: DemoForm; lead: DemoForm}
  open: readonly DemoLeadStatus[]
  won: DemoLeadStatus
  lost: DemoLeadStatus
  campaigns: readonly SentCampaign[]
  imports: readonly RunImport[]
  lists: readonly {documentId: string; share: number}[]
  /** User ids that leads are given to. */
  owners: readonly string[]
}

/** What {@link createSiteContext} needs besides the site's profile. */
export interface SiteContextOptions {
  now: number
  siteUrl: string
  planLimit: number
  /** Master secret that person keys derive from. */
  secret: string
}

/** Id of a list, segment, campaign or import, always the same. */
export function fixedId(profile: DemoSiteProfile, kind: DocumentKind, at: number, name: string) {
  const random = randomFrom(seedOf(`${profile.key}.${kind}.${name}`, 0))
  return tenantDocumentId(profile.key, kind, ulid(at, random.next))
}

function only<T>(items: readonly T[], what: string): T {
  const [item] = items
  if (item === undefined) throw new RangeError(`The demo site has no ${what}`)
  return item
}

/** Creates the context of a site; slow (faker), so once per site. */
export function createSiteContext(
  profile: DemoSiteProfile,
  {now, siteUrl, planLimit, secret}: SiteContextOptions,
): SiteContext {
  const site = demoSite(profile, {now, siteUrl, planLimit})
  const calendar = createCalendar(now, profile.timeZone, profile.season)
  const keySecret = siteSecret(secret, profile.key, 'person-key')
  const form = (kind: DemoForm['kind']) =>
    only(
      site.forms.filter((candidate) => candidate.kind === kind),
      `${kind} form`,
    )
  const stage = (name: DemoLeadStatus['stage']) =>
    site.leadStatuses.filter((status) => status.stage === name)
  return {
    profile,
    site,
    calendar,
    now,
    pools: createPools(profile.key, profile.names, profile.industries),
    keySecret,
    snapshotSecret: siteSecret(secret, profile.key, 'snapshot'),
    personKey: createPersonKeys(keySecret),
    forms: {newsletter: form('newsletter'), lead: form('lead')},
    open: stage('open'),
    won: only(stage('won'), 'status for a lead that was won'),
    lost: only(stage('lost'), 'status for a lead that was lost'),
    campaigns: profile.campaigns.flatMap((campaign) => {
      if (campaign.daysAgo === undefined) return []
      const at = calendar.at(campaign.daysAgo, 9, 5)
      return [{...campaign, at, documentId: fixedId(profile, 'campaign', at, campaign.id)}]
    }),
    imports: profile.imports.map((event) => {
      const at = calendar.at(event.daysAgo, 10, 20)
      return {...event, at, documentId: fixedId(profile, 'import', at, event.id)}
    }),
    lists: profile.lists.map(({id, share}) => ({
      share,
      documentId: fixedId(profile, 'list', calendar.at(500, 9, 0), id),
    })),
    owners: [`${profile.key}-editor`, `${profile.key}-admin`],
  }
}

/** The consent text a form showed at a moment. */
export function consentTextAt(site: DemoSite, id: string, at: number): DemoConsentText {
  const moment = iso(at)
  const text = site.consentTexts.findLast((each) => each.id === id && each.validFrom <= moment)
  if (!text) throw new RangeError(`Site ${site.key} showed no consent text ${id} at that time`)
  return text
}

/** A fresh ULID of a moment. */
export function ulidAt(at: number, random: Random): string {
  return ulid(at, random.next)
}

const DAY = 86_400_000
const dates = new Map<number, string>()

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`
}

/**
 * ISO 8601 of milliseconds since the epoch, like `Date.toISOString`, but several times faster: there
 * are millions of them, within few different days.
 */
export function iso(at: number): string {
  const day = Math.floor(at / DAY)
  let date = dates.get(day)
  if (date === undefined) {
    date = new Date(day * DAY).toISOString().slice(0, 11)
    dates.set(day, date)
  }
  const rest = Math.floor(at - day * DAY)
  const seconds = Math.floor(rest / 1000)
  const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`
  const milliseconds = `${rest % 1000}`.padStart(3, '0')
  return `${date}${time}:${two(seconds % 60)}.${milliseconds}Z`
}
