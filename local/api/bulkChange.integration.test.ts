import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, beforeEach, describe, expect, test, vi} from 'vitest'
import {ALL_LEADS} from '../../core/audience/leadSelection.ts'
import {verifyChain} from '../../core/audit/hashChain.ts'
import type {BulkAction, BulkTargets} from '../../core/changes/bulk/bulkIntent.ts'
import {newBulkJob, type BulkJobRecord} from '../../core/changes/bulk/bulkJob.ts'
import {cancelJob, resumeJob} from '../../core/changes/bulk/bulkState.ts'
import {deterministicUlid} from '../../core/people/ulid.ts'
import type {AuditEvent, BulkChange, Lead, LeadActivity} from '../../core/sanity.types.generated.ts'
import {runBulkChange, type BulkResult} from '../../functions/run-bulk-change/handler.ts'
import type {FunctionServices} from '../../functions/shared/functionServices.ts'
import {createLakeClient} from '../../functions/shared/lakeClient.ts'
import {readServerEnv} from '../../functions/shared/serverEnv.ts'
import {createSiteRegistry} from '../../functions/shared/siteRegistry.ts'
import {createSiteSecrets} from '../../functions/shared/siteSecrets.ts'
import {sweep} from '../../functions/sweep-submissions/handler.ts'
import {LOCAL_DATASET, LOCAL_PROJECT_ID} from '../ports.ts'
import {startReadyProcess} from '../readyProcess.ts'
import {openInvocationQueue} from '../runner/invocationQueue.ts'
import {localServerVariables} from './localServerVariables.ts'
import {startTestStack, type TestStack} from './testStack.ts'

const RUNNER = fileURLToPath(new URL('../runner/main.ts', import.meta.url))
const MATCHING: BulkTargets = {kind: 'matching', view: ALL_LEADS, excluded: []}
const PATIENCE = {timeout: 30_000, interval: 20}
const tag = {tag: 'leads.test.bulk'}

let stack: TestStack
let made = 0

beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack.stop())
beforeEach(async () => {
  const types = ['lead', 'leadActivity', 'auditEvent', 'bulkChange', 'jobChunk', 'leadList']
  for (const type of types) {
    await stack.client.delete({query: '*[_type == $type]', params: {type}}, tag)
  }
})

function ulid(): string {
  made += 1
  return deterministicUlid(Date.UTC(2026, 10, 1), `bulk-${made}`)
}

function as(token: string) {
  const address = {projectId: LOCAL_PROJECT_ID, dataset: LOCAL_DATASET, apiHost: stack.lake.url}
  return createLakeClient({...address, token})
}

/** Services of their own, as another process would have them. */
function services(aheadMs = 0): FunctionServices {
  const env = readServerEnv(localServerVariables())
  const client = as('local-functions')
  return {
    env,
    client,
    registry: createSiteRegistry(client, Date.now),
    secrets: createSiteSecrets(env),
    now: () => new Date(Date.now() + aheadMs).toISOString(),
  }
}

async function addLeads(count: number, more: (index: number) => object = () => ({})) {
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
    ...more(index),
  }))
  const options = {...tag, returnDocuments: false} as const
  await stack.client.mutate(
    documents.map((document) => ({create: document})),
    options,
  )
  return documents.map(({_id}) => _id).sort()
}

/** Asks for a bulk change as a user, and gives its id. */
async function ask(
  action: BulkAction,
  targets = MATCHING,
  options: {token?: string; createdBy?: string} = {},
): Promise<string> {
  const {token = 'local-artameta-admin', createdBy = token.slice('local-'.length)} = options
  const intent = {version: 1 as const, action, targets, actorName: 'Ada Example'}
  const now = new Date().toISOString()
  const parts = {site: 'artameta', ulid: ulid(), intent, createdBy, way: 'function' as const, now}
  const job = newBulkJob(parts)
  await as(token).create(job, tag)
  return job._id
}

