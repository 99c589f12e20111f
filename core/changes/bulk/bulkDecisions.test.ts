import {describe, expect, test} from 'vitest'
import type {LeadRecord} from '../../documents/people.ts'
import {demoSite} from '../../testing/demoSite.ts'
import {MemoryDataset} from '../../testing/memoryDataset.ts'
import {minute} from '../../testing/world.ts'
import type {BulkAction} from './bulkIntent.ts'
import type {BulkLeadCase, BulkOutcome, BulkUndo} from './bulkOutcome.ts'
import {decideLead} from './bulkDecisions.ts'

const ID = 'artameta.lead.abcdefghijklmnopqrstuvwxyz'
const KEY = ID.slice('artameta.lead.'.length)
const LIST = 'artameta.list.01J00000000000000000000000'
const CAMPAIGN = 'artameta.campaign.01J00000000000000000000000'
const seed = {
  _id: ID,
  _type: 'lead',
  site: 'artameta',
  status: 'new',
  name: 'Ada',
  tags: ['vip', 'b2b', 'fair'],
  lists: [],
  campaigns: [],
  customFields: [{_key: 'k', name: 'size', value: '10'}],
  score: 3,
  subscription: 'subscribed',
  createdAt: minute(0),
}

/** A store with one lead, and what bulk changes make of it. */
function world(more: Record<string, unknown> = {}) {
  const store = new MemoryDataset()
  store.seed({...seed, ...more})
  let turn = 0
  const lead = (): LeadRecord | null => store.get(ID)
  const run = (action: BulkAction, extra: Partial<BulkLeadCase> = {}): BulkOutcome => {
    turn += 1
    const outcome = decideLead({
      id: ID,
      lead: lead(),
      site: demoSite,
      action,
      actor: {kind: 'user', id: 'u1'},
      now: minute(turn),
      ids: {activity: `01J0000000000000000000000${turn}`},
      jobId: 'artameta.bulk.01J00000000000000000000000',
      ...extra,
    })
    if (outcome.kind === 'changed') store.commit(outcome.mutations)
    return outcome
  }
  const undo = (outcome: BulkOutcome, extra: Partial<BulkLeadCase> = {}) => {
    const entry = outcome.kind === 'changed' ? outcome.undo : null
    return run({kind: 'undo'}, {...(entry ? {undo: entry} : {}), ...extra})
  }
  return {store, lead, run, undo}
}

const ACTIONS: [BulkAction, Record<string, unknown>][] = [
  [{kind: 'addTag', tag: ' new '}, {tags: ['vip', 'b2b', 'fair', 'new']}],
  [{kind: 'removeTag', tag: 'b2b'}, {tags: ['vip', 'fair']}],
  [{kind: 'setStatus', to: 'won', reason: 'paid'}, {status: 'won'}],
  [{kind: 'addToList', listId: LIST, title: 'Fair'}, {lists: [LIST]}],
  [{kind: 'addToCampaign', campaignId: CAMPAIGN}, {campaigns: [CAMPAIGN]}],
  [{kind: 'setField', field: 'company', value: 'Engines'}, {company: 'Engines'}],
  [{kind: 'setField', field: 'name', value: ''}, {name: ''}],
  [{kind: 'setScore', value: null}, {score: null}],
  [{kind: 'setCustomField', name: 'size', value: ''}, {customFields: []}],
  [
    {kind: 'setCustomField', name: 'colour', value: 'red'},
    {customFields: [{name: 'size'}, {name: 'colour', value: 'red'}]},
  ],
]

describe.each(ACTIONS)('%o', (action, expected) => {
  test('changes the lead once, with an entry of the timeline that names the bulk change', () => {
    const {store, lead, run} = world()
    expect(run(action).kind).toBe('changed')
    expect(lead()).toMatchObject(expected)
    expect(run(action).kind).toBe('unchanged')
    expect(store.all('leadActivity')).toMatchObject([
      {personKey: KEY, actor: {id: 'u1'}, jobId: 'artameta.bulk.01J00000000000000000000000'},
    ])
  })

  test('is undone exactly, and the undo can be undone', () => {
    const {lead, run, undo} = world()
    const {lastActivityAt: _, _rev: __, ...before} = {...lead()}
    const done = run(action)
    const undone = undo(done)
    expect(undone.kind).toBe('changed')
    expect(blankless(lead())).toMatchObject(blankless(before))
    expect(undo(done).kind).toBe('unchanged')
    expect(undo(undone).kind).toBe('changed')
    expect(lead()).toMatchObject(expected)
  })
})

