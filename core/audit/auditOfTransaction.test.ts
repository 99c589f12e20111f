import {entryText} from '../people/entryTexts.ts'
import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {propertyRuns} from '../../tooling/testing/propertyRuns.ts'
import {activity} from '../changes/activity.ts'
import {changeLeadStatus} from '../changes/leadChanges.ts'
import type {Mutation} from '../changes/mutation.ts'
import {updateLeadFields} from '../changes/updateLeadFields.ts'
import type {LeadRecord} from '../documents/people.ts'
import type {ActivityRecord} from './auditOfActivity.ts'
import type {StoredChange} from './auditOfChange.ts'
import {auditOfTransaction, type TransactionFacts} from './auditOfTransaction.ts'
import {digestOfDocuments} from './chunkDigest.ts'
import {mutationsByDocument, type StoreTransaction} from './storeTransaction.ts'
import {createdActivityIds, documentsByChain, documentsToRecord, planReading} from './trailPlan.ts'

const NOW = '2026-07-02T12:00:00.000Z'
const PERSON = 'abcdefghijklmnopqrstuvwxyz'
const OTHER = 'bbcdefghijklmnopqrstuvwxyz'
const ULID = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
const LEAD_ID = `artameta.lead.${PERSON}`
const CONTEXT = {site: {forms: [], customFields: []}, secret: 'a secret for tests'}
const LEAD: LeadRecord & {_type: 'lead'} = {
  _id: LEAD_ID,
  _type: 'lead',
  _rev: 'r1',
  site: 'artameta',
  status: 'new',
  email: 'ada@example.com',
  name: 'Ada Example',
}
const SITE = {
  customFields: [],
  key: 'artameta',
  leadStatuses: [
    {value: 'new', title: 'New'},
    {value: 'won', title: 'Won'},
  ],
}
const BY_EDITOR = {
  actor: {kind: 'user' as const, id: 'artameta-editor'},
  now: NOW,
  ids: {activity: ULID},
}

function isEntry(document: object): document is ActivityRecord {
  return '_type' in document && document._type === 'leadActivity'
}

interface TransactionParts {
  mutations: readonly Mutation[]
  changes?: readonly StoredChange[]
  byProduct?: boolean
  chain?: string
}

/** What the recorder would read of a transaction that consists of some mutations. */
function factsOf({
  mutations,
  changes = [],
  byProduct = false,
  chain = 'artameta',
}: TransactionParts) {
  const documents = mutationsByDocument(mutations)
  const transaction: StoreTransaction = {
    id: 'tx1',
    at: NOW,
    author: byProduct ? 'robot' : 'artameta-editor',
    documentIds: [...documents.keys()],
  }
  const ids = documentsByChain(transaction).get(chain) ?? []
  const entries = createdActivityIds(documents).flatMap((id) => {
    const created = documents.get(id)?.created
    return created && isEntry(created) ? [created] : []
  })
  const recordedIds = documentsToRecord(ids, documents, entries, byProduct)
  const facts: TransactionFacts = {
    transaction,
    chain,
    byProduct,
    documents,
    activities: entries,
    recordedIds,
    changes: changes.filter(({id}) => recordedIds.includes(id)),
    tamperedJobIds: new Set(),
    jobs: [],
    chunks: [],
    failure: null,
  }
  return facts
}

function eventsOf(facts: TransactionParts) {
  return auditOfTransaction(factsOf(facts), CONTEXT)
}

function decided(decision: {ok: boolean; mutations?: Mutation[]}): Mutation[] {
  return decision.mutations ?? []
}

