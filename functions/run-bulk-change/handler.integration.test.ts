import {randomUUID} from 'node:crypto'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, beforeEach, describe, expect, test, vi} from 'vitest'
import {problem} from '../../core/problems/problem.ts'
import {formatProblems, parseProblems} from '../../core/problems/storedProblems.ts'
import {ALL_LEADS} from '../../core/audience/leadSelection.ts'
import {digestOfDocuments} from '../../core/audit/chunkDigest.ts'
import type {BulkAction, BulkTargets} from '../../core/changes/bulk/bulkIntent.ts'
import {newBulkJob, type BulkJobRecord} from '../../core/changes/bulk/bulkJob.ts'
import {requestCancel, resumeJob} from '../../core/jobs/jobTransitions.ts'
import {deterministicUlid} from '../../core/people/ulid.ts'
import type {BulkChange, Lead, LeadActivity} from '../../core/sanity.types.generated.ts'
import {
  clientAs,
  functionServicesOf,
  readChain,
  recordTrails,
  diffValues,
} from '../../local/api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'
import {LOCAL_DATASET} from '../../local/ports.ts'
import {startReadyProcess} from '../../local/readyProcess.ts'
import {openInvocationQueue} from '../../local/runner/invocationQueue.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {describeJobKind} from '../../local/api/testing/describeJobKind.ts'
import {LANES, runJob, type JobResult} from '../shared/jobs/runJob.ts'
import {sweep} from '../sweep/handler.ts'
import {BULK_CHANGE, runBulkChange} from './handler.ts'

const RUNNER = fileURLToPath(new URL('../../local/runner/main.ts', import.meta.url))
const MATCHING: BulkTargets = {kind: 'matching', view: ALL_LEADS, excluded: []}
const PATIENCE = {timeout: 120_000, interval: 20}
const tag = {tag: 'leads.test.bulk'}

let made = 0

function ulid(): string {
  made += 1
  return deterministicUlid(Date.UTC(2026, 10, 1), `bulk-${made}`)
}

async function addLeads(
  {client}: TestStack,
  count: number,
  more: (index: number) => object = () => ({}),
) {
  const documents = Array.from({length: count}, (_, index) => ({
    _id: `artameta.lead.${ulid()}`,
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
    ...more(index),
  }))
  const options = {...tag, returnDocuments: false} as const
  await client.mutate(
    documents.map((document) => ({create: document})),
    options,
  )
  return documents.map(({_id}) => _id).sort()
}

/** Asks for a bulk change as a user, and gives its id. */
async function ask(
  stack: TestStack,
  action: BulkAction,
  targets = MATCHING,
  options: {role?: string; createdBy?: string} = {},
): Promise<string> {
  const {role = 'artameta-admin', createdBy = role} = options
  const intent = {version: 1 as const, action, targets}
  const now = new Date().toISOString()
  const parts = {site: 'artameta', ulid: ulid(), intent, createdBy, way: 'function' as const, now}
  const job = newBulkJob(parts)
  await clientAs(stack, role).create(job, tag)
  return job._id
}

/** Ids of the leads that a bulk change has changed, by the entries of their timelines. */
async function changedBy({client}: TestStack, jobId: string): Promise<string[]> {
  const query = '*[_type == "leadActivity" && jobId == $jobId] | order(leadId asc).leadId'
  return client.fetch<string[]>(query, {jobId}, tag)
}

const inChunks = {...BULK_CHANGE, chunkSize: 20}
const inSmallChunks = (
  services: FunctionServices,
  jobId: string,
  elapsed: () => number,
  budgetMs?: number,
): Promise<JobResult> => runJob(services, inChunks, jobId, elapsed, budgetMs)

/** A bulk change that has been carried out, for undoing it. */
async function finished(stack: TestStack, action: BulkAction, count: number): Promise<string> {
  const ids = await addLeads(stack, count)
  const id = await ask(stack, action, {kind: 'ids', ids})
  await inSmallChunks(functionServicesOf(stack), id, () => 0)
  return id
}

const undoing = (jobId: string): BulkTargets => ({kind: 'job', jobId, which: 'changed'})

describeJobKind({
  name: 'bulkChange, adding tags',
  ask: async (stack, count) => {
    const ids = await addLeads(stack, count)
    return ask(stack, {kind: 'addTag', tag: 'suite'}, {kind: 'ids', ids})
  },
  run: inSmallChunks,
  done: changedBy,
})

