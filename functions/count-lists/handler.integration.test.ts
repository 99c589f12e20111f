import type {SanityClient} from '@sanity/client'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {BulkAction} from '../../core/changes/bulk/bulkIntent.ts'
import {newBulkJob} from '../../core/changes/bulk/bulkJob.ts'
import {LIST_COUNT_AGE_MS, QUERY_LAG_MS} from '../../core/changes/lists/listCounts.ts'
import {deterministicUlid} from '../../core/people/ulid.ts'
import {MODES} from '../../local/api/testing/testStack.ts'
import {functionServicesOf} from '../../local/api/testing/testServices.ts'
import {startTestLake, type TestLake} from '../../local/lake/testing/testLake.ts'
import {refreshLists} from '../refresh-lists/handler.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {countAfter} from './handler.ts'

const elapsed = (): number => performance.now()

describe.each(MODES)('counting the members of lists ($mode)', ({strict}) => {
  let lake: TestLake
  let client: SanityClient
  const listId = (key: string, site = 'alpha') => `${site}.list.${key}`

  const services = (aheadMs = 0): FunctionServices => functionServicesOf({lake}, {aheadMs})
  const read = async (key: string, site?: string) => client.getDocument(listId(key, site))
  const valueOf = async (key: string, site?: string): Promise<unknown> =>
    (await read(key, site))?.['memberCount']?.value

  /** Queries see all that was written by now. */
  async function settled(): Promise<void> {
    await client.createOrReplace({_id: 'test.settled', _type: 'testMark'}, {visibility: 'sync'})
  }

  async function add(...documents: {_id: string; _type: string; [name: string]: unknown}[]) {
    await client.mutate(
      documents.map((document) => ({createOrReplace: document})),
      {tag: 'test.seed'},
    )
    await settled()
  }

  function lead(key: string, lists: string[], site = 'alpha') {
    return {_id: `${site}.lead.${key}`, _type: 'lead', site, lists: lists.map((id) => listId(id))}
  }

  function list(key: string, fields: object = {}, site = 'alpha') {
    return {_id: listId(key, site), _type: 'leadList', site, title: key, ...fields}
  }

  function endedJob(name: string, action: BulkAction, state = 'succeeded') {
    const intent = {version: 1 as const, action, targets: {kind: 'noted' as const}}
    const ulid = deterministicUlid(0, name)
    const parts = {site: 'alpha', ulid, intent, createdBy: 'ada', now: new Date().toISOString()}
    return {...newBulkJob({...parts, way: 'page'}), state}
  }

  beforeAll(async () => {
    lake = await startTestLake(strict ? {queryLagMs: 300} : {})
    client = lake.client('local-superadmin')
    await add(
      {_id: 'site.alpha', _type: 'site', key: 'alpha', title: 'Alpha', status: 'active'},
      lead('1', ['one', 'two']),
      lead('2', ['one']),
      lead('3', []),
      // Another site's lead that names the list is none of its members.
      lead('4', ['one'], 'beta'),
      list('one'),
      list('two'),
    )
  }, 60_000)
  afterAll(() => lake.stop())

  test('counts a new list at once, and twice is once', async () => {
    await client.create(list('new'), {visibility: 'async'})
    expect(await countAfter(services(), listId('new'), elapsed)).toEqual({counted: 1, failures: 0})
    const counted = await read('new')
    expect(counted?.['memberCount']?.value).toBe(0)
    expect(await countAfter(services(), listId('gone'), elapsed)).toEqual({counted: 0, failures: 0})
    expect(await countAfter(services(), 'alpha.lead.1', elapsed)).toEqual({counted: 0, failures: 0})
  })

  test('counts only the list that a job added leads to', async () => {
    const job = endedJob('added', {kind: 'addToList', listId: listId('one')})
    await add(job)
    await countAfter(services(), job._id, elapsed)
    expect(await valueOf('one')).toBe(2)
    expect(await valueOf('two')).toBeUndefined()
    const running = endedJob('running', {kind: 'delete'}, 'running')
    await add(running)
    expect(await countAfter(services(), running._id, elapsed)).toMatchObject({counted: 0})
  })

  test('counts all lists of the site after leads were deleted', async () => {
    const job = endedJob('deleted', {kind: 'delete'})
    await add(job, list('three', {memberCount: {value: 9, at: '2026-01-01T00:00:00.000Z'}}))
    await client.delete('alpha.lead.2')
    await settled()
    await countAfter(services(), job._id, elapsed)
    expect(await Promise.all(['one', 'two', 'three', 'new'].map((key) => valueOf(key)))).toEqual([
      1, 1, 0, 0,
    ])
  })

  test('the schedule completes what calls missed, and then does nothing', async () => {
    // The call for the new list and that for the job were dropped.
    const action: BulkAction = {kind: 'addToList', listId: listId('three')}
    await add(list('dropped'), list('elsewhere', {}, 'beta'), lead('5', ['three', 'dropped']))
    await add(endedJob('dropped', action))
    await refreshLists(services(), elapsed)
    expect(await valueOf('dropped')).toBe(1)
    expect(await valueOf('three')).toBe(1)
    expect(await valueOf('elsewhere', 'beta')).toBe(0)
    // What a query may not have seen yet is counted once more.
    await settled()
    const later = services(QUERY_LAG_MS * 2)
    expect((await refreshLists(later, elapsed)).counted).toBeGreaterThan(0)
    await settled()
    const before = await client.fetch('*[_type == "leadList"] | order(_id){_id, _rev}')
    expect(await refreshLists(later, elapsed)).toEqual({counted: 0, failures: 0})
    expect(await client.fetch('*[_type == "leadList"] | order(_id){_id, _rev}')).toEqual(before)
  })

  test('each list is counted once a day, also when no job reported the change', async () => {
    await add(lead('6', ['two']))
    const tomorrow = services(LIST_COUNT_AGE_MS + QUERY_LAG_MS * 3)
    await refreshLists(tomorrow, elapsed)
    expect(await valueOf('two')).toBe(2)
  })

  test('the next run counts what is left when time is up', async () => {
    await add(...Array.from({length: 45}, (_, number) => list(`many${number}`)))
    let time = 0
    const first = await refreshLists(services(), () => (time += 40_000))
    expect(first.counted).toBeLessThan(45)
    await settled()
    await refreshLists(services(), elapsed)
    await settled()
    expect(await client.fetch('count(*[_type == "leadList" && !defined(memberCount)])')).toBe(0)
  })
})