describe('a change that a user made', () => {
  const mutations = decided(changeLeadStatus({lead: LEAD, site: SITE, to: 'won', ...BY_EDITOR}))
  const changes = [{id: LEAD_ID, before: LEAD, after: {...LEAD, status: 'won'}}]

  test('is recorded by what really changed, and its activity gets the number', () => {
    const [event, ...more] = eventsOf({mutations, changes})
    expect(more).toEqual([])
    expect(event?.draft).toMatchObject({
      action: 'lead.status.changed',
      actor: {kind: 'user', id: 'artameta-editor'},
      at: NOW,
      transaction: 'tx1',
      target: {type: 'lead', id: LEAD_ID},
    })
    expect(event?.draft.diff).toContainEqual({
      _key: 'change-0',
      path: 'status',
      before: 'new',
      after: 'won',
    })
    expect(event?.activityIds).toEqual([`artameta.activity.${PERSON}.${ULID}`])
  })

  test('is recorded regardless of what the activity claims', () => {
    const forged = mutations.map((mutation): Mutation =>
      'createIfNotExists' in mutation
        ? {
            create: {
              ...mutation.createIfNotExists,
              actor: {kind: 'user', id: 'somebody-else'},
              at: '2020-01-01T00:00:00.000Z',
              details: [{_key: 'd', name: 'to', value: 'new'}],
            },
          }
        : mutation,
    )
    expect(eventsOf({mutations: forged, changes})).toEqual(eventsOf({mutations, changes}))
  })

  test('is recorded without an activity too', () => {
    const patch = {patch: {id: LEAD_ID, set: {email: 'eve@example.com', status: 'won'}}}
    const after = {...LEAD, email: 'eve@example.com', status: 'won'}
    const [event] = eventsOf({mutations: [patch], changes: [{id: LEAD_ID, before: LEAD, after}]})
    expect(event?.draft.action).toBe('lead.fields.changed')
    expect(event?.draft.diff.map(({path}) => path)).toEqual(['email', 'status'])
    expect(JSON.stringify(event)).not.toContain('example')
  })

  test('that only an activity claims is recorded as a claim', () => {
    const claim = mutations.filter((mutation) => 'createIfNotExists' in mutation)
    const [event] = eventsOf({mutations: claim})
    expect(event?.draft).toMatchObject({
      action: 'activity.recorded',
      actor: {id: 'artameta-editor'},
    })
  })

  test('of attributes that only functions maintain is not recorded', () => {
    const patch = {patch: {id: LEAD_ID, set: {lastActivityAt: NOW}}}
    expect(eventsOf({mutations: [patch]})).toEqual([])
  })

  test('that was purged is recorded, without details', () => {
    const purge: Mutation = {delete: {id: LEAD_ID}}
    const gone = {id: LEAD_ID, before: null, after: null, isPurged: true}
    const [event] = eventsOf({mutations: [purge], changes: [gone]})
    expect(event?.draft).toMatchObject({action: 'lead.purged', target: {id: LEAD_ID}, diff: []})
  })

  test('of the trail itself is recorded as tampering', () => {
    const id = 'artameta.audit.000000000007'
    const patch = {patch: {id, set: {action: 'x'}}}
    const changed = {id, before: {action: 'a'}, after: {action: 'x'}}
    const [event] = eventsOf({mutations: [patch], changes: [changed]})
    expect(event?.draft).toMatchObject({action: 'trail.tampered', target: {type: 'auditEvent', id}})
  })

  test('of the registry is recorded in the chain of the site', () => {
    const id = 'site.artameta'
    const patch = {patch: {id, set: {planLimit: 5}}}
    const changed = {id, before: {planLimit: 3}, after: {planLimit: 5}}
    const [event] = eventsOf({mutations: [patch], changes: [changed]})
    expect(event?.draft).toMatchObject({site: 'artameta', action: 'site.changed', target: {id}})
    expect(event?.draft.diff).toMatchObject([{path: 'planLimit', before: '3', after: '5'}])
  })

  test('of very many documents is recorded in one event', () => {
    const many = Array.from({length: 101}, (_, index) => ({
      patch: {
        id: `artameta.lead.${PERSON.slice(0, 23)}${String(index).padStart(3, 'a')}`,
        set: {score: 1},
      },
    }))
    const [event, ...more] = eventsOf({mutations: many})
    expect(more).toEqual([])
    expect(event?.draft.action).toBe('documents.changed')
    expect(event?.draft.diff).toContainEqual({_key: 'lead', path: 'lead', after: '101'})
  })
})

