import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {newBulkJob} from '../../core/changes/bulk/bulkJob.ts'
import type {BulkAction, BulkTargets} from '../../core/changes/bulk/bulkIntent.ts'
import {listDeletion} from '../../core/changes/lists/listDeletion.ts'
import {newImport} from '../../core/imports/importJob.ts'
import type {LeadImport} from '../../core/sanity.types.generated.ts'
import {importRows} from '../../functions/import-chunk/handler.ts'
import {fileAddedLead} from '../../functions/file-lead/handler.ts'
import {fetchDeletion} from '../../plugins/lists/data/deletionData.ts'
import {runBulkChange} from '../../functions/run-bulk-change/handler.ts'
import {
  askImport,
  askUndo,
  intentOf,
  nextUlid,
  STATED,
  upload,
  chunksOf,
  type Choices,
} from '../api/testing/importFixture.ts'
import {clientAs, functionServicesOf} from '../api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../api/testing/testStack.ts'
import {HOME} from './callers.ts'
import {keyAt} from './people.ts'

const EDITOR = `${HOME}-editor`
const ADMIN = `${HOME}-admin`
const tag = {tag: 'leads.test.reproduced'}
const COLUMNS = ['email']

/** Attacks on imports, lists and undoing that once had an effect. */
describe.each(MODES)('an editor who changes a job that has ended ($mode)', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())

  const editor = () => clientAs(stack, EDITOR)
  const clock = () => performance.now()

  function leadId(email: string): string {
    return `${HOME}.lead.${keyAt(HOME, email)}`
  }

  async function isThere(email: string): Promise<boolean> {
    return (await stack.client.getDocument(leadId(email), tag)) !== undefined
  }

  async function run(id: string): Promise<LeadImport | undefined> {
    await importRows(functionServicesOf(stack), id, clock)
    return stack.client.getDocument<LeadImport>(id, tag)
  }

  async function change(author: string, action: BulkAction, targets: BulkTargets) {
    const job = newBulkJob({
      site: HOME,
      ulid: nextUlid(),
      intent: {version: 1, action, targets},
      createdBy: author,
      way: 'function',
      now: new Date().toISOString(),
    })
    await clientAs(stack, author).create(job, tag)
    await runBulkChange(functionServicesOf(stack), job._id, clock)
    return job._id
  }

  const NOTHING_WRITTEN = {checkpoint: '{"phase":"applying","after":"","shares":0}'}

  test('cannot keep people of an import from being removed by its undo', async () => {
    const email = 'undone@import.example'
    const id = await askImport(stack, {columns: COLUMNS, rows: [[email]]})
    await run(id)
    expect(await isThere(email)).toBe(true)
    await editor().patch(id).set(NOTHING_WRITTEN).commit(tag)
    await run(await askUndo(stack, id))
    expect(await isThere(email)).toBe(false)
  })

  test('cannot keep a bulk change from being undone', async () => {
    const email = 'tagged@bulk.example'
    const document = {_id: leadId(email), _type: 'lead', site: HOME, email, tags: []}
    await stack.client.create(document, tag)
    const targets: BulkTargets = {kind: 'ids', ids: [document._id]}
    const id = await change(EDITOR, {kind: 'addTag', tag: 'planted'}, targets)
    await editor().patch(id).set(NOTHING_WRITTEN).commit(tag)
    await change(ADMIN, {kind: 'undo'}, {kind: 'job', jobId: id, which: 'changed'})
    expect(await stack.client.getDocument(document._id, tag)).toMatchObject({tags: []})
  })

  test('cannot decide by a job of the same key what an administrator deletes again', async () => {
    const email = 'victim@bulk.example'
    const document = {_id: leadId(email), _type: 'lead', site: HOME, email, score: 1}
    await stack.client.create(document, tag)
    const ulid = nextUlid()
    const made = {site: HOME, ulid, way: 'function', now: new Date().toISOString()} as const
    const setting: BulkAction = {kind: 'addToList', listId: `${HOME}.list.${nextUlid()}`}
    await stack.client.create(
      {_id: setting.listId, _type: 'leadList', site: HOME, title: 'Gone'},
      tag,
    )
    const theirs = newBulkJob({
      ...made,
      intent: {
        version: 1,
        action: setting,
        targets: {kind: 'ids', ids: [document._id, leadId('none@bulk.example')]},
      },
      createdBy: EDITOR,
    })
    await editor().create(theirs, tag)
    await runBulkChange(functionServicesOf(stack), theirs._id, clock)
    const deletion = newBulkJob({
      ...made,
      intent: {version: 1, action: {kind: 'delete'}, targets: {kind: 'ids', ids: []}},
      createdBy: ADMIN,
    })
    await clientAs(stack, ADMIN).create(deletion, tag)
    await runBulkChange(functionServicesOf(stack), deletion._id, clock)
    await change(ADMIN, {kind: 'undo'}, {kind: 'job', jobId: deletion._id, which: 'changed'})
    const lead = await stack.client.getDocument(document._id, tag)
    expect(lead).toMatchObject({lists: [setting.listId]})
  })
})

