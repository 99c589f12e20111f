import {describe, expect, test} from 'vitest'
import type {LeadRecord, SubscriberRecord} from '../documents/people.ts'
import {problem} from '../problems/problem.ts'
import type {LeadActivity} from '../sanity.types.generated.ts'
import {ForeignDocumentError} from '../tenancy/documentId.ts'
import {demoSite} from '../testing/demoSite.ts'
import {MemoryDataset} from '../testing/memoryDataset.ts'
import {fileLead, isUnfiled, type FilingCase} from './fileLead.ts'

const ADDED_KEY = '01K0000000000000000000000A'
const KEY = 'abcdefghijklmnopqrstuvwxyz'
const ADDED: LeadRecord = {
  _id: `artameta.lead.${ADDED_KEY}`,
  _rev: 'seed-0',
  site: 'artameta',
  email: 'ada@example.com',
  name: 'Ada Lovelace',
  company: 'Analytical',
  status: 'open',
  engagement: 'replied',
  subscription: 'subscribed',
  tags: ['fair'],
  lists: ['artameta.list.b', 'bluefern.list.x'],
  campaigns: ['artameta.campaign.x'],
  createdAt: '2001-01-01T00:00:00.000Z',
  source: {kind: 'manual', label: 'The Pope'},
  consent: {
    given: true,
    text: 'I agree to everything.',
    textId: 'contact',
    textVersion: 1,
    locale: 'en-GB',
    action: 'spoken',
    at: '2026-06-20T10:00:00.000Z',
    statedBy: 'somebody else',
    submissionId: 'artameta.submission.x',
  },
}
const ORIGIN = {userId: 'u1', at: '2026-07-01T10:00:00.000Z'}
const NOBODY = {lead: null, subscriber: null, suppression: null}

function input(more: Partial<FilingCase> = {}): FilingCase {
  return {
    site: 'artameta',
    registered: demoSite,
    added: ADDED,
    personKey: KEY,
    email: 'ada@example.com',
    person: NOBODY,
    origin: ORIGIN,
    entries: [],
    place: null,
    now: '2026-07-01T10:00:03.000Z',
    ...more,
  }
}

/** What the store holds after a filing. */
function storeAfter(
  filing: FilingCase,
  others: readonly {_id: string; _type: string}[] = [],
): MemoryDataset {
  const store = new MemoryDataset()
  if (filing.added) store.seed({...filing.added, _type: 'lead'})
  for (const other of others) store.seed({...other})
  const lead = filing.person.lead && store.get(filing.person.lead._id)
  store.commit(fileLead({...filing, person: {...filing.person, lead}}).mutations)
  return store
}

