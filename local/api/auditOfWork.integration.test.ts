import type {SanityClient} from '@sanity/client'
import {afterAll, beforeAll, beforeEach, describe, expect, test, vi} from 'vitest'
import type {AudienceDefinition} from '../../core/audience/definition.ts'
import {ALL_LEADS, type LeadView} from '../../core/audience/leadSelection.ts'
import {audienceFields} from '../../core/audience/fields.ts'
import {verifyChain} from '../../core/audit/hashChain.ts'
import {newBulkJob} from '../../core/changes/bulk/bulkJob.ts'
import {exportIntent} from '../../core/changes/exports/exportIntent.ts'
import {endExport, newExport} from '../../core/changes/exports/exportJob.ts'
import {changeCampaignAudience} from '../../core/changes/campaigns/changeCampaignAudience.ts'
import {createCampaign} from '../../core/changes/campaigns/createCampaign.ts'
import {createSegment} from '../../core/changes/segments/createSegment.ts'
import {deterministicUlid} from '../../core/people/ulid.ts'
import type {AuditEvent, Campaign} from '../../core/sanity.types.generated.ts'
import type {FunctionServices} from '../../functions/shared/functionServices.ts'
import {createLakeClient} from '../../functions/shared/lakeClient.ts'
import {recordChange} from '../../functions/record-changes/handler.ts'
import {recordJob} from '../../functions/record-jobs/handler.ts'
import {readServerEnv} from '../../functions/shared/serverEnv.ts'
import {createSiteRegistry} from '../../functions/shared/siteRegistry.ts'
import {createSiteSecrets} from '../../functions/shared/siteSecrets.ts'
import {sweep} from '../../functions/sweep-submissions/handler.ts'
import {LOCAL_DATASET, LOCAL_PROJECT_ID} from '../ports.ts'
import type {Runner} from '../runner/createRunner.ts'
import {localServerVariables} from './localServerVariables.ts'
import {startTestStack, type TestStack} from './testStack.ts'

const MINUTE = 60_000
const PATIENCE = {timeout: 30_000, interval: 20}
const tag = {tag: 'leads.test.audit'}
const TYPES = [
  'lead',
  'leadActivity',
  'bulkChange',
  'jobChunk',
  'leadExport',
  'segment',
  'leadList',
  'savedView',
  'campaign',
]

let stack: TestStack
let runner: Runner
let made = 0

beforeAll(async () => {
  stack = await startTestStack()
  runner = await stack.startRunner()
})
afterAll(() => stack.stop())
beforeEach(async () => {
  for (const type of TYPES) {
    await stack.client.delete({query: '*[_type == $type]', params: {type}}, tag)
  }
  await runner.idle()
  await stack.client.delete({query: '*[_type == "auditEvent"]'}, tag)
})

function ulid(): string {
  made += 1
  return deterministicUlid(Date.UTC(2026, 10, 1), `work-${made}`)
}

function as(role: string): SanityClient {
  return createLakeClient({
    projectId: LOCAL_PROJECT_ID,
    dataset: LOCAL_DATASET,
    apiHost: stack.lake.url,
    token: `local-${role}`,
  })
}

/** Services of their own, as another process would have them. */
function services(aheadMs = 0): FunctionServices {
  const env = readServerEnv(localServerVariables())
  const client = as('functions')
  return {
    env,
    client,
    registry: createSiteRegistry(client, Date.now),
    secrets: createSiteSecrets(env),
    now: () => new Date(Date.now() + aheadMs).toISOString(),
  }
}

/** The trail of artameta, whose chain holds and which names nobody. */
async function trail(): Promise<AuditEvent[]> {
  const query = '*[_type == "auditEvent" && site == "artameta"] | order(seq asc)'
  const events = await stack.client.fetch<AuditEvent[]>(query, {}, tag)
  expect(verifyChain(events)).toMatchObject({ok: true, count: events.length})
  const text = JSON.stringify(events)
  for (const personal of ['Ada', 'ada@', 'vip-tag', 'Berlin']) expect(text).not.toContain(personal)
  return events
}

function told(event: AuditEvent | undefined): Record<string, string | undefined> {
  return Object.fromEntries((event?.diff ?? []).map(({path, after}) => [path, after]))
}

function definition(...rules: [field: string, operator: string, value: unknown][]) {
  const made: AudienceDefinition = {
    version: 1,
    root: {
      id: 'root',
      combinator: 'and',
      rules: rules.map(([field, operator, value], index) => ({
        id: `r${index}`,
        field,
        operator,
        value,
      })),
    },
  }
  return made
}

