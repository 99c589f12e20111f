import {createHash} from 'node:crypto'
import {describe, expect, it} from 'vitest'
import {normalizeEmail} from '../../core/people/normalizeEmail.ts'
import {personKey, siteSecret} from '../../core/people/keys.ts'
import {parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import {LOCAL_SECRET} from '../secret.ts'
import {demoDocuments, demoPlan} from './demoDocuments.ts'
import type {DemoDocument, DemoLead, DemoSubmission, DemoSubscriber} from './documents.ts'

const NOW = new Date('2026-11-20T15:42:00Z')
const SITE_URL = 'http://localhost:3904'
const DAY = 86_400_000

const make = (leads: number, now = NOW) =>
  Array.from(demoDocuments({leads, now, siteUrl: SITE_URL, customers: 400}))
const documents = make(1500)

function ofType<Type extends DemoDocument['_type']>(type: Type, from = documents) {
  return from.filter(
    (document): document is Extract<DemoDocument, {_type: Type}> => document._type === type,
  )
}

const hash = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')
const share = <T>(items: readonly T[], test: (item: T) => boolean) =>
  items.filter(test).length / items.length

describe('demo documents', () => {
  it('are the same whenever they are created on a day', () => {
    expect(hash(make(300))).toBe(hash(make(300, new Date('2026-11-20T00:00:01Z'))))
    expect(hash(make(300))).not.toBe(hash(make(300, new Date('2026-11-21T00:00:01Z'))))
  })

  it('extend a smaller set without changing anybody', () => {
    const uncounted = (document: DemoDocument) =>
      document._type === 'segment' ? {...document, history: []} : document
    const large = new Map(documents.map((document) => [document._id, uncounted(document)]))
    const counted = ['site', 'leadList', 'leadImport']
    const people = make(500).filter(({_type}) => !counted.includes(_type))
    expect(people.map(({_id}) => large.get(_id))).toEqual(people.map(uncounted))
  })

  it('have distinct ids of their site', () => {
    expect(new Set(documents.map((document) => document._id)).size).toBe(documents.length)
    for (const document of documents) {
      if (document._type === 'site') continue
      expect(parseTenantDocumentId(document._id)?.site).toBe(document.site)
    }
  })

  it('contain only addresses of reserved domains, and no address in an id', () => {
    const text = JSON.stringify(documents)
    const hosts = new Set(Array.from(text.matchAll(/@([a-z0-9][a-z0-9.-]*)/gi), ([, host]) => host))
    for (const host of hosts)
      expect(host?.toLowerCase()).toMatch(/(^|\.)(example\.(com|org)|test)$/)
    for (const {_id} of documents) expect(_id).toMatch(/^[A-Za-z0-9._-]+$/)
  })

  it('key people as the endpoints do', () => {
    const keys = new Set(ofType('newsletterSubscriber').map(({_id}) => _id))
    for (const lead of ofType('lead')) {
      const normal = normalizeEmail(lead.email)
      expect(normal).toEqual({ok: true, email: lead.email})
      if (lead.source.kind === 'manual') continue
      const key = personKey(siteSecret(LOCAL_SECRET, lead.site, 'person-key'), lead.email)
      expect(lead._id).toBe(`${lead.site}.lead.${key}`)
      const subscribed = !['none', 'suppressed'].includes(lead.subscription)
      expect(keys.has(`${lead.site}.subscriber.${key}`)).toBe(subscribed)
    }
  })

  it('are never later than the reference day, and reach into its last two days', () => {
    const limit = new Date('2026-11-20T00:00:00Z').toISOString()
    for (const document of documents) {
      expect(document._createdAt <= document._updatedAt).toBe(true)
      expect(document._updatedAt <= limit).toBe(true)
    }
    const newest = ofType('lead')
      .map((lead) => lead.createdAt)
      .toSorted()
      .at(-1)
    expect(Date.parse(newest ?? '')).toBeGreaterThan(Date.parse(limit) - 2 * DAY)
  })

  it('agree on the evidence of consent, in the version that was valid then', () => {
    const submissions = new Map(ofType('leadSubmission').map((each) => [each._id, each]))
    const sites = new Map(ofType('site').map((site) => [site.key, site]))
    const check = (submission: DemoSubmission | undefined) => {
      const texts = sites.get(submission?.site ?? '')?.consentTexts ?? []
      const {textId, at = '', textVersion} = submission?.consent ?? {}
      const valid = texts.filter((text) => text.id === textId && text.validFrom <= at)
      expect(textVersion).toBe(Math.max(...valid.map((text) => text.version)))
    }
    for (const lead of ofType('lead')) {
      if (!lead.consent) continue
      const {submissionId, ...evidence} = lead.consent
      const submission = submissions.get(submissionId ?? '')
      expect(submission?.consent).toEqual(evidence)
      check(submission)
    }
    for (const subscriber of ofType('newsletterSubscriber')) {
      const [request] = subscriber.consentHistory
      if (request?.event !== 'requested') continue
      expect(submissions.get(request.submissionId ?? '')?.consent?.text).toBe(request.text)
    }
  })

  it('give a subscriber the status that its history ends with', () => {
    const ends: Record<string, DemoSubscriber['status']> = {
      requested: 'pending',
      confirmed: 'subscribed',
      withdrawn: 'unsubscribed',
      bounced: 'bounced',
      complained: 'complained',
    }
    const suppressed = new Set(ofType('suppression').map(({_id}) => _id))
    for (const subscriber of ofType('newsletterSubscriber')) {
      const times = subscriber.consentHistory.map((entry) => entry.at)
      expect(times).toEqual(times.toSorted())
      const last = subscriber.consentHistory.at(-1)
      const lapsed = last?.event === 'requested' && Date.parse(last.at) < NOW.getTime() - 31 * DAY
      expect(subscriber.status).toBe(lapsed ? 'unsubscribed' : ends[last?.event ?? ''])
      const stopped = ['withdrawn', 'bounced', 'complained'].includes(last?.event ?? '')
      const id = subscriber._id.replace('.subscriber.', '.suppression.')
      expect(suppressed.has(id)).toBe(stopped)
    }
  })

  it('use all statuses of their site, and a plausible mix of everything else', () => {
    for (const site of ofType('site')) {
      const leads = ofType('lead').filter((lead) => lead.site === site.key)
      const used = new Set(leads.map((lead) => lead.status))
      expect(Array.from(used).toSorted()).toEqual(
        site.leadStatuses.map((status) => status.value).toSorted(),
      )
    }
    const leads = ofType('lead')
    expect(share(leads, (lead) => lead.source.kind === 'form')).toBeGreaterThan(0.6)
    expect(share(leads, (lead) => lead.company === undefined)).toBeGreaterThan(0.2)
    expect(share(leads, (lead) => lead.name === undefined)).toBeGreaterThan(0.05)
    const answered = (status: string) =>
      share(
        leads.filter((lead) => lead.status === status),
        (lead) => lead.engagement === 'replied',
      )
    expect(answered('qualified')).toBeGreaterThan(answered('new') + 0.25)
    const half = NOW.getTime() - 365 * DAY
    const recent = share(leads, (lead: DemoLead) => Date.parse(lead.createdAt) > half)
    expect(recent).toBeGreaterThan(0.52)
    expect(share(ofType('leadSubmission'), ({spam}) => spam.verdict === 'spam')).toBeGreaterThan(
      0.01,
    )
  })

  it('contain names that often break software', () => {
    const names = new Set(ofType('lead').map((lead) => lead.name))
    expect(names).toContain("Siobhán O'Brien")
    expect(names).toContain('Łukasz Żółkiewski')
    expect(names).toContain('李 伟')
    expect(Math.max(...Array.from(names, (name) => name?.length ?? 0))).toBeGreaterThan(40)
  })
})

describe('the plan', () => {
  it('splits 70 : 20 : 10 with all history, and puts everybody into one site when measuring', () => {
    expect(demoPlan(5000).leads).toEqual([3500, 1000, 500])
    const large = demoPlan(1_000_000)
    expect(large.leads[0]).toBe(1_000_000)
    expect(large.leads.reduce((sum, count) => sum + count, 0) + large.history).toBe(1_200_000)
    expect(() => demoPlan(0)).toThrow(RangeError)
  })

  it('respects the document budget when measuring', () => {
    const leads = 1000
    const made = demoDocuments({
      leads,
      now: NOW,
      siteUrl: SITE_URL,
      customers: 400,
      fullHistoryUpTo: 10,
    })
    const total = Array.from(made).length
    expect(total).toBeGreaterThan(1.2 * leads)
    expect(total).toBeLessThan(1.2 * leads + 100)
  })
})
