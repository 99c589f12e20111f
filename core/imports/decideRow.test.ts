import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {leadSubscription} from '../consent/subscriptionState.ts'
import type {PersonDocuments} from '../documents/person.ts'
import type {SubscriberStatus, SuppressionReason} from '../documents/people.ts'
import {describeProblems} from '../problems/problem.ts'
import {demoSite} from '../testing/demoSite.ts'
import {MemoryDataset} from '../testing/memoryDataset.ts'
import {decideRow, type RowCase} from './decideRow.ts'
import {IMPORTED_SUBSCRIPTIONS, type ImportedPerson} from './importMapping.ts'

const KEY = 'abcdefghijklmnopqrstuvwxyz'
const IMPORT = 'artameta.import.01J00000000000000000000000'
const NOW = '2026-06-01T00:00:00.000Z'
const CONSENT = {text: 'The newsletter', at: '2026-01-01T00:00:00.000Z', where: 'The fair'}
const SUBSCRIBER = `artameta.subscriber.${KEY}`
const SUPPRESSION = `artameta.suppression.${KEY}`

function person(more: Partial<ImportedPerson> = {}): ImportedPerson {
  return {
    email: 'ada@example.com',
    fields: {name: 'Ada'},
    score: null,
    status: null,
    tags: [],
    lists: [],
    custom: [],
    createdAt: null,
    subscription: null,
    evidence: {},
    ...more,
  }
}

function rowCase(
  more: Partial<ImportedPerson>,
  found: Partial<PersonDocuments> = {},
  plan: Partial<RowCase['plan']> = {},
): RowCase {
  return {
    site: {...demoSite, key: 'artameta'},
    plan: {
      mode: 'write',
      choices: {existing: 'fill', fields: {}, rows: {}},
      consent: CONSENT,
      add: {tags: [], lists: [], campaigns: []},
      sendConfirmation: false,
      ...plan,
    },
    fileName: 'fair.csv',
    row: 7,
    line: 9,
    converted: {ok: true, person: person(more), problems: []},
    repeats: null,
    match: null,
    file: 0,
    again: false,
    claim: more.subscription ?? 'none',
    left: [],
    isOwnLead: false,
    mayBeNew: true,
    personKey: KEY,
    found: {lead: null, subscriber: null, suppression: null, ...found},
    importId: IMPORT,
    actor: {kind: 'user', id: 'u1'},
    keySecret: 'secret',
    entryUlid: () => '01J00000000000000000000001',
    now: NOW,
  }
}

const LEAD = {
  _id: `artameta.lead.${KEY}`,
  _rev: 'r1',
  name: 'Old',
  email: 'ada@example.com',
  status: 'new',
  tags: ['a'],
  lists: [],
  campaigns: [],
  subscription: 'none' as const,
}

describe('a person who is not known', () => {
  test('costs one document, and two with a subscription', () => {
    const plain = decideRow(rowCase({}))
    expect(plain).toMatchObject({kind: 'changed', label: 'new', mutations: [{create: {}}]})
    const both = decideRow(rowCase({subscription: 'subscribed'}))
    expect(both).toMatchObject({mutations: [{create: {_type: 'lead'}}, {create: {}}]})
    expect(both.kind === 'changed' && both.mutations.length).toBe(2)
  })

  test('without a stated consent gets no subscription, whatever the file says', () => {
    const outcome = decideRow(
      rowCase(
        {subscription: 'subscribed', evidence: {confirmedAt: '2025-01-01T00:00:00.000Z'}},
        {},
        {consent: null},
      ),
    )
    expect(outcome).toMatchObject({label: 'new', mutations: [{create: {subscription: 'none'}}]})
    expect(outcome.kind === 'changed' && outcome.mutations.length).toBe(1)
  })

  test('is only added to campaigns that may mail them', () => {
    const campaigns = ['artameta.campaign.x']
    const add = {tags: [], lists: [], campaigns}
    expect(decideRow(rowCase({subscription: 'bounced'}, {}, {add}))).toMatchObject({
      mutations: [{create: {campaigns: []}}, {}, {create: {reason: 'bounced'}}],
    })
    expect(decideRow(rowCase({subscription: 'subscribed'}, {}, {add}))).toMatchObject({
      mutations: [{create: {campaigns}}, {}],
    })
  })
})