const VIEW: LeadView = {
  ...ALL_LEADS,
  search: 'ada@example.com',
  audience: definition(['status', 'is', 'new'], ['name', 'contains', 'Ada']),
}
const MARK = /#[a-z2-7]{8}/u

async function addLeads(count: number): Promise<void> {
  const leads = Array.from({length: count}, (_, index) => ({
    _id: `artameta.lead.${deterministicUlid(0, `lead-${index}`)}`,
    _type: 'lead',
    site: 'artameta',
    name: 'Ada Example',
    email: `ada@example.com`,
    status: 'new',
    engagement: 'none',
    tags: [],
    subscription: 'none',
    createdAt: '2026-01-01T00:00:00.000Z',
  }))
  await stack.client.mutate(
    leads.map((lead) => ({create: lead})),
    {...tag, returnDocuments: false},
  )
}

describe('a bulk change as a whole', () => {
  test('has one event, with who, what, which leads and how many', async () => {
    await addLeads(3)
    const parts = {
      site: 'artameta',
      ulid: ulid(),
      intent: {
        version: 1 as const,
        action: {kind: 'addTag' as const, tag: 'vip-tag'},
        targets: {kind: 'matching' as const, view: VIEW, excluded: ['artameta.lead.gone']},
        expected: 4,
        actorName: 'Ada Example',
      },
      createdBy: 'artameta-editor',
      now: new Date().toISOString(),
    }
    const job = newBulkJob({...parts, way: 'function'})
    await as('artameta-editor').create(job, tag)
    await runner.idle()
    const events = (await trail()).filter(({action}) => action.startsWith('bulk.'))
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({
      action: 'bulk.tag.added',
      actor: {kind: 'user', id: 'artameta-editor'},
      target: {type: 'bulkChange', id: job._id},
    })
    expect(told(events[0])).toEqual({
      tag: expect.stringMatching(MARK),
      leads: 'matching',
      search: expect.stringMatching(MARK),
      filter: expect.stringMatching(/^Status is “new”, and name contains “#[a-z2-7]{8}”$/u),
      excluded: '1',
      by: 'function',
      state: 'succeeded',
      asked: '4',
      total: '3',
      succeeded: '3',
      unchanged: '0',
      skipped: '0',
      failed: '0',
    })
  })

  test('that a page made and never ended is recorded when the sweep ends it', async () => {
    const intent = {
      version: 1 as const,
      action: {kind: 'setField' as const, field: 'name' as const, value: 'Ada'},
      targets: {kind: 'ids' as const, ids: []},
      asked: {view: VIEW, excluded: 0},
    }
    const now = new Date().toISOString()
    const parts = {site: 'artameta', ulid: ulid(), intent, createdBy: 'artameta-editor', now}
    const job = newBulkJob({...parts, way: 'page'})
    await as('artameta-editor').create({...job, totals: {...job.totals, total: 7}}, tag)
    await runner.idle()
    expect(await trail()).toEqual([])
    await sweep(services(6 * MINUTE), () => 0)
    await runner.idle()
    const [event, ...more] = await trail()
    expect(more).toEqual([])
    expect(event).toMatchObject({action: 'bulk.fields.changed', actor: {id: 'artameta-editor'}})
    expect(told(event)).toMatchObject({field: 'name', state: 'failed', by: 'page', total: '7'})
    expect(told(event)['filter']).toMatch(/^Status is/u)
  })
})

describe('an export', () => {
  async function begin(): Promise<string> {
    const intent = exportIntent(
      {kind: 'matching', view: VIEW, excluded: []},
      ['name', 'email', 'customFields.size'],
      audienceFields(),
    )
    expect(JSON.stringify(intent)).not.toContain('da@')
    expect(JSON.stringify(intent)).not.toContain('Ada')
    const parts = {site: 'artameta', ulid: ulid(), intent, expected: 3, createdBy: 'artameta-admin'}
    const job = newExport({...parts, now: new Date().toISOString()})
    await as('artameta-admin').create(job, tag)
    return job._id
  }

  test('has an event of its beginning and one of its end, once each', async () => {
    const id = await begin()
    await runner.idle()
    const end = endExport(id, 'succeeded', 3, new Date().toISOString())
    await as('artameta-admin').mutate(end, tag)
    await runner.idle()
    await Promise.all([recordJob(services(), id), recordJob(services(), id)])
    await sweep(services(3 * MINUTE), () => 0)
    const events = await trail()
    expect(events.map(({action}) => action)).toEqual(['export.started', 'export.finished'])
    const common = {
      leads: 'matching',
      search: '…',
      filter: 'Status is “new”, and name contains “…”',
      columns: 'name, email, customFields.size',
      asked: '3',
    }
    expect(events.map(told)).toEqual([common, {...common, state: 'succeeded', rows: '3'}])
    for (const {actor} of events) expect(actor).toEqual({kind: 'user', id: 'artameta-admin'})
  })

  test('that no function was called for is recorded by the sweep, and asked for no more after', async () => {
    await runner.stop()
    const id = await begin()
    const end = endExport(id, 'cancelled', 2, new Date().toISOString())
    await as('artameta-admin').mutate(end, tag)
    const [first, second] = [services(3 * MINUTE), services(3 * MINUTE)]
    expect(await sweep(first, () => 0)).toMatchObject({recorded: 1, failures: 0})
    const jobs = vi.spyOn(second.client, 'getDocument')
    expect(await sweep(second, () => 0)).toMatchObject({recorded: 0, failures: 0})
    expect(jobs).not.toHaveBeenCalled()
    // What the runner is told of afterwards is recorded already.
    runner = await stack.startRunner()
    await runner.idle()
    const events = await trail()
    expect(events.map(({action}) => action)).toEqual(['export.started', 'export.finished'])
    expect(told(events[1])).toMatchObject({state: 'cancelled', rows: '2'})
  })

  test('whose page died is ended by the sweep, and that is recorded', async () => {
    const id = await begin()
    await sweep(services(6 * MINUTE), () => 0)
    await runner.idle()
    expect(await stack.client.getDocument(id, tag)).toMatchObject({state: 'failed'})
    const events = await trail()
    expect(events.map(({action}) => action)).toEqual(['export.started', 'export.finished'])
    expect(told(events[1])).toMatchObject({state: 'failed', rows: '0'})
  })

  test('whose record is deleted leaves that too', async () => {
    const id = await begin()
    await runner.idle()
    await as('artameta-admin').delete(id, tag)
    await runner.idle()
    const events = await trail()
    expect(events.map(({action}) => action)).toEqual(['export.started', 'export.deleted'])
    expect(events[1]).toMatchObject({actor: {id: 'artameta-admin'}, target: {id}})
  })
})

describe('a segment', () => {
  async function make(): Promise<string> {
    const decision = createSegment(
      {title: 'People around Ada', definition: VIEW.audience ?? definition()},
      {
        site: 'artameta',
        segments: new Map(),
        fields: audienceFields(),
        // What the document says of its author is not believed.
        actor: {kind: 'user', id: 'somebody-else', name: 'Ada Example'},
        now: new Date().toISOString(),
      },
      ulid(),
    )
    if (!decision.ok) throw new Error('It is not sound.')
    await as('artameta-editor').mutate(decision.mutations, tag)
    await runner.idle()
    return decision.id
  }

  test('leaves events of its making, changes and deletion, by whoever did it', async () => {
    const id = await make()
    const changed = JSON.stringify(definition(['city', 'is', 'Berlin'], ['score', 'atLeast', 50]))
    await as('artameta-admin').patch(id).set({definition: changed}).commit(tag)
    await runner.idle()
    await as('artameta-admin').patch(id).set({title: 'Ada and others'}).commit(tag)
    await runner.idle()
    await as('superadmin').delete(id, tag)
    await runner.idle()
    const events = await trail()
    const acts = events.map(({action, actor}) => `${action} by ${actor.id}`)
    expect(acts).toEqual([
      'segment.created by artameta-editor',
      'segment.changed by artameta-admin',
      'segment.changed by artameta-admin',
      expect.stringMatching(/^segment\.deleted by [a-z-]*superadmin$/u),
    ])
    const meant = events.map(({diff}) => diff.find(({path}) => path === 'definition'))
    const first = /^Status is “new”, and name contains “#[a-z2-7]{8}”$/u
    expect(meant[0]).toMatchObject({after: expect.stringMatching(first)})
    // A field that there is not can't be said: a mark stands for the whole.
    const mark = expect.stringMatching(/^\[#[a-z2-7]{8}\]$/u)
    expect(meant[1]).toMatchObject({before: expect.stringMatching(first), after: mark})
    expect(meant[2]).toBeUndefined()
    expect(meant[3]).toMatchObject({before: mark})
    expect(events[2]?.diff.map(({path}) => path)).toEqual(['title', 'transaction'])
  })

  test('that is counted, looked at or told of again leaves none', async () => {
    const id = await make()
    const [event] = await trail()
    const counted = {count: {value: 3, at: new Date().toISOString()}, viewedAt: 'now', history: []}
    await stack.client.patch(id).set(counted).commit(tag)
    await runner.idle()
    const after = await stack.client.getDocument(id, tag)
    const revision = told(event)['transaction'] ?? ''
    const again = {_id: id, _type: 'segment', before: null, after: {...after, _rev: revision}}
    const results = await Promise.all([
      recordChange(services(), again),
      recordChange(services(), again),
    ])
    expect(results).toEqual(['nothing-to-do', 'nothing-to-do'])
    expect(await trail()).toHaveLength(1)
  })

  test('has an event by nobody where the history does not say who it was', async () => {
    const id = `artameta.segment.${ulid()}`
    const after = {_rev: 'never-was', title: 'Ada'}
    const change = {_id: id, _type: 'segment', before: null, after}
    const done = await Promise.all([
      recordChange(services(), change),
      recordChange(services(), change),
    ])
    expect(done.toSorted()).toEqual(['nothing-to-do', 'written'])
    expect(await trail()).toMatchObject([
      {action: 'segment.created', actor: {kind: 'function', id: 'unknown'}},
    ])
  })
})

test('a campaign for a segment leaves one event when it is made and one when it is changed', async () => {
  const [won, fair] = [`artameta.segment.${ulid()}`, `artameta.segment.${ulid()}`]
  const context = {
    site: 'artameta',
    segments: new Map([
      [won, {title: 'Ada won', definition: definition(['status', 'is', 'won'])}],
      [fair, {title: 'Ada fair', definition: definition(['name', 'contains', 'Ada'])}],
    ]),
    fields: audienceFields(),
  }
  const made = createCampaign({title: 'Ada in Berlin', segmentId: won}, context, ulid())
  if (!made.ok) throw new Error('It is not sound.')
  await as('artameta-editor').mutate(made.mutations, tag)
  // What is written again because nobody knows whether it was is no change.
  await as('artameta-editor').mutate(made.mutations, tag)
  await runner.idle()
  const campaign = await stack.client.getDocument<Campaign>(made.id, tag)
  if (!campaign) throw new Error('There is no campaign.')
  const used = {segmentId: fair, use: 'narrow'} as const
  const changed = changeCampaignAudience(campaign, used, context)
  if (!changed.ok) throw new Error('It is not sound.')
  await as('artameta-admin').mutate(changed.mutations, tag)
  await runner.idle()
  const [created, altered, ...others] = await trail()
  expect(others).toEqual([])
  const target = {type: 'campaign', id: made.id}
  expect(created).toMatchObject({
    action: 'campaign.created',
    actor: {id: 'artameta-editor'},
    target,
  })
  expect(told(created)).toMatchObject({
    audience: `In segment “${won}”`,
    status: 'draft',
    title: expect.stringMatching(MARK),
  })
  expect(altered).toMatchObject({action: 'campaign.changed', actor: {id: 'artameta-admin'}, target})
  expect(altered?.diff.map(({path}) => path)).toEqual(['audience', 'transaction'])
  expect(altered?.diff[0]).toMatchObject({
    before: `In segment “${won}”`,
    after: `In segment “${won}”, and in segment “${fair}”`,
  })
})

test('lists and shared views leave events too', async () => {
  const [list, view] = [`artameta.list.${ulid()}`, `artameta.view.${ulid()}`]
  const base = {site: 'artameta', title: 'Ada'}
  const editor = as('artameta-editor')
  await editor.create({...base, _id: list, _type: 'leadList'}, tag)
  const address = 'sort=name&columns=name'
  const definitionText = JSON.stringify(VIEW.audience)
  await editor.create(
    {
      ...base,
      _id: view,
      _type: 'savedView',
      address,
      search: 'Ada',
      definition: definitionText,
      createdBy: 'artameta-editor',
    },
    tag,
  )
  await stack.client
    .patch(list)
    .set({memberCount: {value: 3, at: 'now'}})
    .commit(tag)
  const lock = {by: 'artameta-editor', name: 'Ada Example', at: 'now', reason: 'For Ada'}
  await editor.patch(view).set({lock}).commit(tag)
  await editor.patch(view).set({'lock.reason': 'Ada again'}).commit(tag)
  await as('artameta-admin').delete(view, tag)
  await runner.idle()
  const acts = async () => (await trail()).map(({action, actor}) => `${action} by ${actor.id}`)
  await vi.waitFor(async () => expect(await acts()).toHaveLength(4), PATIENCE)
  const locking = (await trail()).find(({action}) => action === 'view.changed')
  expect(locking?.diff.map(({path, before, after}) => [path, before, after])).toEqual([
    ['locked', undefined, 'true'],
    ['transaction', undefined, expect.any(String)],
  ])
  expect((await acts()).toSorted()).toEqual([
    'list.created by artameta-editor',
    'view.changed by artameta-editor',
    'view.created by artameta-editor',
    'view.deleted by artameta-admin',
  ])
})