describe('a chunk that a page wrote', () => {
  const chunkId = `artameta.chunk.page.${ULID}.000000`
  const jobId = `artameta.bulk.${ULID}`
  const chunk = {create: {_id: chunkId, _type: 'jobChunk', site: 'artameta'}}
  const job = {patch: {id: jobId, inc: {'totals.succeeded': 2}}}
  const leads = [LEAD, {...LEAD, _id: `artameta.lead.${OTHER}`}]
  const changes = leads.flatMap((lead) =>
    decided(updateLeadFields({lead, site: SITE, changes: {company: 'Acme'}, ...BY_EDITOR})),
  )

  test('is recorded in one event that proves its activities', () => {
    const mutations = [chunk, job, ...changes]
    const [event, ...more] = eventsOf({mutations})
    expect(more).toEqual([])
    const entries = changes.flatMap((each) =>
      'createIfNotExists' in each ? [each.createIfNotExists] : [],
    )
    expect(event?.draft).toMatchObject({
      action: 'bulk.share.written',
      target: {type: 'bulkChange', id: jobId},
    })
    expect(
      Object.fromEntries(event?.draft.diff.map(({path, after}) => [path, after]) ?? []),
    ).toEqual({
      share: '000000',
      entries: '2',
      digest: digestOfDocuments(entries),
      attributes: 'company lastActivityAt',
    })
  })

  test('hides no change that its activities do not cover', () => {
    const hidden = {patch: {id: LEAD_ID, set: {email: 'eve@example.com'}}}
    const after = {...LEAD, company: 'Acme', email: 'eve@example.com'}
    const events = eventsOf({
      mutations: [chunk, job, ...changes, hidden],
      changes: [{id: LEAD_ID, before: LEAD, after}],
    })
    expect(events.map(({draft}) => draft.action)).toEqual([
      'bulk.share.written',
      'lead.fields.changed',
    ])
    expect(events[0]?.draft.diff).toContainEqual({_key: 'untold', path: 'untold', after: '1'})
  })
})

describe('what a function wrote', () => {
  const entry = activity({
    site: 'artameta',
    personKey: PERSON,
    leadId: LEAD_ID,
    ulid: ULID,
    kind: 'consent',
    at: NOW,
    actor: {kind: 'visitor'},
    text: entryText('entry.consent.confirmed'),
    details: {status: 'subscribed'},
  })

  test('is recorded by its activities, for the actor that they name', () => {
    const mutations = [
      {patch: {id: LEAD_ID, set: {subscription: 'subscribed'}}},
      {patch: {id: `artameta.subscriber.${PERSON}`, set: {status: 'subscribed'}}},
      {createIfNotExists: entry},
    ]
    const events = eventsOf({mutations, byProduct: true})
    expect(events.map(({draft}) => draft.action)).toEqual(['consent.confirmed'])
    expect(events[0]?.draft.actor).toEqual({kind: 'visitor'})
    expect(events[0]?.activityIds).toEqual([entry._id])
  })

  test('about a person without an activity is recorded by the difference', () => {
    const id = `artameta.subscriber.${OTHER}`
    const mutations = [{patch: {id, set: {status: 'subscribed'}}}, {createIfNotExists: entry}]
    const changes = [{id, before: {status: 'pending'}, after: {status: 'subscribed'}}]
    const events = eventsOf({mutations, changes, byProduct: true})
    expect(events.map(({draft}) => draft.action)).toEqual(['consent.confirmed', 'consent.changed'])
    expect(events[1]?.draft.actor).toEqual({kind: 'function', id: 'robot'})
  })

  test('of its own work is not recorded', () => {
    const mutations = [
      {patch: {id: `artameta.submission.${ULID}`, set: {processedAt: NOW}}},
      {patch: {id: `artameta.email.${ULID}`, set: {status: 'sending'}}},
      {patch: {id: `artameta.segment.${ULID}`, set: {count: 4}}},
      {create: {_id: `artameta.chunk.job.${ULID}.000000`, _type: 'jobChunk'}},
    ]
    expect(eventsOf({mutations, byProduct: true})).toEqual([])
  })
})

