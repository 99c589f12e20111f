import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {newBulkJob} from '../../core/changes/bulk/bulkJob.ts'
import {BULK_VERSION, type BulkAction} from '../../core/changes/bulk/bulkIntent.ts'
import {listDeletion} from '../../core/changes/lists/listDeletion.ts'
import {newPrivacyRequest} from '../../core/privacy/privacyRequest.ts'
import type {Lead, LeadImport, NewsletterSubscriber} from '../../core/sanity.types.generated.ts'
import {tenantDocumentId} from '../../core/tenancy/documentId.ts'
import {personKey, siteSecret} from '../../core/people/keys.ts'
import {handlePrivacyRequest} from '../../functions/handle-privacy-request/handler.ts'
import {importRows} from '../../functions/import-chunk/handler.ts'
import {runBulkChange} from '../../functions/run-bulk-change/handler.ts'
import {askImport, nextUlid, STATED, type Choices} from '../api/testing/importFixture.ts'
import {clientAs, functionServicesOf} from '../api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../api/testing/testStack.ts'
import {LOCAL_SECRET} from '../secret.ts'
import {HOME} from './callers.ts'

const tag = {tag: 'leads.test.at-once'}
const clock = () => performance.now()
const COLUMNS = ['email', 'name', 'newsletter']
const PEOPLE = 24

let made = 0