describe.each(MODES)('an editor who imports ($mode)', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())

  const editor = () => clientAs(stack, EDITOR)
  const clock = () => performance.now()

  async function run(id: string): Promise<LeadImport | undefined> {
    await importRows(functionServicesOf(stack), id, clock)
    return stack.client.getDocument<LeadImport>(id, tag)
  }

  test('cannot bypass the plan limit by a check with another mapping', async () => {
    await stack.settled()
    const count = await stack.client.fetch<number>('count(*[_type == "lead" && site == $site])', {
      site: HOME,
    })
    await stack.client.patch(`site.${HOME}`).set({planLimit: count}).commit(tag)
    const file = {columns: COLUMNS, rows: [['over@limit.example']]}
    const chunks = chunksOf(file.rows)
    const ulid = nextUlid()
    await upload(clientAs(stack, EDITOR), ulid, EDITOR, chunks)
    const ask = async (columns: string[], choices: object) => {
      const intent = intentOf({columns}, chunks, {upload: ulid, ...choices})
      const job = newImport({site: HOME, ulid: nextUlid(), intent, createdBy: EDITOR})
      await clientAs(stack, EDITOR).create(job, tag)
      return run(job._id)
    }
    // A mapping that knows no addresses finds nobody.
    const check = await ask(['name'], {mode: 'check'})
    expect(check).toMatchObject({counts: {new: 0}})
    const written = await ask(COLUMNS, {check: check?._id.slice(-26)})
    expect(written).toMatchObject({state: 'failed', counts: {new: 0}})
    await stack.client.patch(`site.${HOME}`).unset(['planLimit']).commit(tag)
  })

  test('cannot make the site mail somebody whom it must not mail', async () => {
    const suppressed = 'never@notice.example'
    const key = keyAt(HOME, suppressed)
    await stack.client.create(
      {_id: `${HOME}.suppression.${key}`, _type: 'suppression', site: HOME, reason: 'complained'},
      tag,
    )
    const variables = {LEADS_SMTP_URL: stack.mail.smtpUrl}
    const mailed = async (notify: string): Promise<string[]> => {
      const file = {columns: COLUMNS, rows: [[`row.${notify}`]]}
      const id = await askImport(stack, file, {notify})
      await editor().patch(id).set({title: 'Buy this'}).commit(tag)
      await importRows(functionServicesOf(stack, {variables}), id, clock)
      const mails = stack.mail.mailbox.list().filter(({envelope}) => envelope.to.includes(notify))
      return mails.map((mail) => JSON.stringify(mail))
    }
    expect(await mailed(suppressed)).toEqual([])
    const [mail, ...more] = await mailed('colleague@notice.example')
    expect(more).toEqual([])
    expect(mail).toContain('Import of people.csv')
    expect(mail).not.toContain('Buy this')
  })

  test('cannot delete a lead of a form with a list', async () => {
    const listId = `${HOME}.list.${nextUlid()}`
    const list = {_id: listId, _type: 'leadList', site: HOME, title: 'Fair'}
    await stack.client.create(list, tag)
    const imported = 'imported@list.example'
    const file = {columns: COLUMNS, rows: [[imported]]}
    const add = {tags: [], lists: [listId], campaigns: []}
    const importId = await askImport(stack, file, {add})
    await run(importId)
    const email = 'form@list.example'
    const byForm = `${HOME}.lead.${keyAt(HOME, email)}`
    const source = {kind: 'form', label: 'Contact'}
    await stack.client.create({_id: byForm, _type: 'lead', site: HOME, email, source}, tag)
    const forged = {kind: 'import', label: 'people.csv', importId, row: 2}
    await clientAs(stack, EDITOR)
      .patch(byForm)
      .set({lists: [listId], source: forged})
      .commit(tag)
    await stack.settled()
    const admin = clientAs(stack, ADMIN)
    await admin
      .patch(listId)
      .set({imports: [importId]})
      .commit(tag)
    const {signal} = new AbortController()
    const shown = await fetchDeletion(admin, HOME, listId, signal)
    expect(shown).toMatchObject({members: 2, only: 1})
    const intent = listDeletion({
      list: {id: listId, title: 'Fair'},
      imports: [importId],
      members: 2,
    })
    const now = new Date().toISOString()
    const parts = {site: HOME, ulid: nextUlid(), intent, createdBy: ADMIN, now}
    const job = newBulkJob({...parts, way: 'function'})
    await clientAs(stack, ADMIN).create(job, tag)
    await stack.settled()
    expect(await runBulkChange(functionServicesOf(stack), job._id, clock)).toBe('finished')
    expect(await stack.client.getDocument(byForm, tag)).toMatchObject({lists: []})
    const own = `${HOME}.lead.${keyAt(HOME, imported)}`
    expect(await stack.client.getDocument(own, tag)).toBeUndefined()
  })

  test('cannot have leads of another import deleted with a list', async () => {
    const listId = `${HOME}.list.${nextUlid()}`
    const other = `${HOME}.list.${nextUlid()}`
    for (const _id of [listId, other]) {
      await stack.client.create({_id, _type: 'leadList', site: HOME, title: 'Fair'}, tag)
    }
    const email = 'elsewhere@list.example'
    const file = {columns: COLUMNS, rows: [[email]]}
    const add = {tags: [], lists: [other], campaigns: []}
    const importId = await askImport(stack, file, {add})
    await run(importId)
    const lead = `${HOME}.lead.${keyAt(HOME, email)}`
    await stack.settled()
    const forger = clientAs(stack, EDITOR)
    await forger
      .patch(lead)
      .set({lists: [listId]})
      .commit(tag)
    await forger
      .patch(listId)
      .set({imports: [importId]})
      .commit(tag)
    await stack.settled()
    const {signal} = new AbortController()
    const admin = clientAs(stack, ADMIN)
    const shown = await fetchDeletion(admin, HOME, listId, signal)
    expect(shown).toMatchObject({members: 1, only: 0, imports: []})
    const imports = [importId]
    const intent = listDeletion({list: {id: listId, title: 'Fair'}, imports, members: 1})
    const now = new Date().toISOString()
    const parts = {site: HOME, ulid: nextUlid(), intent, createdBy: ADMIN, now}
    const job = newBulkJob({...parts, way: 'function'})
    await admin.create(job, tag)
    await stack.settled()
    expect(await runBulkChange(functionServicesOf(stack), job._id, clock)).toBe('finished')
    expect(await stack.client.getDocument(lead, tag)).toMatchObject({lists: []})
  })
})