describe('a lead that exists', () => {
  const add = {tags: ['b'], lists: ['artameta.list.x'], campaigns: []}

  test('keeps its values, gets missing ones, and is added to lists', () => {
    const outcome = decideRow(
      rowCase({fields: {name: 'New', company: 'Engines'}}, {lead: LEAD}, {add}),
    )
    expect(outcome).toMatchObject({
      label: 'updated',
      note: {about: LEAD._id, fields: ['company', 'tags', 'lists', 'name']},
      mutations: [
        {patch: {ifRevisionID: 'r1', set: {company: 'Engines', tags: ['a', 'b']}}},
        {createIfNotExists: {kind: 'import', details: expect.anything()}},
      ],
      undo: {
        kind: 'updated',
        fields: [{name: 'company', before: null, after: 'Engines'}],
        added: {tags: ['b'], lists: ['artameta.list.x'], campaigns: []},
      },
    })
  })

  test('follows the decision about its row before that about the field', () => {
    const choices = {existing: 'skip', fields: {name: 'skip'}, rows: {'7': 'overwrite'}} as const
    expect(decideRow(rowCase({}, {lead: LEAD}, {choices}))).toMatchObject({
      mutations: [{patch: {set: {name: 'Ada'}}}, {}],
    })
    expect(decideRow({...rowCase({}, {lead: LEAD}, {choices}), row: 8})).toMatchObject({
      kind: 'unchanged',
      label: 'unchanged',
    })
  })

  test('is decided the same way by a check, which writes nothing', () => {
    const write = rowCase({fields: {company: 'Engines'}}, {lead: LEAD})
    const check = {...write, plan: {...write.plan, mode: 'check' as const}}
    const {label, note, sums} = decideRow(write)
    expect(decideRow(check)).toEqual({kind: 'unchanged', id: '7', label, note, sums})
  })

  test('that another file of the import created is merged, and removed with the row that created it', () => {
    const outcome = decideRow({
      ...rowCase({lists: ['artameta.list.y']}, {lead: LEAD}),
      isOwnLead: true,
    })
    expect(outcome).toMatchObject({kind: 'changed', label: 'updated', undo: null})
  })

  test('of another site is never written', () => {
    const lead = {...LEAD, _id: `bluefern.lead.${KEY}`}
    expect(() => decideRow(rowCase({}, {lead}))).toThrow('another site')
  })
})

test('a later row about the same person only ends a subscription', () => {
  const later = {...rowCase({subscription: 'subscribed'}), repeats: 3}
  const skipped = decideRow(later)
  expect(skipped).toMatchObject({kind: 'skipped', label: 'duplicate'})
  expect(describeProblems(skipped.kind === 'skipped' ? skipped.problems : [])).toBe(
    'Line 3 is about the same person.',
  )
  const ends = {...rowCase({subscription: 'unsubscribed'}), repeats: 3}
  expect(decideRow(ends)).toMatchObject({kind: 'changed', label: 'duplicate', undo: null})
})

test('an erased person is not added again', () => {
  const suppression = {_id: SUPPRESSION, reason: 'erased' as const}
  expect(decideRow(rowCase({}, {suppression}))).toMatchObject({
    kind: 'skipped',
    label: 'suppressed',
  })
})

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

