import {problem} from '../../core/problems/problem.ts'
import {formatProblems} from '../../core/problems/storedProblems.ts'
import {tenantDocumentId} from '../../core/tenancy/documentId.ts'
import type {DemoCampaign, DemoDocument, DemoImport, DemoList, DemoSubmission} from './documents.ts'
import {randomFrom, seedOf} from './random.ts'
import {segmentDocuments} from './segmentDocuments.ts'
import {fixedId, iso, type SiteContext, ulidAt} from './siteContext.ts'
import {namedValues} from './submissionDocuments.ts'

const MINUTE = 60_000

/** How many leads a site has, an import brought and a list holds; the last two by document id. */
export interface SiteTally {
  /** `null` where not all of them have their history. */
  leads: number | null
  imported: ReadonlyMap<string, number>
  listed: ReadonlyMap<string, number>
}

function lists(site: SiteContext, tally: SiteTally): DemoList[] {
  return site.profile.lists.map(({title, description}, place) => {
    const id = site.lists[place]?.documentId ?? ''
    return {
      _id: id,
      _type: 'leadList',
      _createdAt: iso(site.calendar.at(500, 9, 0)),
      _updatedAt: iso(site.now),
      site: site.profile.key,
      title,
      description,
      source: {kind: 'manual'},
      createdBy: site.owners[0] ?? '',
      memberCount: {value: tally.listed.get(id) ?? 0, at: iso(site.now)},
    }
  })
}

function campaigns(site: SiteContext): DemoCampaign[] {
  return site.profile.campaigns.map(({id, title, description, subject, daysAgo}) => {
    const sent = site.campaigns.find((campaign) => campaign.id === id)
    const at = sent?.at ?? site.calendar.at(daysAgo ?? 3, 14, 30)
    return {
      _id: sent?.documentId ?? fixedId(site.profile, 'campaign', at, id),
      _type: 'campaign',
      _createdAt: iso(at - 90 * MINUTE),
      _updatedAt: iso(at),
      site: site.profile.key,
      title,
      description,
      status: sent ? 'sent' : 'draft',
      subject,
    }
  })
}

function imports(site: SiteContext, tally: SiteTally): DemoImport[] {
  return site.imports.map(({documentId, title, at, failed, skipped}) => {
    const succeeded = tally.imported.get(documentId) ?? 0
    const failures = Array.from({length: failed}, (_, place) => ({
      _key: `row${place}`,
      reference: `Row ${14 + place * 31}`,
      reason: formatProblems([problem('row.not-email')]),
    }))
    return {
      _id: documentId,
      _type: 'leadImport',
      _createdAt: iso(at),
      _updatedAt: iso(at + 5 * MINUTE),
      site: site.profile.key,
      state: failed > 0 ? 'partly' : 'succeeded',
      title,
      createdBy: site.owners[0] ?? '',
      totals: {total: succeeded + failed + skipped, succeeded, failed, skipped},
      failures,
      startedAt: iso(at),
      finishedAt: iso(at + 5 * MINUTE),
      intent: JSON.stringify({file: `${title}.csv`, match: 'email', merge: 'fill-empty'}),
    }
  })
}

/** What a site has few of: its lists, segments, campaigns and imports. */
export function siteDocuments(site: SiteContext, tally: SiteTally): DemoDocument[] {
  return [
    ...lists(site, tally),
    ...segmentDocuments(site, tally.leads),
    ...campaigns(site),
    ...imports(site, tally),
  ]
}

const SPAM = [
  {
    name: 'Best Offers',
    message: 'Get 10,000 followers today! https://offers.test https://offers.test/now',
  },
  {
    name: 'Web Growth',
    message: 'Your site could rank first. Reply for our price list: https://rank.test',
  },
  {
    name: 'xkqjwz',
    message: 'hjkqwe zxmnb https://pills.test https://pills.test/2 https://pills.test/3',
  },
] as const

/** Spam number `index` of a site's lead form: kept with its verdict, and never processed further. */
export function spamSubmission(site: SiteContext, index: number): DemoSubmission {
  const random = randomFrom(seedOf(`${site.profile.key}.spam`, index))
  const at = site.calendar.moment(random, 'leisure')
  const form = site.forms.lead
  const {name, message} = random.pick(SPAM)
  const email = `sender${1000 + index}@offers.test`
  const {origin} = site.profile
  return {
    _id: tenantDocumentId(site.profile.key, 'submission', ulidAt(at, random)),
    _type: 'leadSubmission',
    _createdAt: iso(at),
    _updatedAt: iso(at + 1200),
    site: site.profile.key,
    form: {id: form.id, kind: form.kind, version: form.version},
    fields: namedValues({name, email, message}),
    email,
    source: {pageUrl: `${origin}/`, origin},
    spam: {verdict: 'spam', score: 80 + random.int(20), reasons: ['honeypot', 'links']},
    receivedAt: iso(at),
    processedAt: iso(at + 1200),
    outcome: 'ignored-spam',
  }
}