describe('what has to be read of a transaction', () => {
  const chunk = `artameta.chunk.job.${ULID}.000000`
  const entry = `artameta.activity.${PERSON}.${ULID}`

  test('is empty for other documents, and only the chunks where a function wrote them', () => {
    expect(planReading([], true)).toEqual({kind: 'skip'})
    expect(planReading([chunk], true)).toEqual({kind: 'skip'})
    expect(planReading([chunk, LEAD_ID, entry], true)).toEqual({kind: 'chunks', chunkIds: [chunk]})
    expect(planReading([chunk, LEAD_ID, entry], false)).toEqual({kind: 'content'})
    expect(planReading([LEAD_ID], true)).toEqual({kind: 'content'})
  })

  test('is sorted by chains', () => {
    const documentIds = [
      LEAD_ID,
      'bluefern.lead.x',
      'site.bluefern',
      'network.settings',
      'network.lease.trail',
      'artameta.pending.trail',
      'drafts.site.artameta',
      'page',
    ]
    const chains = documentsByChain({id: 't', at: NOW, author: null, documentIds})
    expect([...chains]).toEqual([
      ['artameta', [LEAD_ID]],
      ['bluefern', ['bluefern.lead.x', 'site.bluefern']],
      ['network', ['network.settings']],
    ])
  })
})

describe('unreadable documents', () => {
  const entry = {_id: `artameta.activity.${PERSON}.${ULID}`, _type: 'leadActivity', kind: 'note'}
  const jobId = `artameta.bulk.${ULID}`

  test('are counted in one event', () => {
    const facts = factsOf({mutations: [{create: {_id: 'artameta.bulk.one', _type: 'bulkChange'}}]})
    const job = {_id: 'artameta.bulk.one'}
    const jobs = [{kind: 'bulk' as const, moment: 'end' as const, job, author: 'artameta-editor'}]
    expect(auditOfTransaction({...facts, jobs}, CONTEXT).map(({draft}) => draft)).toMatchObject([
      {
        action: 'documents.unreadable',
        actor: {kind: 'user', id: 'artameta-editor'},
        target: {type: 'site', id: 'site.artameta'},
        diff: [{path: 'documents', after: '1'}],
      },
    ])
  })

  test('are not the reason for every error', () => {
    const broken = {
      ...CONTEXT,
      get secret(): string {
        throw new RangeError('The product is broken.')
      },
    }
    const facts = factsOf({mutations: [{create: entry}]})
    expect(() => auditOfTransaction(facts, broken)).toThrow(RangeError)
  })

  test('do not include documents whose attributes break the schema', () => {
    // A number that JSON text can have and JSON can't hold.
    const infinite =
      '{"version":1,"root":{"combinator":"and","rules":[{"field":"score","operator":"is","value":1e999}]}}'
    const odd = fc.oneof(fc.constant(infinite), fc.json(), fc.jsonValue())
    const names = ['kind', 'details', 'leadId', 'jobId', 'actor', 'intent', 'totals', 'definition']
    const attributes: fc.Arbitrary<object> = fc.record(
      Object.fromEntries(names.map((name) => [name, odd])),
      {requiredKeys: []},
    )
    const facts = (own: object, byProduct: boolean): TransactionFacts => {
      const chunk = {_id: `artameta.chunk.page.${ULID}.000000`, _type: 'jobChunk'}
      const lead = {patch: {id: LEAD_ID, set: {...own}}}
      const mutations = [
        {create: {...own, ...entry}},
        lead,
        ...(byProduct ? [] : [{create: chunk}]),
      ]
      const changes = ['lead', 'segment', 'privacy'].map((kind) => ({
        id: `artameta.${kind}.${PERSON}`,
        before: null,
        after: {...own},
      }))
      const job = {...own, _id: jobId}
      const jobs = [{kind: 'bulk' as const, moment: 'end' as const, job, author: null}]
      return {...factsOf({mutations, byProduct}), changes, jobs}
    }
    fc.assert(
      fc.property(attributes, fc.boolean(), (own, byProduct) => {
        const events = auditOfTransaction(facts(own, byProduct), CONTEXT)
        expect(events.map(({draft}) => draft.action)).not.toContain('documents.unreadable')
      }),
      {numRuns: propertyRuns(500)},
    )
  })
})