describe.each(MODES)('imports of the same people at once ($mode)', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())

  const services = () => functionServicesOf(stack)
  const job = async (id: string) => stack.client.getDocument<LeadImport>(id, tag)

  /** Carries jobs out side by side, each as often as it takes. */
  async function runAll(...runs: readonly (() => Promise<string>)[]): Promise<void> {
    await Promise.all(
      runs.map(async (run) => {
        for (let calls = 0; calls < 20; calls += 1) {
          const result = await run().catch(() => 'again')
          if (['finished', 'done', 'nothing-to-do', 'failed'].includes(result)) return
        }
      }),
    )
    await stack.settled()
  }
  const runImport = (id: string) => () => importRows(services(), id, clock)

  function addresses(): string[] {
    made += 1
    return Array.from({length: PEOPLE}, (_, index) => `p${index}.${made}.${strict}@once.example`)
  }

  const keyOf = (email: string) => personKey(services().secrets({key: HOME}, 'person-key'), email)
  const read = async <T extends {_id: string}>(kind: 'lead' | 'subscriber', emails: string[]) => {
    const ids = emails.map((email) => tenantDocumentId(HOME, kind, keyOf(email)))
    return stack.client.getDocuments<T>(ids, tag)
  }

  const ask = (emails: readonly string[], states: readonly string[], choices: Choices) => {
    const rows = emails.map((email, at) => [email, 'Ada', states[at % states.length] ?? ''])
    return askImport(stack, {columns: COLUMNS, rows}, choices, {size: 4})
  }

  async function askBulk(action: BulkAction, ids: readonly string[]): Promise<string> {
    const targets = {kind: 'ids', ids: [...ids]} as const
    const intent = {version: BULK_VERSION, action, targets, expected: ids.length} as const
    const now = new Date().toISOString()
    const parts = {site: HOME, ulid: nextUlid(), intent, createdBy: `${HOME}-admin`, now}
    const bulk = newBulkJob({...parts, way: 'function'})
    await clientAs(stack, `${HOME}-admin`).create(bulk, tag)
    return bulk._id
  }

  test.each(['the same order', 'the other order'])(
    'make each lead once, keep both consents, and subscribe nobody who is out (%s)',
    async (order) => {
      const emails = addresses()
      const states = ['subscribed', 'unsubscribed', 'subscribed', 'none']
      const all = emails.map((_, at) => states[at % states.length] ?? '')
      const first = await ask(emails, all, {consent: STATED})
      const other = {...STATED, text: 'Write to me about fairs.', at: '2026-01-03T00:00:00.000Z'}
      const isSame = order === 'the same order'
      const second = await ask(isSame ? emails : emails.toReversed(), ['subscribed'], {
        consent: other,
      })
      await runAll(runImport(first), runImport(second))
      const [one, two] = [await job(first), await job(second)]
      expect([one?.state, two?.state]).toEqual(['succeeded', 'succeeded'])
      expect((one?.counts?.new ?? 0) + (two?.counts?.new ?? 0)).toBe(PEOPLE)
      const counts = [...Object.values(one?.counts ?? {}), ...Object.values(two?.counts ?? {})]
      expect(counts.reduce((total, each) => total + each, 0)).toBe(2 * PEOPLE)
      const leads = await read<Lead>('lead', emails)
      expect(leads.every((lead) => lead?.name === 'Ada')).toBe(true)
      const subscribers = await read<NewsletterSubscriber>('subscriber', emails)
      const found = subscribers.map((each, at) => [all[at], each?.status])
      expect(
        found.filter(([said, is]) => said === 'unsubscribed' && is !== 'unsubscribed'),
      ).toEqual([])
      expect(found.filter(([said, is]) => said !== 'unsubscribed' && is !== 'subscribed')).toEqual(
        [],
      )
      // Whoever came second changed nothing of a subscription; what everybody agreed to is kept of both.
      const evidence = subscribers.map((each) =>
        (each?.consentHistory ?? []).filter(({event}) => event === 'requested'),
      )
      const bases = evidence.map((entries) => entries.map(({importId}) => importId))
      expect(bases.filter((ids, at) => all[at] !== 'unsubscribed' && ids.length === 0)).toEqual([])
      expect(bases.flat().filter((id) => id !== first && id !== second)).toEqual([])
      const registers = await stack.client.fetch<{texts: {text: string}[]}[]>(
        '*[_type == "consentRegister" && site == $site]{texts}',
        {site: HOME},
        tag,
      )
      const statements = registers.flatMap(({texts}) => texts.map(({text}) => text))
      expect(statements).toEqual(expect.arrayContaining([STATED.text, other.text]))
    },
  )

  test('beside a deletion of their leads end, and say truly what is left', async () => {
    const emails = addresses()
    const before = await ask(emails, ['none'], {})
    await runAll(runImport(before))
    const ids = (await read<Lead>('lead', emails)).flatMap((each) => each?._id ?? [])
    expect(ids).toHaveLength(PEOPLE)
    const again = await ask(emails, ['none'], {add: {tags: ['again'], lists: [], campaigns: []}})
    const bulk = await askBulk({kind: 'delete'}, ids)
    await runAll(runImport(again), () => runBulkChange(services(), bulk, clock))
    const done = await job(again)
    expect(done?.state).toBe('succeeded')
    const counts = Object.values(done?.counts ?? {}).reduce((total, each) => total + each, 0)
    expect(counts).toBe(PEOPLE)
    const left = (await read<Lead>('lead', emails)).filter((each) => each !== null)
    // A lead that is there is whole, whoever came last.
    expect(left.filter(({email, tags}) => !email || !tags?.includes('again'))).toEqual([])
  })

  test('beside the deletion of the list that they fill keep it', async () => {
    const emails = addresses()
    const listId = `${HOME}.list.${nextUlid()}`
    const list = {_id: listId, _type: 'leadList', site: HOME, title: `Fair ${made}`, imports: []}
    await stack.client.create(list, tag)
    await stack.settled()
    const add = {tags: [], lists: [listId], campaigns: []}
    const id = await ask(emails, ['none'], {add})
    const intent = listDeletion({list: {id: listId, title: 'Fair'}, imports: [], members: 0})
    const now = new Date().toISOString()
    const parts = {site: HOME, ulid: nextUlid(), intent, createdBy: `${HOME}-admin`, now}
    const bulk = newBulkJob({...parts, way: 'function'})
    await clientAs(stack, `${HOME}-admin`).create(bulk, tag)
    await runAll(runImport(id), () => runBulkChange(services(), bulk._id, clock))
    const [imported, deleted] = [await job(id), await job(bulk._id)]
    // The list stays as long as an import fills it.
    expect(deleted?.failures).toMatchObject([
      {reason: expect.stringContaining('list.being-filled')},
    ])
    expect(imported).toMatchObject({state: 'succeeded', counts: {new: PEOPLE}})
    expect(await stack.client.getDocument(listId, tag)).toBeDefined()
    const lists = (await read<Lead>('lead', emails)).map((each) => each?.lists)
    expect(lists).toEqual(emails.map(() => [listId]))
  })

  test('beside the erasure of one of them leave nothing of the person', async () => {
    const emails = addresses()
    const before = await ask(emails, ['subscribed'], {consent: STATED})
    await runAll(runImport(before))
    const [gone = ''] = emails
    const again = await ask(emails, ['subscribed'], {consent: STATED})
    const request = newPrivacyRequest({
      site: HOME,
      secret: siteSecret(LOCAL_SECRET, HOME, 'privacy'),
      topic: 'customers/redact',
      webhookId: nextUlid(),
      personKey: keyOf(gone),
      now: new Date().toISOString(),
    })
    await clientAs(stack, 'api').create(request, tag)
    let ahead = 0
    await runAll(runImport(again), async () => {
      ahead += 61_000
      await stack.settled()
      const later = functionServicesOf(stack, {aheadMs: ahead})
      return handlePrivacyRequest(later, request._id, clock)
    })
    const [lead] = await read<Lead>('lead', [gone])
    const [subscriber] = await read<NewsletterSubscriber>('subscriber', [gone])
    expect([lead, subscriber]).toEqual([null, null])
    const all = await stack.client.fetch<{_id: string}[]>(
      '*[_id in path($path)]',
      {path: `${HOME}.**`},
      tag,
    )
    expect(all.filter((each) => JSON.stringify(each).includes(gone)).map(({_id}) => _id)).toEqual(
      [],
    )
    const rest = await read<Lead>('lead', emails.slice(1))
    expect(rest.filter((each) => each === null)).toEqual([])
  })
})
