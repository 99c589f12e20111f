import type {SanityClient} from '@sanity/client'
import {afterAll, beforeAll, beforeEach, describe, expect, test, vi} from 'vitest'
import {ALL_LEADS, type LeadSelection} from '../../../core/audience/leadSelection.ts'
import type {BulkAction} from '../../../core/changes/bulk/bulkIntent.ts'
import {deterministicUlid} from '../../../core/people/ulid.ts'
import type {Lead, Site} from '../../../core/sanity.types.generated.ts'
import {testSite} from '../../../local/api/testing/testSites.ts'
import type {WorkspaceSite} from '../../ui/siteContext.tsx'
import {startTestLake, type TestLake} from '../../../local/lake/testing/testLake.ts'
import type {BulkReport} from './bulkReport.ts'
import {followUp, startBulk, type BulkSetting, type StartedBulk} from './startBulk.ts'

const tag = {tag: 'leads.test.bulk'}
const ALL: LeadSelection = {kind: 'matching', view: ALL_LEADS, excluded: []}
const TYPES = ['lead', 'leadActivity', 'newsletterSubscriber', 'bulkChange', 'jobChunk']
const HANDLES = {onProgress: () => {}, isCancelled: () => false}

let lake: TestLake
let admin: SanityClient
let site: WorkspaceSite
let made = 0

beforeAll(async () => {
  lake = await startTestLake()
  admin = lake.client('local-superadmin')
  await admin.create(testSite('artameta', 'artameta.example'), tag)
  const found = await admin.getDocument<Site>('site.artameta')
  if (!found) throw new Error('There is no site.')
  site = {...found, customFields: []}
})
afterAll(() => lake.stop())
beforeEach(async () => {
  for (const type of TYPES) {
    await admin.delete({query: '*[_type == $type]', params: {type}}, tag)
  }
})

async function addLeads(count: number): Promise<string[]> {
  const documents = Array.from({length: count}, (_, index) => ({
    _id: `artameta.lead.${deterministicUlid(0, `lead-${index}`)}`,
    _type: 'lead',
    site: 'artameta',
    email: `person${index}@example.com`,
    status: 'new',
    engagement: 'none',
    tags: ['old'],
    lists: [],
    campaigns: [],
    subscription: 'none',
    createdAt: '2026-01-01T00:00:00.000Z',
  }))
  const mutations = documents.map((document) => ({create: document}))
  await admin.mutate(mutations, {...tag, returnDocuments: false})
  return documents.map(({_id}) => _id).sort()
}

async function unsubscribe(leadIds: readonly string[]): Promise<void> {
  const mutations = leadIds.map((id) => ({
    create: {
      _id: id.replace('.lead.', '.subscriber.'),
      _type: 'newsletterSubscriber',
      site: 'artameta',
      status: 'unsubscribed',
    },
  }))
  await admin.mutate(mutations, {...tag, returnDocuments: false})
}

/** What a person with a role works with, and the requests that it made so far. */
function as(role: 'admin' | 'editor' | 'viewer') {
  const client = lake.client(`local-artameta-${role}`)
  const requests: string[] = []
  const request = client.request.bind(client)
  const mutate = client.mutate.bind(client)
  vi.spyOn(client, 'request').mockImplementation((...args) => {
    requests.push('read')
    return Reflect.apply(request, client, args)
  })
  vi.spyOn(client, 'mutate').mockImplementation((...args) => {
    requests.push('write')
    return Reflect.apply(mutate, client, args)
  })
  const setting: BulkSetting = {
    client,
    site,
    user: {id: `artameta-${role}`, name: 'Ada Example'},
    newUlid: () => {
      made += 1
      return deterministicUlid(1, `job-${made}`)
    },
    now: () => new Date().toISOString(),
  }
  /** Writes after something else has happened. */
  const after =
    (before: () => Promise<unknown>): typeof mutate =>
    async (...args: unknown[]) => {
      requests.push('write')
      await before()
      return Reflect.apply(mutate, client, args)
    }
  return {setting, requests, client, after}
}