function run(id: string, own = services(), turns = Infinity): Promise<BulkResult> {
  let looks = 0
  const elapsed = () => {
    looks += 1
    return looks > turns ? 1 : 0
  }
  return runBulkChange(own, id, elapsed, 1)
}

async function job(id: string): Promise<BulkJobRecord> {
  const found = await stack.client.getDocument<BulkChange>(id, tag)
  if (!found) throw new Error(`There is no ${id}.`)
  return found
}

function leads(): Promise<Lead[]> {
  return stack.client.fetch('*[_type == "lead"] | order(_id asc)', {}, tag)
}

function activities(jobId: string): Promise<LeadActivity[]> {
  const query = '*[_type == "leadActivity" && jobId == $jobId] | order(leadId asc)'
  return stack.client.fetch(query, {jobId}, tag)
}

/** Each of these leads was changed by it once: one entry of its timeline, one event of the trail. */
async function expectOnce(jobId: string, ids: readonly string[]): Promise<void> {
  const entries = await activities(jobId)
  expect(entries.map(({leadId}) => leadId)).toEqual(ids)
  const query = '*[_type == "auditEvent" && site == "artameta"] | order(seq asc)'
  const events = await stack.client.fetch<AuditEvent[]>(query, {}, tag)
  expect(verifyChain(events)).toMatchObject({ok: true, count: events.length})
  const told = new Map(
    events.map(({seq, diff}) => [diff.find(({path}) => path === 'activity')?.after, seq]),
  )
  expect(told.size).toBe(events.length)
  for (const {_id, auditSeq} of entries) expect(told.get(_id)).toBe(auditSeq)
}

