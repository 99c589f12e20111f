import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {problem} from '../../core/problems/problem.ts'
import {formatProblems} from '../../core/problems/storedProblems.ts'
import type {BulkAction, BulkIntent} from '../../core/changes/bulk/bulkIntent.ts'
import {newBulkJob, type BulkJobRecord} from '../../core/changes/bulk/bulkJob.ts'
import type {NewDocument} from '../../core/changes/mutation.ts'
import {listDeletion} from '../../core/changes/lists/listDeletion.ts'
import {deterministicUlid} from '../../core/people/ulid.ts'
import {clientAs, functionServicesOf} from '../../local/api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'
import {runJob, type JobResult} from '../shared/jobs/runJob.ts'
import {BULK_CHANGE} from './handler.ts'

const tag = {tag: 'leads.test.lists'}
const KEY = '01KA0000000000000000000000'
const IMPORT = `artameta.import.${KEY}`
const OTHER = 'artameta.list.other'
const LIST = 'artameta.list.fair'
let made = 0

function ulid(): string {
  made += 1
  return deterministicUlid(Date.UTC(2026, 10, 1), `list-${made}`)
}

describe.each(MODES)('deleting a list ($mode)', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
    await stack.client.create(
      {_id: OTHER, _type: 'leadList', site: 'artameta', title: 'Other'},
      tag,
    )
  }, 120_000)
  afterAll(() => stack.stop())

  /** A list with five leads, and what is to become of each when their import's leads are deleted. */
  async function makeList(): Promise<void> {
    const fromImport = {kind: 'import', label: 'fair.csv', importId: IMPORT}
    const lead = (key: string, fields: object) => ({
      _id: `artameta.lead.${key}`,
      _type: 'lead',
      site: 'artameta',
      email: `${key}@example.com`,
      status: 'new',
      lists: [LIST],
      source: fromImport,
      ...fields,
    })
    const documents: NewDocument[] = [
      {
        _id: LIST,
        _type: 'leadList',
        site: 'artameta',
        title: 'Fair',
        description: 'Visitors',
        source: fromImport,
        imports: [IMPORT],
        memberCount: {value: 5, at: '2026-01-01T00:00:00.000Z'},
      },
      // The import wrote its chunk in the transaction in which it created leads.
      {
        _id: `artameta.chunk.job.${KEY}.000000`,
        _type: 'jobChunk',
        site: 'artameta',
        jobId: IMPORT,
      },
      lead('goes', {}),
      lead('goestoo', {tags: ['vip']}),
      lead('elsewhere', {lists: [OTHER, LIST]}),
      lead('byform', {source: {kind: 'form', label: 'Contact'}}),
      lead('byother', {source: {...fromImport, importId: 'artameta.import.other'}}),
    ]
    await stack.client.mutate(
      documents.map((document) => ({createOrReplace: document})),
      tag,
    )
    await stack.settled()
  }

  async function ask(intent: BulkIntent, role = 'artameta-admin'): Promise<string> {
    const now = new Date().toISOString()
    const parts = {site: 'artameta', ulid: ulid(), intent, createdBy: role, now}
    const job = newBulkJob({...parts, way: 'function'})
    await clientAs(stack, role).create(job, tag)
    await stack.settled()
    return job._id
  }

  const deletion = (imports: readonly string[]): BulkIntent =>
    listDeletion({list: {id: LIST, title: 'Fair'}, imports, members: 5})

  const run = (jobId: string): Promise<JobResult> =>
    runJob(functionServicesOf(stack), {...BULK_CHANGE, chunkSize: 2}, jobId, () => 0)

  const job = async (id: string) =>
    stack.client.getDocument<BulkJobRecord & {_type: string; _rev: string}>(id, tag)

  /** The lists of each lead that exists, by the end of its id. */
  async function members(): Promise<Record<string, string[]>> {
    await stack.settled()
    const query = '*[_type == "lead" && site == "artameta"]{_id, lists}'
    const found = await stack.client.fetch<{_id: string; lists: string[]}[]>(query, {}, tag)
    return Object.fromEntries(found.map(({_id, lists}) => [_id.slice(14), lists]))
  }

  test('removes it from its leads first, and keeps them all', async () => {
    await makeList()
    const id = await ask(deletion([]))
    expect(await run(id)).toBe('finished')
    expect(await job(id)).toMatchObject({state: 'succeeded', totals: {total: 5, succeeded: 5}})
    expect(await stack.client.getDocument(LIST, tag)).toBeUndefined()
    expect(await members()).toEqual({
      goes: [],
      goestoo: [],
      elsewhere: [OTHER],
      byform: [],
      byother: [],
    })
    expect(await run(id)).toBe('nothing-to-do')
  })

  test('deletes the leads that only the list brought, and undoing restores them and the list', async () => {
    await makeList()
    const id = await ask(deletion([IMPORT]))
    expect(await run(id)).toBe('finished')
    expect(await stack.client.getDocument(LIST, tag)).toBeUndefined()
    expect(await members()).toEqual({elsewhere: [OTHER], byform: [], byother: []})
    const action: BulkAction = {kind: 'undo'}
    const targets = {kind: 'job', jobId: id, which: 'changed'} as const
    const undo = await ask({version: 1, action, targets}, 'artameta-editor')
    expect(await run(undo)).toBe('finished')
    expect(await stack.client.getDocument(LIST, tag)).toMatchObject({
      title: 'Fair',
      description: 'Visitors',
      imports: [IMPORT],
      site: 'artameta',
    })
    expect(await members()).toEqual({
      goes: [LIST],
      goestoo: [LIST],
      elsewhere: [OTHER, LIST],
      byform: [LIST],
      byother: [LIST],
    })
  })

  test('keeps the list while a lead is on it, and deletes it when asked again', async () => {
    await makeList()
    const id = await ask(deletion([]))
    // The leads are fixed; then somebody adds one.
    let calls = 0
    const late = {
      ...BULK_CHANGE,
      read: async (...of: Parameters<typeof BULK_CHANGE.read>) => {
        calls += 1
        if (calls === 1) {
          const lead = {_id: 'artameta.lead.late', _type: 'lead', site: 'artameta', lists: [LIST]}
          await stack.client.createOrReplace(lead, tag)
          await stack.settled()
        }
        return BULK_CHANGE.read(...of)
      },
    }
    expect(await runJob(functionServicesOf(stack), late, id, () => 0)).toBe('failed')
    expect(await job(id)).toMatchObject({
      state: 'partly',
      failures: [{reason: formatProblems([problem('list.has-leads')])}],
    })
    expect(await stack.client.getDocument(LIST, tag)).toMatchObject({title: 'Fair'})
    expect(await run(await ask(deletion([])))).toBe('finished')
    expect(await stack.client.getDocument(LIST, tag)).toBeUndefined()
    await stack.client.delete('artameta.lead.late', tag)
  })

  test('is refused while something uses it, and to editors', async () => {
    await makeList()
    const rule = {id: 'r', field: 'lists', operator: 'anyOf', value: [LIST]}
    const definition = {version: 1, root: {id: 'root', combinator: 'and', rules: [rule]}}
    const segment = {
      _id: 'artameta.segment.fair',
      _type: 'segment',
      site: 'artameta',
      title: 'Visitors',
      definition: JSON.stringify(definition),
    }
    await stack.client.create(segment, tag)
    await stack.settled()
    const id = await ask(deletion([]))
    expect(await run(id)).toBe('failed')
    expect(await job(id)).toMatchObject({
      failures: [{reason: formatProblems([problem('list.used-by-segment', {title: 'Visitors'})])}],
    })
    expect((await members())['goes']).toEqual([LIST])
    await stack.client.delete(segment._id, tag)
    await expect(ask(deletion([]), 'artameta-editor')).rejects.toThrow(
      /permission|grant|denied|Insufficient/iu,
    )
  })
})