function reportOf(started: StartedBulk): BulkReport {
  if (started.kind !== 'done') throw new Error('It was given to a function.')
  return started.report
}

function start(who: {setting: BulkSetting}, action: BulkAction, selection = ALL, expected = 1000) {
  return startBulk(who.setting, action, selection, expected, HANDLES).then(reportOf)
}

const leads = () => admin.fetch<Lead[]>('*[_type == "lead"] | order(_id asc)', {}, tag)
const jobOf = (report: BulkReport) => admin.getDocument(report.jobId, tag)

describe('a change of 1,000 leads by the page', () => {
  test('takes five requests, and shows its result everywhere', async () => {
    const ids = await addLeads(1000)
    const editor = as('editor')
    const report = await start(editor, {kind: 'addTag', tag: 'vip'}, {kind: 'ids', ids})
    expect(editor.requests).toEqual(['read', 'write', 'write', 'write', 'write'])
    expect(report.tally).toEqual({succeeded: 1000, unchanged: 0, skipped: 0, failed: 0})
    expect(await jobOf(report)).toMatchObject({
      state: 'succeeded',
      createdBy: 'artameta-editor',
      totals: {total: 1000, succeeded: 1000, failed: 0, skipped: 0},
    })
    expect((await leads()).every(({tags}) => tags?.join() === 'old,vip')).toBe(true)
    const count =
      'count(*[_type == "leadActivity" && jobId == $id && actor.id == "artameta-editor"])'
    expect(await admin.fetch(count, {id: report.jobId}, tag)).toBe(1000)
  })

  test('stores the requested view and the ids of its leads', async () => {
    const ids = await addLeads(30)
    const searched: LeadSelection = {
      kind: 'matching',
      view: {...ALL_LEADS, search: 'person'},
      excluded: ids.slice(0, 2),
    }
    const editor = as('editor')
    const report = await start(editor, {kind: 'addTag', tag: 'vip'}, searched, 28)
    expect(JSON.parse((await jobOf(report))?.['intent'])).toMatchObject({
      targets: {kind: 'ids', ids: ids.slice(2)},
      asked: {view: searched.view, excluded: 2},
      expected: 28,
    })
    expect(editor.requests).toEqual(['read', 'write'])
  })

  test('is undone from its stored data, where nothing was changed since', async () => {
    const ids = await addLeads(600)
    const editor = as('editor')
    const report = await start(editor, {kind: 'setStatus', to: 'new'}, ALL, 600)
    expect(report.tally.unchanged).toBe(600)
    const done = await start(editor, {kind: 'addTag', tag: 'vip'}, ALL, 600)
    await admin
      .patch(ids[3] ?? '')
      .set({tags: ['theirs']})
      .commit(tag)
    const undone = reportOf(await followUp(editor.setting, done, 'undo', HANDLES))
    expect(undone.tally).toEqual({succeeded: 599, unchanged: 1, skipped: 0, failed: 0})
    expect((await leads()).filter(({tags}) => tags?.join() === 'old')).toHaveLength(599)
  })

  test('leaves people who get no mail out of a campaign, and counts them', async () => {
    const ids = await addLeads(100)
    await unsubscribe(ids.slice(0, 10))
    const campaignId = `artameta.campaign.${deterministicUlid(0, 'c')}`
    const report = await start(as('editor'), {kind: 'addToCampaign', campaignId}, ALL, 100)
    expect(report.tally).toMatchObject({succeeded: 90, skipped: 10})
    expect(report.skipped[0]?.problems).toEqual([{code: 'mail.unsubscribed'}])
  })
})

