import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {newBulkJob} from '../../core/changes/bulk/bulkJob.ts'
import {listDeletion} from '../../core/changes/lists/listDeletion.ts'
import {problem} from '../../core/problems/problem.ts'
import {formatProblems} from '../../core/problems/storedProblems.ts'
import type {LeadImport} from '../../core/sanity.types.generated.ts'
import {importRows} from '../../functions/import-chunk/handler.ts'
import {runBulkChange} from '../../functions/run-bulk-change/handler.ts'
import type {FunctionServices} from '../../functions/shared/functionServices.ts'
import {sendMessage} from '../../functions/send-mail/handler.ts'
import {askImport, askUndo, nextUlid, type Choices} from '../api/testing/importFixture.ts'
import {clientAs, functionServicesOf} from '../api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../api/testing/testStack.ts'
import {HOME} from './callers.ts'

const EDITOR = `${HOME}-editor`
const ADMIN = `${HOME}-admin`
const tag = {tag: 'leads.test.reproduced'}
const clock = () => performance.now()

/** What one job or one user once did to the job of another. */
describe.each(MODES)('a job that others get in the way of ($mode)', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())

  async function run(id: string, services = functionServicesOf(stack)) {
    await importRows(services, id, clock)
    return stack.client.getDocument<LeadImport>(id, tag)
  }

  async function makeList(): Promise<string> {
    const _id = `${HOME}.list.${nextUlid()}`
    await stack.client.create({_id, _type: 'leadList', site: HOME, title: 'Fair'}, tag)
    return _id
  }

  function people(count: number, at: string): string[][] {
    return Array.from({length: count}, (_, index) => [`p${index}@${at}.example`])
  }

  /** Services that do something else once, before the chunks after the first ones are written. */
  function interrupted(meanwhile: () => Promise<void>): FunctionServices {
    const services = functionServicesOf(stack)
    const mutate = services.client.mutate.bind(services.client)
    let writes = 0
    let done: Promise<void> | undefined
    vi.spyOn(services.client, 'mutate').mockImplementation(async (operations, options) => {
      if (options?.tag === 'leads.job.write') writes += 1
      if (writes > 5) await (done ??= meanwhile())
      return mutate(operations, options)
    })
    return services
  }

  const onList = (listId: string): Promise<number> =>
    stack.client.fetch<number>('count(*[_type == "lead" && $listId in lists])', {listId}, tag)

  async function askDeletion(listId: string): Promise<string> {
    const intent = listDeletion({list: {id: listId, title: 'Fair'}, imports: [], members: 5})
    const now = new Date().toISOString()
    const parts = {site: HOME, ulid: nextUlid(), intent, createdBy: ADMIN, now}
    const job = newBulkJob({...parts, way: 'function'})
    await clientAs(stack, ADMIN).create(job, tag)
    return job._id
  }

  test('imports, whatever editors wrote for the address of a lead', async () => {
    const editor = clientAs(stack, EDITOR)
    for (const email of [7, true, ['a@b.example'], {of: 'a@b.example'}, ' ', 'x'.repeat(5000)]) {
      const lead = {_type: 'lead', site: HOME, email, phone: '+46 70 123 45 67'}
      await editor.create({_id: `${HOME}.lead.${nextUlid()}`, ...lead}, tag)
    }
    await stack.settled()
    const rows = [
      ['', '+46 70 123 45 67'],
      ['a@address.example', ''],
    ]
    const file = {columns: ['email', 'phone'], rows}
    const ended = await run(await askImport(stack, file, {match: {kind: 'phone'}}))
    expect(ended).toMatchObject({state: 'partly', counts: {new: 1, invalid: 1}})
  })

  test('updates a lead that was added by hand, whatever its other attributes are', async () => {
    const email = 'by-hand@attributes.example'
    const _id = `${HOME}.lead.${nextUlid()}`
    const odd = {tags: 'x', lists: {}, campaigns: [7], customFields: 7, status: [], name: {}}
    await clientAs(stack, EDITOR).create({_id, _type: 'lead', site: HOME, email, ...odd}, tag)
    await stack.settled()
    const file = {columns: ['email', 'name', 'tags'], rows: [[email, 'Grace', 'vip']]}
    expect(await run(await askImport(stack, file))).toMatchObject({counts: {updated: 1}})
    const lead = await stack.client.getDocument(_id, tag)
    expect(lead).toMatchObject({name: 'Grace', tags: ['vip']})
  })

  test('brings nobody into a list that is being deleted', async () => {
    const listId = await makeList()
    const add: Choices['add'] = {tags: [], lists: [listId], campaigns: []}
    const file = {columns: ['email'], rows: people(30, 'list')}
    const id = await askImport(stack, file, {add}, {size: 1})
    const deletions: string[] = []
    const remove = async () => {
      await stack.settled()
      const deletion = await askDeletion(listId)
      await runBulkChange(functionServicesOf(stack), deletion, clock)
      deletions.push(deletion)
    }
    const ended = await run(id, interrupted(remove))
    expect(ended).toMatchObject({state: 'succeeded', counts: {new: 30}})
    const [deletion = ''] = deletions
    expect(await stack.client.getDocument(deletion, tag)).toMatchObject({
      state: 'failed',
      failures: [{reason: formatProblems([problem('list.being-filled')])}],
    })
    await stack.settled()
    expect(await onList(listId)).toBe(30)
    expect(await runBulkChange(functionServicesOf(stack), await askDeletion(listId), clock)).toBe(
      'finished',
    )
    await stack.settled()
    expect(await onList(listId)).toBe(0)
    expect(await stack.client.getDocument(listId, tag)).toBeUndefined()
  })

  test('stops when its list is gone, and brings nobody more into it', async () => {
    const listId = await makeList()
    const add: Choices['add'] = {tags: [], lists: [listId], campaigns: []}
    const file = {columns: ['email'], rows: people(30, 'gone')}
    const id = await askImport(stack, file, {add}, {size: 1})
    const remove = async () => void (await clientAs(stack, ADMIN).delete(listId, tag))
    const ended = await run(id, interrupted(remove))
    expect(ended?.state).toBe('partly')
    expect(JSON.stringify(ended?.failures)).toContain('import.list-gone')
    await stack.settled()
    // Those whose chunks were being written at that moment.
    expect(await onList(listId)).toBeLessThan(15)
  })

  test('asks nobody to confirm once more after it was undone', async () => {
    const file = {columns: ['email', 'newsletter'], rows: [['twice@asked.example', 'subscribed']]}
    const variables = {LEADS_SMTP_URL: stack.mail.smtpUrl, LEADS_PUBLIC_API_URL: 'http://api.test'}
    const results: string[] = []
    for (let round = 0; round < 2; round += 1) {
      const id = await askImport(stack, file, {sendConfirmation: true})
      expect(await run(id)).toMatchObject({counts: {new: 1}})
      await stack.settled()
      const query = '*[_type == "emailMessage" && status == "queued"]._id'
      for (const message of await stack.client.fetch<string[]>(query, {}, tag)) {
        results.push(await sendMessage(functionServicesOf(stack, {variables}), message))
      }
      await stack.settled()
      await run(await askUndo(stack, id))
    }
    expect(results).toEqual(['sent', 'refused'])
  })
})