test('no row raises a status, lifts a suppression, or subscribes a person who objected', () => {
  const statuses: SubscriberStatus[] = [
    'pending',
    'subscribed',
    'unsubscribed',
    'bounced',
    'complained',
  ]
  const reasons: SuppressionReason[] = ['unsubscribed', 'manual', 'bounced', 'complained', 'erased']
  const rank = ['complained', 'bounced', 'unsubscribed', 'pending', 'subscribed']
  fc.assert(
    fc.property(
      fc.constantFrom(...IMPORTED_SUBSCRIPTIONS),
      fc.option(fc.constantFrom(...statuses)),
      fc.option(fc.constantFrom(...reasons)),
      fc.boolean(),
      fc.boolean(),
      (subscription, status, reason, isStated, sendConfirmation) => {
        const store = new MemoryDataset()
        const common = {site: 'artameta'}
        if (status) {
          store.seed({
            ...common,
            _id: SUBSCRIBER,
            _type: 'newsletterSubscriber',
            status,
            consentHistory: [],
          })
        }
        if (reason) {
          store.seed({...common, _id: SUPPRESSION, _type: 'suppression', reason, since: NOW})
        }
        const found = {
          lead: null,
          subscriber: store.get(SUBSCRIBER),
          suppression: store.get(SUPPRESSION),
        }
        const plan = {consent: isStated ? CONSENT : null, sendConfirmation}
        const outcome = decideRow(rowCase({subscription}, found, plan))
        if (outcome.kind === 'changed') store.commit(outcome.mutations)
        const after = textOf(store.get(SUBSCRIBER)?.['status'])
        const mayRise = status === null && reason === null
        const highest = status ?? (mayRise ? 'subscribed' : 'unsubscribed')
        expect(rank.indexOf(after)).toBeLessThanOrEqual(rank.indexOf(highest))
        expect(mayRise && after === 'subscribed' && !isStated).toBe(false)
        expect(reason !== null && store.get(SUPPRESSION)?.['reason'] === undefined).toBe(false)
        expect(store.all('emailMessage').length).toBe(after === 'pending' && !status ? 1 : 0)
      },
    ),
  )
})

describe('what a row adds to the sums', () => {
  const sumsOf = (...input: Parameters<typeof rowCase>) => decideRow(rowCase(...input)).sums

  test('says what the file names, what came of it, and why', () => {
    expect(sumsOf({subscription: 'subscribed'})).toEqual([
      'file.0.new',
      'said.subscribed.as-said.subscribed',
    ])
    const unstated = sumsOf({subscription: 'subscribed'}, {}, {consent: null})
    expect(unstated).toContain('said.subscribed.not-stated.none')
    const asked = sumsOf({subscription: 'subscribed'}, {}, {consent: null, sendConfirmation: true})
    expect(asked).toContain('said.subscribed.to-confirm.pending')
  })

  test('is the same for a check', () => {
    const row = {subscription: 'unsubscribed' as const}
    expect(sumsOf(row, {}, {mode: 'check'})).toEqual(sumsOf(row))
    expect(sumsOf(row)).toContain('said.unsubscribed.as-said.unsubscribed')
  })

  test('names what another row or the site says instead', () => {
    const tightened = {...rowCase({subscription: 'bounced'}), claim: 'subscribed' as const}
    expect(decideRow(tightened).sums).toContain('said.subscribed.stricter-row.bounced')
    const repeated = {...rowCase({subscription: 'subscribed'}), repeats: 2}
    expect(decideRow(repeated).sums).toContain('said.subscribed.duplicate.nobody')
    const again = {...rowCase({subscription: 'subscribed'}), again: true}
    expect(decideRow(again).sums).toContain('said.subscribed.other-file.nobody')
    const unreadable = {
      ...rowCase({}),
      converted: {ok: false as const, problems: [{code: 'no-email' as const, column: null}]},
      claim: 'unread' as const,
      left: ['left.0.4'],
    }
    expect(decideRow(unreadable).sums).toEqual([
      'file.0.invalid',
      'said.unread.invalid.nobody',
      'left.0.4',
    ])
  })
})