describe.each(MODES)('people who add leads at once ($mode)', ({strict}) => {
  let stack: TestStack
  let made = 0

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())

  const clock = () => performance.now()
  const services = () => functionServicesOf(stack)
  const run = (id: string) => importRows(services(), id, clock)
  const COUNT = 'count(*[_type == "lead" && site == $site])'

  async function count(): Promise<number> {
    await stack.settled()
    return stack.client.fetch<number>(COUNT, {site: HOME}, tag)
  }

  /** Lets so many more leads fit, and no more. */
  async function makeRoomFor(room: number): Promise<number> {
    const limit = (await count()) + room
    await stack.client.patch(`site.${HOME}`).set({planLimit: limit}).commit(tag)
    return limit
  }

  function people(size: number): string[][] {
    made += 1
    return Array.from({length: size}, (_, index) => [`p${index}.${made}@places.example`])
  }

  const ask = (size: number, choices: Choices = {}) =>
    askImport(stack, {columns: COLUMNS, rows: people(size)}, choices, {size: 2})

  async function addByHand(): Promise<string> {
    const [[email = ''] = []] = people(1)
    const _id = `${HOME}.lead.${nextUlid()}`
    const source = {kind: 'manual', label: 'Added by hand'}
    await clientAs(stack, EDITOR).create({_id, _type: 'lead', site: HOME, email, source}, tag)
    return _id
  }

  const job = (id: string) => stack.client.getDocument<LeadImport>(id, tag)

  test('cannot pass the plan limit by two imports', async () => {
    const limit = await makeRoomFor(6)
    const ids = [await ask(5), await ask(4)]
    await Promise.all(ids.map(run))
    const states = await Promise.all(ids.map(async (id) => (await job(id))?.state ?? ''))
    expect(states.toSorted((one, other) => one.localeCompare(other))).toEqual([
      'failed',
      'succeeded',
    ])
    expect(await count()).toBeLessThanOrEqual(limit)
    const refused = await job(ids[states.indexOf('failed')] ?? '')
    expect(JSON.stringify(refused?.failures)).toMatch(/plan\.taken|plan\.too-few/u)
  })

  test('cannot pass it by hand, nor by hand and an import', async () => {
    const limit = await makeRoomFor(2)
    const byHand = [await addByHand(), await addByHand(), await addByHand()]
    const results = await Promise.all(byHand.map((id) => fileAddedLead(services(), id)))
    expect(results.toSorted()).toEqual(['filed', 'filed', 'refused'])
    expect(await count()).toBe(limit)
    await makeRoomFor(3)
    const both = [await addByHand(), await ask(3)] as const
    await Promise.all([fileAddedLead(services(), both[0]), run(both[1])])
    expect(await stack.client.getDocument(both[0], tag)).toBeUndefined()
    expect(await count()).toBeLessThanOrEqual(limit + 3)
  })

  test('get back the places that an import did not use, once it has ended', async () => {
    const file = {columns: COLUMNS, rows: people(4)}
    await makeRoomFor(8)
    await run(await askImport(stack, file))
    const again = await askImport(stack, file)
    await run(again)
    expect(await job(again)).toMatchObject({counts: {unchanged: 4}})
    await stack.settled()
    const last = await ask(4)
    await run(last)
    expect(await job(last)).toMatchObject({state: 'succeeded', counts: {new: 4}})
  })

  test('cannot have people who get no mail left out of the count', async () => {
    const rows = people(3)
    for (const [email = ''] of rows) {
      const _id = `${HOME}.suppression.${keyAt(HOME, email)}`
      await stack.client.create({_id, _type: 'suppression', site: HOME, reason: 'manual'}, tag)
    }
    await stack.settled()
    const limit = await makeRoomFor(1)
    const file = {columns: ['email', 'newsletter'], rows: rows.map((row) => [...row, 'subscribed'])}
    const upload = nextUlid()
    const check = await askImport(stack, file, {mode: 'check', consent: STATED, upload})
    await run(check)
    expect(await job(check)).toMatchObject({counts: {suppressed: 3}})
    const write = {consent: STATED, upload, check: check.slice(-26)}
    await run(await askImport(stack, file, write))
    expect(await count()).toBeLessThanOrEqual(limit)
  })

  test('cannot make leads of rows that the check found to be known', async () => {
    const rows = people(2)
    await makeRoomFor(2)
    await run(await askImport(stack, {columns: COLUMNS, rows}))
    const more = [...rows, ...people(1)]
    await makeRoomFor(1)
    const upload = nextUlid()
    const file = {columns: COLUMNS, rows: more}
    const check = await askImport(stack, file, {mode: 'check', upload})
    await run(check)
    const [[email = ''] = []] = rows
    await clientAs(stack, ADMIN).delete(`${HOME}.lead.${keyAt(HOME, email)}`, tag)
    // Somebody else takes the place that became free.
    expect(await fileAddedLead(services(), await addByHand())).toBe('filed')
    const limit = await makeRoomFor(1)
    const write = await askImport(stack, file, {upload, check: check.slice(-26)})
    await run(write)
    expect(await job(write)).toMatchObject({state: 'partly', counts: {new: 1, invalid: 1}})
    expect(await count()).toBeLessThanOrEqual(limit)
  })

  test('cannot give back the places of an import and go on with it', async () => {
    const limit = await makeRoomFor(6)
    const id = await ask(6)
    const own = services()
    const mutate = own.client.mutate.bind(own.client)
    let other = ''
    vi.spyOn(own.client, 'mutate').mockImplementation(async (operations, options) => {
      const result = await mutate(operations, options)
      if (other !== '' || options?.tag !== 'leads.job.write') return result
      other = await ask(4)
      const editor = clientAs(stack, EDITOR)
      await editor.patch(id).set({state: 'failed'}).commit(tag)
      await stack.settled()
      await run(other)
      await editor.patch(id).set({state: 'running'}).commit(tag)
      return result
    })
    await importRows(own, id, clock)
    await run(id)
    expect((await job(other))?.state).toBeDefined()
    expect(await count()).toBeLessThanOrEqual(limit)
  })

  test('cannot have rows written down again', async () => {
    const id = await ask(4)
    await run(id)
    const again = {
      state: 'queued',
      totals: {total: 0},
      checkpoint: '{"phase":"freezing","shares":2}',
    }
    await clientAs(stack, EDITOR).patch(id).set(again).commit(tag)
    expect(await run(id)).toBe('failed')
    const chunks = await stack.client.getDocument(`${HOME}.chunk.job.${id.slice(-26)}.000002`, tag)
    expect(chunks).toBeUndefined()
  })

  test('add none where the plan is full', async () => {
    await makeRoomFor(0)
    const one = await ask(1)
    await run(one)
    expect(await job(one)).toMatchObject({state: 'failed', counts: {new: 0}})
    expect(await fileAddedLead(services(), await addByHand())).toBe('refused')
    await stack.client.patch(`site.${HOME}`).unset(['planLimit']).commit(tag)
    await run(await ask(1))
  })
})