describeJobKind({
  name: 'bulkChange, deleting',
  ask: async (stack, count) => {
    const ids = await addLeads(stack, count)
    return ask(stack, {kind: 'delete'}, {kind: 'ids', ids})
  },
  run: inSmallChunks,
  done: changedBy,
})

describeJobKind({
  name: 'bulkChange, undoing a deletion',
  ask: async (stack, count) =>
    ask(stack, {kind: 'undo'}, undoing(await finished(stack, {kind: 'delete'}, count))),
  run: inSmallChunks,
  done: changedBy,
})

describe.each(MODES)('bulk changes ($mode)', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())
  beforeEach(async () => {
    for (const type of ['lead', 'leadActivity', 'bulkChange', 'jobChunk', 'leadList']) {
      await stack.client.delete({query: '*[_type == $type]', params: {type}}, tag)
    }
    await stack.settled()
  })

  function run(id: string, services = functionServicesOf(stack)): Promise<JobResult> {
    return runBulkChange(services, id, () => 0)
  }

  async function job(id: string): Promise<BulkJobRecord> {
    const found = await stack.client.getDocument<BulkChange>(id, tag)
    if (!found) throw new Error(`There is no ${id}.`)
    return found
  }

  async function leads(): Promise<Lead[]> {
    await stack.settled()
    return stack.client.fetch('*[_type == "lead"] | order(_id asc)', {}, tag)
  }

  async function activities(jobId: string): Promise<LeadActivity[]> {
    await stack.settled()
    const query = '*[_type == "leadActivity" && jobId == $jobId] | order(leadId asc)'
    return stack.client.fetch(query, {jobId}, tag)
  }

  /** These leads were changed by it once, and the events of its shares prove their entries. */
  async function expectOnce(jobId: string, ids: readonly string[]): Promise<void> {
    const entries = await activities(jobId)
    expect(entries.map(({leadId}) => leadId)).toEqual(ids)
    await recordTrails(stack)
    const events = (await readChain(stack.client, 'artameta')).filter(
      ({target}) => target.id === jobId,
    )
    const shares = events.filter(({action}) => action === 'bulk.share.written').map(diffValues)
    const told = shares.reduce((sum, share) => sum + Number(share['entries']), 0)
    expect(told).toBe(ids.length)
    expect(events.filter(({action}) => action !== 'bulk.share.written')).toHaveLength(1)
    const byTransaction = Map.groupBy(entries, ({_rev}) => _rev)
    const proven = [...byTransaction.values()].map((each) => digestOfDocuments(each))
    const digests = shares.flatMap(({entries: count, digest}) => (count === '0' ? [] : [digest]))
    expect(new Set(proven)).toEqual(new Set(digests))
  }

  test('change each lead that a filter matches once, in the name of their author', async () => {
    const ids = await addLeads(stack, 1201, (index) => (index === 7 ? {tags: ['vip']} : {}))
    await stack.settled()
    const targets: BulkTargets = {
      kind: 'matching',
      view: {...ALL_LEADS, search: 'person'},
      excluded: ids.slice(0, 1),
    }
    const id = await ask(stack, {kind: 'addTag', tag: 'vip'}, targets)
    expect(await run(id)).toBe('finished')
    const totals = {total: 1200, succeeded: 1199, failed: 0, skipped: 0}
    expect(await job(id)).toMatchObject({state: 'succeeded', totals, unchanged: 1})
    const all = await leads()
    expect(all.filter(({tags}) => tags?.includes('vip'))).toHaveLength(1200)
    const entries = await activities(id)
    await expectOnce(
      id,
      entries.map(({leadId}) => leadId),
    )
    expect(entries[0]?.actor).toEqual({kind: 'user', id: 'artameta-admin'})
  })

  test('remove named ids from their document, and keep the request', async () => {
    const ids = await addLeads(stack, 30)
    const id = await ask(stack, {kind: 'addTag', tag: 'vip'}, {kind: 'ids', ids})
    expect(await run(id)).toBe('finished')
    const {intent, totals} = await job(id)
    expect(totals).toMatchObject({total: 30, succeeded: 30})
    expect(JSON.parse(intent ?? '')).toMatchObject({
      action: {kind: 'addTag', tag: 'vip'},
      targets: {kind: 'noted'},
    })
    await recordTrails(stack)
    const events = await readChain(stack.client, 'artameta')
    const ended = events.filter(
      ({target, action}) => target.id === id && action === 'bulk.tag.added',
    )
    expect(ended.map(diffValues)).toEqual([expect.objectContaining({leads: 'picked', total: '30'})])
  })

  test('fail when the ids of their leads were not stored', async () => {
    const id = await ask(stack, {kind: 'addTag', tag: 'vip'}, {kind: 'noted'})
    expect(await run(id)).toBe('failed')
    expect(parseProblems((await job(id)).failures?.[0]?.reason)).toEqual([problem('bulk.no-leads')])
  })

  test.skipIf(strict)('survive a runner that is killed again and again', async () => {
    const ids = await addLeads(stack, 2600)
    const data = join(stack.directory, 'killed')
    const start = () => {
      const args = ['--data', data, '--lake', stack.lake.url]
      return startReadyProcess('the runner', RUNNER, args)
    }
    let runner = await start()
    await vi.waitFor(() => {
      const queue = openInvocationQueue(join(data, 'runner', 'runner.sqlite'))
      const cursor = queue.cursor(LOCAL_DATASET)
      queue.close()
      expect(cursor).not.toBeNull()
    }, PATIENCE)
    const id = await ask(stack, {kind: 'addTag', tag: 'killed'})
    for (const share of [0.1, 0.4, 0.7]) {
      await vi.waitFor(async () => {
        const {totals, state} = await job(id)
        const far = (totals?.succeeded ?? 0) > share * ids.length
        expect(far || state === 'succeeded').toBe(true)
      }, PATIENCE)
      await runner.end('SIGKILL')
      runner = await start()
    }
    await vi.waitFor(
      async () => expect(await job(id)).toMatchObject({state: 'succeeded'}),
      PATIENCE,
    )
    await runner.end('SIGTERM')
    const totals = {total: 2600, succeeded: 2600, failed: 0, skipped: 0}
    expect(await job(id)).toMatchObject({totals, unchanged: 0})
    expect((await leads()).every(({tags}) => tags?.join() === 'old,killed')).toBe(true)
    await expectOnce(id, ids)
  })

  test('keep all changes that others make meanwhile', async () => {
    const ids = await addLeads(stack, 600)
    const id = await ask(stack, {kind: 'addTag', tag: 'bulk'}, {kind: 'ids', ids})
    const own = functionServicesOf(stack)
    const mutate = own.client.mutate.bind(own.client)
    let turn = 0
    vi.spyOn(own.client, 'mutate').mockImplementation(async (operations, options) => {
      turn += 1
      const target = ids[turn]
      if (turn < 9 && target) {
        await stack.client.patch(target).insert('after', 'tags[-1]', ['theirs']).commit(tag)
      }
      return mutate(operations, options)
    })
    expect(await run(id, own)).toBe('finished')
    const all = await leads()
    expect(all.every(({tags}) => tags?.includes('bulk'))).toBe(true)
    expect(all.filter(({tags}) => tags?.includes('theirs'))).toHaveLength(8)
    expect(await job(id)).toMatchObject({state: 'succeeded', totals: {succeeded: 600}})
  })

  test('that are cancelled stop between two transactions, and can be resumed', async () => {
    const count = (LANES + 2) * 20
    const ids = await addLeads(stack, count)
    const id = await ask(stack, {kind: 'addTag', tag: 'cancelled'}, {kind: 'ids', ids})
    const own = functionServicesOf(stack)
    const mutate = own.client.mutate.bind(own.client)
    const admin = clientAs(stack, 'artameta-admin')
    vi.spyOn(own.client, 'mutate').mockImplementation(async (operations, options) => {
      const result = await mutate(operations, options)
      if (options?.tag === 'leads.job.write') await admin.mutate(requestCancel({_id: id}), tag)
      return result
    })
    expect(await inSmallChunks(own, id, () => 0)).toBe('cancelled')
    const stopped = await job(id)
    const done = (await leads()).filter(({tags}) => tags?.includes('cancelled')).length
    // The shares that were being written when it was cancelled are finished.
    expect(done).toBeLessThanOrEqual(LANES * 20)
    expect(stopped).toMatchObject({state: 'cancelled', totals: {total: count, succeeded: done}})
    await admin.mutate(resumeJob(stopped), tag)
    expect(await inSmallChunks(functionServicesOf(stack), id, () => 0)).toBe('finished')
    expect(await job(id)).toMatchObject({state: 'succeeded', totals: {succeeded: count}})
  })

  test('that fail for some leads change the others, and are retried for the failed ones only', async () => {
    const many = Array.from({length: 50}, (_, index) => `tag-${index}`)
    const ids = await addLeads(stack, 520, (index) => (index % 100 === 3 ? {tags: many} : {}))
    const id = await ask(stack, {kind: 'addTag', tag: 'more'}, {kind: 'ids', ids})
    expect(await run(id)).toBe('finished')
    const first = await job(id)
    expect(first).toMatchObject({state: 'partly', totals: {succeeded: 514, failed: 6}})
    expect(first.failures).toHaveLength(6)
    expect(first.failures?.[0]).toMatchObject({
      reason: formatProblems([problem('field.too-many-tags', {limit: 50})]),
    })
    const failed: BulkTargets = {kind: 'job', jobId: id, which: 'failed'}
    const again = await ask(stack, {kind: 'addTag', tag: 'more'}, failed)
    await stack.client
      .patch(first.failures?.[0]?.reference ?? '')
      .set({tags: []})
      .commit(tag)
    expect(await run(again)).toBe('finished')
    expect(await job(again)).toMatchObject({state: 'partly', totals: {succeeded: 1, failed: 5}})
    expect(await activities(id)).toHaveLength(ids.length - 6)
  })

  test('that are undone restore what was not changed since, and report the rest', async () => {
    const ids = await addLeads(stack, 700, (index) => (index === 0 ? {tags: ['old', 'new']} : {}))
    const id = await ask(stack, {kind: 'addTag', tag: 'new'}, {kind: 'ids', ids})
    await run(id)
    const changed = ids.at(-1) ?? ''
    await stack.client
      .patch(changed)
      .set({tags: ['old']})
      .commit(tag)
    const undo = await ask(stack, {kind: 'undo'}, undoing(id))
    expect(await run(undo)).toBe('finished')
    const totals = {total: 699, succeeded: 698, failed: 0, skipped: 0}
    expect(await job(undo)).toMatchObject({state: 'succeeded', totals, unchanged: 1})
    const tagged = (await leads()).filter(({tags}) => tags?.includes('new'))
    expect(tagged).toHaveLength(1)
  })

  test('that deleted are undone until the stored data expires', async () => {
    const ids = await addLeads(stack, 510)
    const before = await leads()
    const id = await ask(stack, {kind: 'delete'}, {kind: 'ids', ids})
    expect(await run(id)).toBe('finished')
    expect(await leads()).toEqual([])
    await expectOnce(id, ids)
    const undo = await ask(stack, {kind: 'undo'}, undoing(id))
    await run(undo)
    const own = ({_id, email, tags}: Lead) => ({_id, email, tags})
    expect((await leads()).map(own)).toEqual(before.map(own))
    await sweep(functionServicesOf(stack), randomUUID(), () => 0)
    const count = 'count(*[_type == "jobChunk"])'
    expect(await stack.client.fetch(count, {}, tag)).toBe(4)
    const later = functionServicesOf(stack, {aheadMs: 31 * 24 * 3_600_000})
    await sweep(later, randomUUID(), () => 0)
    await stack.settled()
    expect(await stack.client.fetch(count, {}, tag)).toBe(0)
  })

  test('are started by editors, in their own name', async () => {
    const role = 'artameta-editor'
    const denied = {statusCode: 403}
    const action = {kind: 'addTag', tag: 'x'} as const
    const forged = {role, createdBy: 'artameta-admin'}
    await expect(ask(stack, action, MATCHING, forged)).rejects.toMatchObject(denied)
    for (const other of ['artameta-viewer', 'bluefern-admin']) {
      await expect(ask(stack, action, MATCHING, {role: other})).rejects.toMatchObject(denied)
    }
    await expect(ask(stack, {kind: 'delete'}, MATCHING, {role})).rejects.toMatchObject(denied)
    const id = await ask(stack, action, MATCHING, {role})
    const stolen = clientAs(stack, role).patch(id).set({createdBy: 'artameta-admin'}).commit(tag)
    await expect(stolen).rejects.toMatchObject(denied)
  })

  test('carry out the instruction from their creation, even when it is edited later', async () => {
    const ids = await addLeads(stack, 3)
    const role = 'artameta-editor'
    const id = await ask(stack, {kind: 'addTag', tag: 'x'}, {kind: 'ids', ids}, {role})
    const intent = {version: 1, action: {kind: 'delete'}, targets: {kind: 'ids', ids}}
    await clientAs(stack, role)
      .patch(id)
      .set({intent: JSON.stringify(intent)})
      .commit(tag)
    const admin = clientAs(stack, 'artameta-admin')
    await admin.patch(id).set({createdBy: 'artameta-admin'}).commit(tag)
    expect(await run(id)).toBe('finished')
    expect((await leads()).map(({tags}) => tags?.join())).toEqual(Array(3).fill('old,x'))
    const [entry] = await activities(id)
    expect(entry?.actor).toEqual({kind: 'user', id: role})
  })

  test('never use another user’s documents as their own chunks', async () => {
    const ids = await addLeads(stack, 3)
    const [mine = '', theirs = ''] = ids
    // The page of an administrator deleted one lead, and an editor plants a share beside it.
    const page = ulid()
    const jobId = `artameta.bulk.delete.${page}`
    const rows = (undo: string[], waiting: string[] = []) =>
      JSON.stringify({
        version: 1,
        waiting,
        skipped: [],
        failed: [],
        undo: undo.map((each) => ({
          id: each,
          undo: {kind: 'deleted', content: {_id: each, _type: 'lead'}},
        })),
      })
    const job = {
      _id: jobId,
      _type: 'bulkChange',
      site: 'artameta',
      way: 'page',
      state: 'succeeded',
      createdBy: 'artameta-admin',
      intent: '{}',
    }
    const share = (index: number, createdBy: string, text: string) => ({
      _id: `artameta.chunk.page.${page}.${String(index).padStart(6, '0')}`,
      _type: 'jobChunk',
      site: 'artameta',
      jobId,
      index,
      createdBy,
      rows: text,
    })
    const admin = clientAs(stack, 'artameta-admin')
    await admin.create(job, tag)
    await admin.create(share(0, 'artameta-admin', rows([mine])), tag)
    const planted = share(1, 'artameta-editor', rows([theirs], [theirs]))
    await clientAs(stack, 'artameta-editor').create(planted, tag)
    const again = await ask(stack, {kind: 'delete'}, {kind: 'job', jobId, which: 'changed'})
    expect(await run(again)).toBe('finished')
    expect((await leads()).map(({_id}) => _id)).toEqual(ids.slice(1))
    const failed = await ask(stack, {kind: 'delete'}, {kind: 'job', jobId, which: 'failed'})
    expect(await run(failed)).toBe('finished')
    expect(await leads()).toHaveLength(2)
  })

  test('do not add people to a campaign who may not be mailed, even when the lead’s copy differs', async () => {
    const [first = '', second = ''] = await addLeads(stack, 2)
    const campaignId = `artameta.campaign.${ulid()}`
    const base = {_type: 'campaign' as const, site: 'artameta', title: 'Spring', status: 'draft'}
    await stack.client.create({...base, _id: campaignId}, tag)
    const subscriber = {_id: first.replace('.lead.', '.subscriber.'), _type: 'newsletterSubscriber'}
    await stack.client.create({...subscriber, site: 'artameta', status: 'unsubscribed'}, tag)
    const editor = clientAs(stack, 'artameta-editor')
    await editor.patch(first).set({subscription: 'subscribed'}).commit(tag)
    const ids = [first, second]
    const id = await ask(stack, {kind: 'addToCampaign', campaignId}, {kind: 'ids', ids})
    expect(await run(id)).toBe('finished')
    expect(await job(id)).toMatchObject({totals: {succeeded: 1, skipped: 1}})
    const members = (await leads()).filter(({campaigns}) => campaigns?.includes(campaignId))
    expect(members.map(({_id}) => _id)).toEqual([second])
    await stack.client.delete(subscriber._id, tag)
    await stack.client.delete(campaignId, tag)
  })

  test('for leads of another site, or a list that is gone, end with a reason', async () => {
    const foreign = `bluefern.lead.${ulid()}`
    const id = await ask(stack, {kind: 'addTag', tag: 'x'}, {kind: 'ids', ids: [foreign]})
    expect(await run(id)).toBe('failed')
    const listId = `artameta.list.${ulid()}`
    const gone = await ask(stack, {kind: 'addToList', listId})
    expect(await run(gone)).toBe('failed')
    expect(await job(gone)).toMatchObject({
      failures: [{reason: formatProblems([problem('bulk.target-gone')])}],
    })
  })

  test('without progress are resumed by the sweep', async () => {
    const ids = await addLeads(stack, 600)
    const id = await ask(stack, {kind: 'addTag', tag: 'swept'}, {kind: 'ids', ids})
    await stack.settled()
    const before = await job(id)
    await sweep(functionServicesOf(stack), randomUUID(), () => 0)
    expect((await job(id)).turn).toBe(before.turn)
    await sweep(functionServicesOf(stack, {aheadMs: 600_000}), randomUUID(), () => 0)
    expect((await job(id)).turn).toBe((before.turn ?? 0) + 1)
  })
})