describe('a row without an address', () => {
  const unaddressed = person({email: '', fields: {company: 'Engines'}})
  const problems = [{code: 'no-email' as const, column: null}]
  const rowOf = (more: Partial<RowCase>): RowCase => ({
    ...rowCase({}),
    converted: {ok: false, problems, unaddressed},
    claim: 'unread',
    personKey: '',
    ...more,
  })

  test('is invalid where nobody chose a key', () => {
    expect(decideRow(rowOf({}))).toMatchObject({kind: 'failed', label: 'invalid'})
  })

  test('changes the lead that its key found, and nothing else', () => {
    const found = {lead: LEAD, subscriber: null, suppression: null}
    const outcome = decideRow(rowOf({match: 'found', found, claim: 'none'}))
    expect(outcome).toMatchObject({
      kind: 'changed',
      label: 'updated',
      mutations: [{patch: {id: LEAD._id}}, {createIfNotExists: {_type: 'leadActivity'}}],
      undo: {kind: 'updated', key: KEY},
    })
    expect(outcome.note?.problems).toBeUndefined()
  })

  test.each([
    ['none', 'no-match'],
    ['several', 'several-match'],
  ] as const)('makes nothing where the key finds %s', (match, code) => {
    expect(decideRow(rowOf({match}))).toMatchObject({
      kind: 'failed',
      label: 'invalid',
      note: {problems: [{code}]},
    })
  })

  test('never makes, raises or ends a subscription, and says so', () => {
    const statuses = [null, 'subscribed', 'pending', 'unsubscribed', 'bounced'] as const
    for (const claim of IMPORTED_SUBSCRIPTIONS) {
      for (const status of statuses) {
        const subscriber = status && {
          _id: SUBSCRIBER,
          _rev: 'r',
          email: LEAD.email,
          status,
          consentHistory: [],
        }
        const outcome = decideRow(
          rowOf({
            match: 'found',
            claim,
            found: {lead: LEAD, subscriber, suppression: null},
            converted: {ok: false, problems, unaddressed: {...unaddressed, subscription: claim}},
          }),
        )
        const written = outcome.kind === 'changed' ? JSON.stringify(outcome.mutations) : ''
        expect(written).not.toContain('.subscriber.')
        expect(written).not.toContain('.suppression.')
        expect(written).not.toContain('"subscription"')
        const isTold = (outcome.note?.problems ?? []).some(({code}) => code === 'state-not-taken')
        expect(isTold).toBe(claim !== 'none' && claim !== (status ?? 'none'))
      }
    }
  })

  test('is a duplicate of an earlier row about the same lead', () => {
    const found = {lead: LEAD, subscriber: null, suppression: null}
    const outcome = decideRow(rowOf({match: 'found', found, repeats: 3, claim: 'unsubscribed'}))
    expect(outcome).toMatchObject({kind: 'skipped', label: 'duplicate'})
  })
})

test('a later row that ends a subscription may be done before the one that has it: chunks are done side by side', () => {
  const statuses = ['pending', 'subscribed', 'unsubscribed', 'bounced'] as const
  const rows = [
    {row: 7, line: 9, repeats: null},
    {row: 2007, line: 2009, repeats: 9},
  ]
  fc.assert(
    fc.property(
      fc.constantFrom('none', 'pending', 'subscribed'),
      fc.constantFrom(...IMPORTED_SUBSCRIPTIONS),
      fc.option(fc.constantFrom(...statuses)),
      fc.boolean(),
      fc.boolean(),
      fc.boolean(),
      (first, second, status, isListed, isKnown, isStated) => {
        const outcomeOf = (order: readonly number[]) => {
          const store = new MemoryDataset()
          const common = {site: 'artameta', email: 'ada@example.com', name: 'Before'}
          const subscription = leadSubscription(status, isListed ? 'manual' : null)
          if (isKnown) store.seed({...LEAD, _type: 'lead', subscription})
          if (status) {
            const _type = 'newsletterSubscriber'
            const events = {unsubscribed: 'withdrawn', bounced: 'bounced', pending: 'requested'}
            const event = {...events, subscribed: 'confirmed'}[status]
            const consentHistory = [{_key: 'before', event, at: CONSENT.at}]
            store.seed({...common, _id: SUBSCRIBER, _type, status, consentHistory})
          }
          if (isListed) {
            const listing = {reason: 'manual', since: CONSENT.at}
            store.seed({...common, _id: SUPPRESSION, _type: 'suppression', ...listing})
          }
          const labels = order.map((index): [number, string | undefined] => {
            const known = store.get(LEAD._id)
            const found = {
              lead: known,
              subscriber: store.get(SUBSCRIBER),
              suppression: store.get(SUPPRESSION),
            }
            const person = {
              subscription: [first, second][index] ?? null,
              fields: {name: `Row ${index}`},
            }
            const outcome = decideRow({
              ...rowCase(person, found, {consent: isStated ? CONSENT : null}),
              ...rows[index],
              isOwnLead: known !== null && !isKnown,
            })
            if (outcome.kind === 'changed') store.commit(outcome.mutations)
            return [index, outcome.label]
          })
          const documents = [SUBSCRIBER, SUPPRESSION].map((id) => {
            return {...store.get(id), _rev: null}
          })
          return {labels: labels.toSorted(([one], [other]) => one - other), documents}
        }
        expect(outcomeOf([1, 0])).toEqual(outcomeOf([0, 1]))
      },
    ),
  )
})