describe('somebody else', () => {
  test('who changed a lead meanwhile keeps their change', async () => {
    const ids = await addLeads(300)
    const editor = as('editor')
    const theirs = () =>
      admin
        .patch(ids[5] ?? '')
        .set({tags: ['theirs']})
        .commit(tag)
    vi.spyOn(editor.client, 'mutate').mockImplementationOnce(editor.after(theirs))
    const report = await start(editor, {kind: 'addTag', tag: 'vip'}, {kind: 'ids', ids}, 300)
    expect(report.tally.succeeded).toBe(300)
    expect(await admin.getDocument(ids[5] ?? '', tag)).toMatchObject({tags: ['theirs', 'vip']})
    expect(editor.requests.length).toBeLessThanOrEqual(5)
  })

  test('who keeps changing a lead is reported, and the other leads are changed', async () => {
    const ids = await addLeads(40)
    const editor = as('editor')
    const busy = ids[7] ?? ''
    const theirs = () => admin.patch(busy).set({score: Math.random()}).commit(tag)
    vi.spyOn(editor.client, 'mutate').mockImplementation(editor.after(theirs))
    const report = await start(editor, {kind: 'addTag', tag: 'vip'}, {kind: 'ids', ids}, 40)
    expect(report.tally).toMatchObject({succeeded: 39, failed: 1})
    expect(report.failures).toEqual([{id: busy, problems: [{code: 'job.busy'}]}])
    expect(await jobOf(report)).toMatchObject({state: 'partly', totals: {succeeded: 39, failed: 1}})
    const again = reportOf(await followUp(as('editor').setting, report, 'retry', HANDLES))
    expect(again.tally).toMatchObject({succeeded: 1, failed: 0})
  })
})

describe('who may', () => {
  test('delete: administrators; others are refused, and nothing is written', async () => {
    await addLeads(120)
    const denied = await start(as('editor'), {kind: 'delete'}, ALL, 120)
    expect(denied).toMatchObject({tally: {succeeded: 0, failed: 120}, left: 0})
    expect(denied.failures[0]?.problems).toMatchObject([
      {code: 'job.unrecorded', values: {problem: {code: 'store.denied'}}},
    ])
    expect(await jobOf(denied)).toBeUndefined()
    const done = await start(as('admin'), {kind: 'delete'}, ALL, 120)
    expect(done.tally.succeeded).toBe(120)
    expect(await leads()).toHaveLength(0)
    const restored = reportOf(await followUp(as('editor').setting, done, 'undo', HANDLES))
    expect(restored.tally.succeeded).toBe(120)
    expect(await leads()).toHaveLength(120)
  })

  test('change leads: not viewers, who are refused without a request for each lead', async () => {
    await addLeads(500)
    const viewer = as('viewer')
    const report = await start(viewer, {kind: 'addTag', tag: 'vip'}, ALL, 500)
    expect(report).toMatchObject({tally: {succeeded: 0, failed: 250}, left: 250})
    expect(viewer.requests.length).toBeLessThan(60)
  })
})

describe('between two transactions', () => {
  test('it can be cancelled, and reports what was done and what was not', async () => {
    const ids = await addLeads(600)
    const editor = as('editor')
    let done = 0
    const handles = {
      onProgress: (count: number) => {
        done = count
      },
      isCancelled: () => done > 0,
    }
    const action = {kind: 'addTag', tag: 'vip'} as const
    const started = await startBulk(editor.setting, action, {kind: 'ids', ids}, 600, handles)
    const report = reportOf(started)
    expect(report).toMatchObject({tally: {succeeded: 250}, left: 350})
    expect(await jobOf(report)).toMatchObject({
      state: 'cancelled',
      totals: {total: 600, succeeded: 250},
    })
    expect((await leads()).filter(({tags}) => tags?.includes('vip'))).toHaveLength(250)
    const rest = reportOf(await followUp(editor.setting, report, 'retry', HANDLES))
    expect(rest.tally.succeeded).toBe(350)
  })
})

test('more than 1,000 leads are given to a function', async () => {
  await addLeads(1001)
  const editor = as('editor')
  const started = await startBulk(editor.setting, {kind: 'addTag', tag: 'x'}, ALL, 900, HANDLES)
  expect(started.kind).toBe('queued')
  const jobs = await admin.fetch('*[_type == "bulkChange"]{way, state, createdBy, totals}', {}, tag)
  // Whatever the page itself did before.
  const totals = {total: 0, succeeded: 0, failed: 0, skipped: 0}
  expect(jobs).toEqual([{way: 'function', state: 'queued', createdBy: 'artameta-editor', totals}])
})