/** Without empty values, and without the keys of array items. */
function blankless(value: object | null): object {
  const text = JSON.stringify(value, (name, part: unknown) =>
    part === null || part === '' || name === '_key' ? undefined : part,
  )
  const parsed: object = JSON.parse(text)
  return parsed
}

describe('undoing', () => {
  test('keeps what another user changed meanwhile, and reports it', () => {
    const {lead, run, undo} = world()
    const done = run({kind: 'setStatus', to: 'won'})
    run({kind: 'setStatus', to: 'open'})
    expect(undo(done)).toMatchObject({kind: 'skipped', problems: [{code: 'bulk.changed'}]})
    expect(lead()).toMatchObject({status: 'open'})
  })

  test('puts a tag back between those that others added', () => {
    const {lead, run, undo} = world()
    const done = run({kind: 'removeTag', tag: 'b2b'})
    run({kind: 'addTag', tag: 'later'})
    undo(done)
    expect(lead()?.tags).toEqual(['vip', 'b2b', 'fair', 'later'])
  })

  test('fails without the former value', () => {
    expect(world().run({kind: 'undo'})).toMatchObject({kind: 'failed'})
    const undo: BulkUndo = {kind: 'value', field: 'email', before: 'x', after: 'y'}
    expect(world().run({kind: 'undo'}, {undo})).toMatchObject({kind: 'failed'})
  })
})

describe('a deletion', () => {
  test('removes the lead, keeps its timeline, and can be restored', () => {
    const {store, lead, run, undo} = world()
    const done = run({kind: 'delete'})
    expect(lead()).toBeNull()
    expect(run({kind: 'delete'}).kind).toBe('unchanged')
    const subscriber = {_id: `artameta.subscriber.${KEY}`, status: 'unsubscribed' as const}
    expect(undo(done, {subscriber}).kind).toBe('changed')
    const {subscription: _, ...rest} = seed
    expect(lead()).toMatchObject({...rest, subscription: 'unsubscribed'})
    expect(store.all('leadActivity').map(({summary}) => summary)).toEqual([
      'Lead deleted',
      'Lead restored',
    ])
    expect(undo(done)).toMatchObject({kind: 'skipped'})
  })

  test('does not delete a lead that another user changed meanwhile', () => {
    const {lead, run} = world()
    const stale = lead()
    run({kind: 'addTag', tag: 'late'})
    expect(() => run({kind: 'delete'}, {lead: stale})).toThrow('Another revision')
    expect(lead()).not.toBeNull()
  })
})

test.each<[string, object]>([
  ['has not confirmed', {subscriber: {status: 'pending'}}],
  ['unsubscribed', {subscriber: {status: 'unsubscribed'}}],
  ['bounced', {suppression: {reason: 'bounced'}}],
  ['complained', {suppression: {reason: 'complained'}}],
  ['is suppressed', {suppression: {reason: 'manual'}}],
])('a campaign leaves out who %s, even when the lead’s copy differs', (_, standing) => {
  const {run, lead} = world({subscription: 'subscribed'})
  expect(run({kind: 'addToCampaign', campaignId: CAMPAIGN}, standing).kind).toBe('skipped')
  expect(lead()).toMatchObject({campaigns: []})
  expect(run({kind: 'addToList', listId: LIST}, standing).kind).toBe('changed')
})

test('a campaign includes subscribed people, even when the lead’s copy differs', () => {
  const {run, lead} = world({subscription: 'unsubscribed'})
  const standing = {subscriber: {_id: 'artameta.subscriber.x', status: 'subscribed' as const}}
  expect(run({kind: 'addToCampaign', campaignId: CAMPAIGN}, standing).kind).toBe('changed')
  expect(lead()).toMatchObject({campaigns: [CAMPAIGN]})
})

test('a change that the rules of single changes refuse fails with their reason', () => {
  const {run} = world({tags: Array.from({length: 50}, (_, index) => `t${index}`)})
  expect(run({kind: 'setStatus', to: 'sold'})).toMatchObject({
    problems: [{code: 'lead.status-unknown'}],
  })
  expect(run({kind: 'addTag', tag: 'x'})).toMatchObject({
    problems: [{code: 'field.too-many-tags', values: {limit: 50}}],
  })
  expect(run({kind: 'setField', field: 'linkedIn', value: 'x'})).toMatchObject({kind: 'failed'})
  expect(run({kind: 'addTag', tag: 'x'}, {lead: null})).toMatchObject({
    problems: [{code: 'bulk.gone'}],
  })
  const foreign = {kind: 'addToList', listId: LIST.replace('artameta', 'bluefern')} as const
  expect(() => run(foreign)).toThrow('another site')
})