describe('a bulk change by filter', () => {
  test('changes each lead that it is for once, in the name of who asked, and says how many', async () => {
    const ids = await addLeads(1201, (index) => (index === 7 ? {tags: ['vip']} : {}))
    const targets: BulkTargets = {
      kind: 'matching',
      view: {...ALL_LEADS, search: 'person'},
      excluded: ids.slice(0, 1),
    }
    const id = await ask({kind: 'addTag', tag: 'vip'}, targets)
    expect(await run(id)).toBe('finished')
    const totals = {total: 1200, succeeded: 1199, failed: 0, skipped: 0}
    expect(await job(id)).toMatchObject({state: 'succeeded', totals, unchanged: 1})
    const all = await leads()
    expect(all.filter(({tags}) => tags?.includes('vip'))).toHaveLength(1200)
    const changed = (await activities(id)).map(({leadId}) => leadId)
    await expectOnce(id, changed)
    const [entry] = await activities(id)
    expect(entry?.actor).toEqual({kind: 'user', id: 'artameta-admin', name: 'Ada Example'})
    expect(await run(id)).toBe('nothing-to-do')
  })

  test('goes on in further calls when the time is up, however little each has', async () => {
    const ids = await addLeads(1100)
    const id = await ask({kind: 'setStatus', to: 'new', reason: 'again'})
    const turns: BulkResult[] = []
    for (let turn = 0; turn < 20 && turns.at(-1) !== 'finished'; turn += 1) {
      turns.push(await run(id, services(), 3))
    }
    expect(turns.filter((turn) => turn === 'handed-on').length).toBeGreaterThan(1)
    expect(await job(id)).toMatchObject({state: 'succeeded', unchanged: ids.length})
  })

  test('is carried out by the runner, also when that is killed again and again', async () => {
    const ids = await addLeads(2600)
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
    const id = await ask({kind: 'addTag', tag: 'killed'})
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

  test('carried out by several at once changes each lead once all the same', async () => {
    const ids = await addLeads(2000)
    const id = await ask({kind: 'addTag', tag: 'several'})
    await Promise.all([run(id), run(id), run(id)])
    await run(id)
    expect(await job(id)).toMatchObject({
      state: 'succeeded',
      totals: {succeeded: 2000, total: 2000},
    })
    await expectOnce(id, ids)
  })
})

describe('somebody else', () => {
  test('may change leads meanwhile: nothing of theirs is lost', async () => {
    await addLeads(600)
    const id = await ask({kind: 'addTag', tag: 'bulk'})
    const own = services()
    const mutate = own.client.mutate.bind(own.client)
    let turn = 0
    vi.spyOn(own.client, 'mutate').mockImplementation(async (operations, options) => {
      turn += 1
      const [first] = (await leads()).slice(turn, turn + 1)
      if (turn < 9 && first) {
        await stack.client.patch(first._id).insert('after', 'tags[-1]', ['theirs']).commit(tag)
      }
      return mutate(operations, options)
    })
    expect(await run(id, own)).toBe('finished')
    const all = await leads()
    expect(all.every(({tags}) => tags?.includes('bulk'))).toBe(true)
    expect(all.filter(({tags}) => tags?.includes('theirs'))).toHaveLength(8)
    expect(await job(id)).toMatchObject({state: 'succeeded', totals: {succeeded: 600}})
  })

  test('who cancels is heard between two transactions, and it can be gone on with', async () => {
    const ids = await addLeads(1600)
    const id = await ask({kind: 'addTag', tag: 'cancelled'})
    const own = services()
    const mutate = own.client.mutate.bind(own.client)
    vi.spyOn(own.client, 'mutate').mockImplementation(async (operations, options) => {
      const result = await mutate(operations, options)
      if (options?.tag === 'leads.bulk.write') {
        await as('local-artameta-admin').mutate(cancelJob({_id: id}), tag)
      }
      return result
    })
    expect(await run(id, own)).toBe('cancelled')
    const stopped = await job(id)
    const done = (await leads()).filter(({tags}) => tags?.includes('cancelled')).length
    expect(done).toBe(500)
    expect(stopped).toMatchObject({state: 'cancelled', totals: {total: 1600, succeeded: done}})
    await as('local-artameta-admin').mutate(resumeJob(stopped), tag)
    expect(await run(id)).toBe('finished')
    expect(await job(id)).toMatchObject({state: 'succeeded', totals: {succeeded: 1600}})
    await expectOnce(id, ids)
  })
})

describe('what cannot be done to some', () => {
  test('fails for them alone, with the reason, and is tried again for them alone', async () => {
    const many = Array.from({length: 50}, (_, index) => `tag-${index}`)
    const ids = await addLeads(520, (index) => (index % 100 === 3 ? {tags: many} : {}))
    const id = await ask({kind: 'addTag', tag: 'more'})
    expect(await run(id)).toBe('finished')
    const first = await job(id)
    expect(first).toMatchObject({state: 'partly', totals: {succeeded: 514, failed: 6}})
    expect(first.failures).toHaveLength(6)
    expect(first.failures?.[0]).toMatchObject({reason: 'A lead may carry at most 50 tags.'})
    const again = await ask(
      {kind: 'addTag', tag: 'more'},
      {kind: 'job', jobId: id, which: 'failed'},
    )
    await stack.client
      .patch(first.failures?.[0]?.reference ?? '')
      .set({tags: []})
      .commit(tag)
    expect(await run(again)).toBe('finished')
    expect(await job(again)).toMatchObject({state: 'partly', totals: {succeeded: 1, failed: 5}})
    expect(await activities(id)).toHaveLength(ids.length - 6)
  })
})

describe('undoing', () => {
  test('puts back what nobody changed since, and reports the rest', async () => {
    const ids = await addLeads(700, (index) => (index === 0 ? {tags: ['old', 'new']} : {}))
    const id = await ask({kind: 'addTag', tag: 'new'})
    await run(id)
    const [, changed] = (await activities(id)).map(({leadId}) => leadId)
    await stack.client
      .patch(changed ?? '')
      .set({tags: ['old']})
      .commit(tag)
    const undo = await ask({kind: 'undo'}, {kind: 'job', jobId: id, which: 'changed'})
    expect(await run(undo)).toBe('finished')
    const totals = {total: 699, succeeded: 698, failed: 0, skipped: 0}
    expect(await job(undo)).toMatchObject({state: 'succeeded', totals, unchanged: 1})
    const tagged = (await leads()).filter(({tags}) => tags?.includes('new'))
    expect(tagged).toHaveLength(1)
    expect(ids).toHaveLength(700)
  })

  test('brings deleted leads back, until what was kept of them expires', async () => {
    const ids = await addLeads(510)
    const before = await leads()
    const id = await ask({kind: 'delete'})
    expect(await run(id)).toBe('finished')
    expect(await leads()).toEqual([])
    await expectOnce(id, ids)
    const undo = await ask({kind: 'undo'}, {kind: 'job', jobId: id, which: 'changed'})
    await run(undo)
    const own = ({_id, email, tags}: Lead) => ({_id, email, tags})
    expect((await leads()).map(own)).toEqual(before.map(own))
    await sweep(services(), () => 0)
    const count = 'count(*[_type == "jobChunk"])'
    expect(await stack.client.fetch(count, {}, tag)).toBe(4)
    await sweep(services(31 * 24 * 3_600_000), () => 0)
    expect(await stack.client.fetch(count, {}, tag)).toBe(0)
  })
})

describe('who may', () => {
  test('give out a bulk change: editors, in their own name', async () => {
    const editor = 'local-artameta-editor'
    const denied = {statusCode: 403}
    const action = {kind: 'addTag', tag: 'x'} as const
    await expect(
      ask(action, MATCHING, {token: editor, createdBy: 'artameta-admin'}),
    ).rejects.toMatchObject(denied)
    await expect(ask(action, MATCHING, {token: 'local-artameta-viewer'})).rejects.toMatchObject(
      denied,
    )
    await expect(ask(action, MATCHING, {token: 'local-bluefern-admin'})).rejects.toMatchObject(
      denied,
    )
    await expect(ask({kind: 'delete'}, MATCHING, {token: editor})).rejects.toMatchObject(denied)
    const id = await ask(action, MATCHING, {token: editor})
    await expect(
      as(editor).patch(id).set({createdBy: 'artameta-admin'}).commit(tag),
    ).rejects.toMatchObject(denied)
  })

  test('delete: nobody by writing it into another document', async () => {
    await addLeads(3)
    const id = await ask({kind: 'addTag', tag: 'x'}, MATCHING, {token: 'local-artameta-editor'})
    const intent = {version: 1, action: {kind: 'delete'}, targets: MATCHING}
    await as('local-artameta-editor')
      .patch(id)
      .set({intent: JSON.stringify(intent)})
      .commit(tag)
    expect(await run(id)).toBe('failed')
    expect(await job(id)).toMatchObject({
      state: 'failed',
      failures: [{reason: 'Only administrators of the site may delete leads.'}],
    })
    expect(await leads()).toHaveLength(3)
  })

  test('is asked for leads of another site, or a list that is gone, gets a reason', async () => {
    const foreign = `bluefern.lead.${ulid()}`
    const id = await ask({kind: 'addTag', tag: 'x'}, {kind: 'ids', ids: [foreign]})
    expect(await run(id)).toBe('failed')
    const listId = `artameta.list.${ulid()}`
    const gone = await ask({kind: 'addToList', listId})
    expect(await run(gone)).toBe('failed')
    expect(await job(gone)).toMatchObject({failures: [{reason: expect.stringContaining('gone')}]})
  })
})

test('the sweep takes up what was left in the middle', async () => {
  await addLeads(600)
  const id = await ask({kind: 'addTag', tag: 'swept'})
  const before = await job(id)
  await sweep(services(), () => 0)
  expect((await job(id)).turn).toBe(before.turn)
  await sweep(services(600_000), () => 0)
  expect((await job(id)).turn).toBe((before.turn ?? 0) + 1)
})