describe('a lead that was added by hand', () => {
  test('cannot say by a custom field where it was filed from', () => {
    const field = (value: string) => ({_key: value, name: 'filedFrom', value})
    const lead = {_id: `artameta.lead.${KEY}`, site: 'artameta', email: 'ada@example.com'}
    const {mutations} = fileLead(
      input({
        added: {...ADDED, customFields: [field('artameta.lead.other')]},
        person: {...NOBODY, lead: {...lead, customFields: [field('x')]}},
      }),
    )
    expect(JSON.stringify(mutations.at(-1))).toContain(`"filedFrom","value":"${ADDED._id}"`)
    expect(JSON.stringify(mutations.at(-1))).not.toContain('artameta.lead.other')
  })

  test('is removed where the plan has no place for it, and joined all the same', () => {
    const place: FilingCase['place'] = {
      kind: 'refused',
      mutations: [],
      problem: problem('plan.full', {limit: 1, count: 1}),
    }
    const refused = fileLead(input({place}))
    expect(refused.result).toBe('refused')
    expect(storeAfter(input({place})).get(ADDED._id)).toBeNull()
    const lead = {_id: `artameta.lead.${KEY}`, site: 'artameta', email: 'ada@example.com'}
    const known = input({place, person: {...NOBODY, lead}})
    expect(fileLead(known).result).toBe('filed')
  })

  test('is filed under the key of its address, with what the store knows of it', () => {
    const store = storeAfter(input())
    const {_rev, ...lead} = store.get(`artameta.lead.${KEY}`) ?? {}
    expect(store.get(ADDED._id)).toBeNull()
    expect(lead).toEqual({
      _id: `artameta.lead.${KEY}`,
      _type: 'lead',
      site: 'artameta',
      email: 'ada@example.com',
      name: 'Ada Lovelace',
      company: 'Analytical',
      status: 'open',
      engagement: 'none',
      subscription: 'none',
      tags: ['fair'],
      lists: ['artameta.list.b'],
      campaigns: [],
      createdAt: ORIGIN.at,
      lastActivityAt: ORIGIN.at,
      source: {kind: 'manual', label: 'Added by hand'},
      consent: {
        given: true,
        text: 'You may answer me.',
        textId: 'contact',
        textVersion: 1,
        purpose: 'contact',
        channel: 'email',
        action: 'spoken',
        at: '2026-06-20T10:00:00.000Z',
        timeZone: 'Europe/Berlin',
        locale: 'en-GB',
        statedBy: 'u1',
      },
    })
    expect(store.all('leadActivity')).toMatchObject([
      {
        leadId: `artameta.lead.${KEY}`,
        personKey: KEY,
        kind: 'field',
        at: ORIGIN.at,
        actor: {kind: 'user', id: 'u1'},
        summary: 'Added by hand',
        details: [
          {name: 'change', value: 'created'},
          {name: 'filedFrom', value: ADDED._id},
          {name: 'consent', value: 'contact 1'},
        ],
      },
    ])
  })

  test('shows the standing of the person whose address it has', () => {
    const subscriber: SubscriberRecord = {
      _id: `artameta.subscriber.${KEY}`,
      status: 'unsubscribed',
    }
    const store = storeAfter(input({person: {...NOBODY, subscriber}}))
    expect(store.get(`artameta.lead.${KEY}`)).toMatchObject({subscription: 'unsubscribed'})
  })

  test.each([
    ['a text that was never published', {textVersion: 9}],
    ['an act that only forms see', {action: 'checkbox' as const}],
    ['a moment after the lead was added', {at: '2026-07-02T00:00:00.000Z'}],
    ['no moment', {at: null}],
  ])('keeps no consent with %s', (_what, part) => {
    const added = {...ADDED, consent: {...ADDED.consent, ...part}}
    const store = storeAfter(input({added}))
    expect(store.get(`artameta.lead.${KEY}`)).not.toHaveProperty('consent')
  })

  test('keeps no consent where the author is unknown', () => {
    const store = storeAfter(input({origin: {...ORIGIN, userId: null}}))
    expect(store.get(`artameta.lead.${KEY}`)).not.toHaveProperty('consent')
    expect(store.all('leadActivity')[0]).toMatchObject({
      actor: {kind: 'function', id: 'file-lead'},
    })
  })

  test('is merged into the person’s lead, which keeps its values', () => {
    const lead: LeadRecord = {
      _id: `artameta.lead.${KEY}`,
      _rev: 'seed-1',
      email: 'ada@example.com',
      company: 'Engines Ltd',
      status: 'won',
      subscription: 'subscribed',
      tags: ['vip'],
      lists: ['artameta.list.a'],
      customFields: [],
      lastActivityAt: '2026-07-02T00:00:00.000Z',
    }
    const store = storeAfter(input({person: {...NOBODY, lead}}), [{...lead, _type: 'lead'}])
    expect(store.get(ADDED._id)).toBeNull()
    expect(store.get(lead._id)).toMatchObject({
      name: 'Ada Lovelace',
      company: 'Engines Ltd',
      status: 'won',
      subscription: 'subscribed',
      tags: ['vip', 'fair'],
      lists: ['artameta.list.a', 'artameta.list.b'],
      consent: {textId: 'contact', statedBy: 'u1'},
      lastActivityAt: '2026-07-02T00:00:00.000Z',
    })
    expect(store.all('leadActivity')).toMatchObject([
      {
        kind: 'merge',
        details: [
          {name: 'change', value: 'joined'},
          {name: 'filedFrom', value: ADDED._id},
          {name: 'consent', value: 'contact 1'},
          {name: 'company', value: 'Analytical'},
        ],
      },
    ])
  })

  test('moves its timeline with it', () => {
    const entry: LeadActivity = {
      _id: `artameta.activity.${ADDED_KEY}.01K0000000000000000000000C`,
      _type: 'leadActivity',
      _rev: 'r',
      _createdAt: '2026-07-01T10:00:01Z',
      _updatedAt: '2026-07-01T10:00:01Z',
      site: 'artameta',
      personKey: ADDED_KEY,
      leadId: ADDED._id,
      kind: 'note',
      at: '2026-07-01T10:00:01.000Z',
      actor: {kind: 'user', id: 'u1'},
      summary: 'Added a note',
    }
    const store = storeAfter(input({entries: [entry]}), [entry])
    expect(store.get(entry._id)).toBeNull()
    expect(store.get(`artameta.activity.${KEY}.01K0000000000000000000000C`)).toMatchObject({
      kind: 'note',
      personKey: KEY,
      leadId: `artameta.lead.${KEY}`,
      actor: {id: 'u1'},
    })
  })

  test('is filed once', () => {
    expect(fileLead(input({added: null})).mutations).toEqual([])
    const filed = {...ADDED, _id: `artameta.lead.${KEY}`}
    expect(fileLead(input({added: filed})).mutations).toEqual([])
    expect(isUnfiled({...ADDED, source: {kind: 'form'}})).toBe(false)
  })

  test('of another site is refused', () => {
    expect(() => fileLead(input({site: 'bluefern'}))).toThrow(ForeignDocumentError)
  })
})
