import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {storedText} from '../../core/problems/storedProblems.ts'
import {newImport} from '../../core/imports/importJob.ts'
import {columnsLeftBehind} from '../../core/imports/leftBehind.ts'
import {reconcileImport} from '../../core/imports/reconciliation.ts'
import {filesOfImport} from '../../core/imports/reportedChunks.ts'
import type {ImportIntent} from '../../core/imports/importPlan.ts'
import {uploadedChunkId} from '../../core/imports/uploadChunks.ts'
import {formatUploadedRows} from '../../core/imports/uploadedChunk.ts'
import {personKey} from '../../core/people/keys.ts'
import type {
  JobChunk,
  Lead,
  LeadImport,
  NewsletterSubscriber,
} from '../../core/sanity.types.generated.ts'
import {tenantDocumentId} from '../../core/tenancy/documentId.ts'
import {
  askImport,
  askUndo,
  chunksOf,
  intentOf,
  nextUlid,
  STATED,
  upload,
  type Choices,
  type TestFile,
} from '../../local/api/testing/importFixture.ts'
import {
  clientAs,
  diffValues,
  functionServicesOf,
  readChain,
  recordTrails,
} from '../../local/api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'
import type {JobResult} from '../shared/jobs/runJob.ts'
import {importRows} from './handler.ts'
import {purgeUpload} from './purgeUpload.ts'

const tag = {tag: 'leads.test.import'}
const SITE = {key: 'artameta'}

describe.each(MODES)('an import ($mode)', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())

  const services = () => functionServicesOf(stack)

  function call(id: string): Promise<JobResult> {
    return importRows(services(), id, () => performance.now())
  }

  async function job(id: string): Promise<LeadImport> {
    const found = await stack.client.getDocument<LeadImport>(id, tag)
    if (!found) throw new Error(`There is no ${id}.`)
    return found
  }

  async function run(file: TestFile, choices: Choices = {}): Promise<LeadImport> {
    const id = await askImport(stack, file, choices)
    await call(id)
    return job(id)
  }

  function idOf(kind: 'lead' | 'subscriber' | 'suppression', email: string): string {
    const secret = services().secrets(SITE, 'person-key')
    return tenantDocumentId('artameta', kind, personKey(secret, email))
  }

  const lead = (email: string) => stack.client.getDocument<Lead>(idOf('lead', email), tag)
  const subscriber = (email: string) =>
    stack.client.getDocument<NewsletterSubscriber>(idOf('subscriber', email), tag)
  const suppression = (email: string) => stack.client.getDocument(idOf('suppression', email), tag)

  async function activities(email: string): Promise<{kind: string; summary: string}[]> {
    await stack.settled()
    return stack.client.fetch(
      '*[_type == "leadActivity" && leadId == $id]{kind, summary}',
      {id: idOf('lead', email)},
      tag,
    )
  }

  test('mails its numbers once if requested, and no rows', async () => {
    const before = stack.mail.mailbox.list().length
    const file = {columns: ['email'], rows: [['mailed@new.example'], ['no address']]}
    const id = await askImport(stack, file, {notify: 'importer@artameta.example'})
    const variables = {LEADS_SMTP_URL: stack.mail.smtpUrl}
    const withMail = () =>
      importRows(functionServicesOf(stack, {variables}), id, () => performance.now())
    await withMail()
    await withMail()
    const mails = stack.mail.mailbox.list().slice(before)
    expect(mails.map(({envelope}) => envelope.to)).toEqual([['importer@artameta.example']])
    const text = JSON.stringify(mails)
    expect(text).toContain('New: 1')
    expect(text).toContain('Invalid: 1')
    expect(text).not.toContain('mailed@new.example')
    expect(await job(id)).toMatchObject({noticeAt: expect.any(String)})
  })

  test('creates one document for each lead, and subscribers where consent is stated', async () => {
    const columns = ['email', 'name', 'tags', 'newsletter', 'confirmed']
    const rows = [
      ['ada@new.example', 'Ada', 'vip,b2b', 'subscribed', '2025-03-04T05:06:07Z'],
      ['bob@new.example', 'Bob', '', 'none', ''],
    ]
    const done = await run(
      {columns, rows},
      {consent: STATED, add: {tags: ['fair'], lists: [], campaigns: []}},
    )
    expect(done).toMatchObject({state: 'succeeded', counts: {new: 2, invalid: 0}})
    expect(await lead('ada@new.example')).toMatchObject({
      name: 'Ada',
      tags: ['vip', 'b2b', 'fair'],
      subscription: 'subscribed',
      createdAt: '2025-03-04T05:06:07.000Z',
      source: {kind: 'import', label: 'people.csv', importId: done._id, row: 2},
    })
    expect(await subscriber('ada@new.example')).toMatchObject({
      status: 'subscribed',
      subscribedAt: '2025-03-04T05:06:07.000Z',
      consentHistory: [
        {event: 'requested', method: 'import', importId: done._id, row: 2},
        {event: 'confirmed', at: '2025-03-04T05:06:07.000Z', importId: done._id},
      ],
    })
    expect(await lead('bob@new.example')).toMatchObject({subscription: 'none'})
    expect(await subscriber('bob@new.example')).toBeUndefined()
    expect(await activities('ada@new.example')).toEqual([])
    const statement = `artameta.consent.import.${done._id.slice(-26)}`
    expect(await stack.client.getDocument(statement, tag)).toMatchObject({
      texts: [{text: STATED.text, where: STATED.where, validFrom: STATED.at}],
    })
  })

  test('adds up what the file says, what came of it, and what is left behind', async () => {
    const columns = ['email', 'newsletter', 'shoe size', 'empty']
    const rows = [
      ['a@sums.example', 'subscribed', '42', ''],
      ['b@sums.example', 'subscribed', ' ', ''],
      ['a@sums.example', 'unsubscribed', '43', ''],
      ['c@sums.example', 'unsubscribed', '', ''],
      ['nobody', 'subscribed', '44', ''],
    ]
    const check = await run({columns, rows}, {mode: 'check', consent: STATED})
    const done = await run({columns, rows}, {consent: STATED})
    const source = {total: 5, subscribed: 2, unsubscribed: 2}
    const lines = reconcileImport(done, source)
    expect(lines?.slice(0, 3)).toEqual([
      {
        state: 'total',
        source: 5,
        files: 5,
        stored: 3,
        fromSource: 0,
        differences: [
          {cause: 'duplicate', count: -1},
          {cause: 'invalid', count: -1},
        ],
      },
      {
        state: 'subscribed',
        source: 2,
        files: 2,
        stored: 1,
        fromSource: 0,
        differences: [{cause: 'stricter-row', count: -1}],
      },
      {
        state: 'unsubscribed',
        source: 2,
        files: 2,
        stored: 2,
        fromSource: 0,
        differences: [
          {cause: 'duplicate', count: -1},
          {cause: 'stricter-row', count: 1},
        ],
      },
    ])
    expect(reconcileImport(check, source)).toEqual(lines)
    const left = columnsLeftBehind(done, filesOfImport(done))
    expect(left?.map(({heading, values}) => [heading, values])).toEqual([
      ['shoe size', 3],
      ['empty', 0],
    ])
  })

  test('finds leads of rows without an address by another key, and guesses none', async () => {
    const columns = ['email', 'phone', 'number', 'company', 'newsletter']
    await run({
      columns,
      rows: [
        ['one@key.example', '+46 8 123', 'K1', '', ''],
        ['two@key.example', '+46 8 456', 'K2', '', ''],
        ['six@key.example', '+46 8 456', 'K3', '', ''],
      ],
    })
    await stack.settled()
    const rows = [
      ['', '', 'K1', 'Found', 'unsubscribed'],
      ['', '', 'K1', 'Again', ''],
      ['', '', 'K9', 'Nobody', ''],
      ['', '', '', 'No key', ''],
      ['new@key.example', '', 'K1', 'Other address', ''],
    ]
    const file = {columns, rows}
    const match = {kind: 'custom', name: 'Customer number'} as const
    const unchosen = await run(file, {mode: 'check'})
    expect(unchosen.counts).toMatchObject({new: 1, updated: 0, invalid: 4})
    const check = await run(file, {mode: 'check', match})
    const done = await run(file, {match})
    const counts = {new: 1, updated: 1, duplicate: 1, invalid: 2}
    expect(check.counts).toMatchObject(counts)
    expect(done.counts).toMatchObject(counts)
    expect(await lead('one@key.example')).toMatchObject({company: 'Found'})
    expect(await lead('new@key.example')).toMatchObject({company: 'Other address'})
    expect(await subscriber('one@key.example')).toBeUndefined()
    expect(await suppression('one@key.example')).toBeUndefined()
    const phone = {kind: 'phone'} as const
    const byPhone = await run(
      {
        columns,
        rows: [
          ['', '+46 8 123', '', '', ''],
          ['', '+46 8 456', '', 'Which?', ''],
        ],
      },
      {match: phone, add: {tags: ['called'], lists: [], campaigns: []}},
    )
    expect(byPhone.counts).toMatchObject({updated: 1, invalid: 1})
    expect(await lead('one@key.example')).toMatchObject({tags: ['called']})
    expect(await lead('two@key.example')).not.toHaveProperty('company')
    const undo = await askUndo(stack, done._id)
    await call(undo)
    expect(await lead('one@key.example')).not.toHaveProperty('company')
  })

  test('looks for leads by few values at a time, which the store finds by an index', async () => {
    const columns = ['email', 'number', 'company']
    const numbers = Array.from({length: 120}, (_, n) => `few-${n}`)
    await run({columns, rows: numbers.map((each) => [`${each}@few.example`, each, ''])})
    await stack.settled()
    const own = services()
    const requested = vi.spyOn(own.client, 'request')
    const match = {kind: 'custom', name: 'Customer number'} as const
    const rows = numbers.map((each) => ['', each, 'Found'])
    const id = await askImport(stack, {columns, rows}, {match})
    await importRows(own, id, () => 0)
    expect((await job(id)).counts).toMatchObject({updated: 120})
    const asked = requested.mock.calls.flatMap(([{tag: of, body}]) =>
      of === 'leads.import.match' ? [body] : [],
    )
    expect(asked).toMatchObject([50, 50, 20].map((length) => ({params: {values: {length}}})))
  })

  test('creates no subscribers without a statement, and mails only people who are to be asked', async () => {
    const columns = ['email', 'newsletter']
    const silent = await run({columns, rows: [['no@consent.example', 'subscribed']]})
    expect(silent.counts).toMatchObject({new: 1})
    expect(await subscriber('no@consent.example')).toBeUndefined()
    await run({columns, rows: [['ask@consent.example', 'subscribed']]}, {sendConfirmation: true})
    expect(await subscriber('ask@consent.example')).toMatchObject({status: 'pending'})
    await stack.settled()
    const queued = await stack.client.fetch(
      'count(*[_type == "emailMessage" && status == "queued" && kind == "confirmation"])',
      {},
      tag,
    )
    expect(queued).toBe(1)
  })

  test('repeated creates nothing twice', async () => {
    const file = {
      columns: ['email', 'name', 'newsletter'],
      rows: Array.from({length: 300}, (_, index) => [
        `p${index}@twice.example`,
        `P ${index}`,
        'subscribed',
      ]),
    }
    const first = await run(file, {consent: STATED})
    const second = await run(file, {consent: STATED})
    expect(first.counts).toMatchObject({new: 300})
    expect(second.counts).toMatchObject({new: 0, unchanged: 300})
    await stack.settled()
    const count = await stack.client.fetch(
      'count(*[_type == "lead" && email match "*twice.example"])',
      {},
      tag,
    )
    expect(count).toBe(300)
  })

  test('never raises a subscription, and applies unsubscriptions and bounces of a file', async () => {
    const columns = ['email', 'newsletter']
    const people = ['unsub', 'bounce', 'complain', 'manual', 'erased', 'fine'].map(
      (name) => `${name}@list.example`,
    )
    const [unsub = '', bounce = '', complain = '', manual = '', erased = '', fine = ''] = people
    await run(
      {
        columns,
        rows: [
          [unsub, 'unsubscribed'],
          [bounce, 'bounced'],
          [complain, 'complained'],
          [fine, 'subscribed'],
        ],
      },
      {consent: STATED},
    )
    for (const [email, reason] of [
      [manual, 'manual'],
      [erased, 'erased'],
    ] as const) {
      const _id = idOf('suppression', email)
      await stack.client.create(
        {_id, _type: 'suppression', site: 'artameta', reason, since: STATED.at},
        tag,
      )
    }
    await stack.settled()
    const again = await run(
      {columns, rows: people.map((email) => [email, 'subscribed'])},
      {consent: STATED, choices: {existing: 'overwrite', fields: {}, rows: {}}},
    )
    expect(again.counts).toMatchObject({suppressed: 5, unchanged: 1, new: 0})
    for (const [email, status] of [
      [unsub, 'unsubscribed'],
      [bounce, 'bounced'],
      [complain, 'complained'],
    ] as const) {
      expect(await subscriber(email)).toMatchObject({status})
      expect(await suppression(email)).toMatchObject({reason: status})
      expect(await lead(email)).toMatchObject({subscription: status})
    }
    expect(await subscriber(manual)).toBeUndefined()
    expect(await lead(manual)).toMatchObject({subscription: 'suppressed'})
    expect(await lead(erased)).toBeUndefined()
    const down = await run({columns, rows: [[fine, 'unsubscribed']]})
    expect(down.counts).toMatchObject({updated: 1})
    expect(await subscriber(fine)).toMatchObject({status: 'unsubscribed'})
    expect(await suppression(fine)).toMatchObject({reason: 'unsubscribed'})
  })

  test('of several rows about a person imports one, and the strictest subscription', async () => {
    const done = await run(
      {
        columns: ['email', 'name', 'newsletter'],
        rows: [
          ['Same@rows.example', 'First', 'subscribed'],
          ['same@ROWS.example', 'Second', 'unsubscribed'],
        ],
      },
      {consent: STATED},
    )
    expect(done).toMatchObject({counts: {new: 1, duplicate: 1}, totals: {skipped: 1}})
    expect(await lead('same@rows.example')).toMatchObject({
      name: 'First',
      subscription: 'unsubscribed',
    })
    // Two rows that create the same documents would conflict with each other, whoever else writes.
    const chunk = `artameta.chunk.job.${done._id.slice(-26)}.000000`
    const {writes} = (await stack.client.getDocument<JobChunk>(chunk, tag)) ?? {}
    expect(writes).toHaveLength(1)
  })

  test('of a person in two files counts the first, and adds what it lacks', async () => {
    const columns = ['email', 'name', 'company']
    await run({columns, rows: [['known@two.example', 'Known', '']]})
    const rows: [number, string[], boolean][] = [
      [0, ['new@two.example', 'First', ''], false],
      [0, ['known@two.example', '', 'One'], false],
      [1, ['new@two.example', 'Second', 'Engines'], true],
      [1, ['known@two.example', '', 'Two'], true],
    ]
    const chunks = rows.map(([file, cells, again], index) => {
      const row = {line: 2 + index, cells, ...(again ? {again} : {})}
      return {index, file, rows: 1, ...formatUploadedRows({first: index, file, rows: [row]})}
    })
    const editor = clientAs(stack, 'artameta-editor')
    const ulid = nextUlid()
    await upload(editor, ulid, 'artameta-editor', chunks)
    const carriedOut = async (mode: 'check' | 'write') => {
      const intent = intentOf({columns}, chunks, {upload: ulid, mode})
      if (intent.work.kind !== 'rows') throw new TypeError('It is no import of rows.')
      const [file] = intent.work.files
      if (file) intent.work.files.push({...file, name: 'more.csv'})
      const asked = {site: 'artameta', ulid: nextUlid(), intent, createdBy: 'artameta-editor'}
      const document = newImport(asked)
      await editor.create(document, tag)
      await call(document._id)
      return job(document._id)
    }
    const counts = {new: 1, updated: 1, unchanged: 0, duplicate: 2}
    expect(await carriedOut('check')).toMatchObject({counts, totals: {skipped: 2}})
    const done = await carriedOut('write')
    expect(done).toMatchObject({counts, totals: {skipped: 2, succeeded: 2}})
    expect(await lead('new@two.example')).toMatchObject({name: 'First', company: 'Engines'})
    expect(await lead('known@two.example')).toMatchObject({name: 'Known', company: 'One'})
    await call(await askUndo(stack, done._id))
    expect(await lead('new@two.example')).toBeUndefined()
    expect(await lead('known@two.example')).not.toHaveProperty('company')
  })

  test('updates by the rule of each field, with an entry in the timeline', async () => {
    const columns = ['email', 'name', 'company']
    await run({columns, rows: [['rule@field.example', 'Old', '']]})
    const rows = [['rule@field.example', 'New', 'Engines']]
    const checked = await run({columns, rows}, {mode: 'check'})
    expect(checked).toMatchObject({state: 'succeeded', counts: {updated: 1}})
    expect(await lead('rule@field.example')).toMatchObject({name: 'Old'})
    await run({columns, rows})
    expect(await lead('rule@field.example')).toMatchObject({name: 'Old', company: 'Engines'})
    await run({columns, rows}, {choices: {existing: 'skip', fields: {name: 'overwrite'}, rows: {}}})
    expect(await lead('rule@field.example')).toMatchObject({name: 'New'})
    expect(await activities('rule@field.example')).toMatchObject([
      {kind: 'import'},
      {kind: 'import'},
    ])
  })

  test('updates a lead that was added by hand', async () => {
    const _id = tenantDocumentId('artameta', 'lead', nextUlid())
    await clientAs(stack, 'artameta-editor').create(
      {
        _id,
        _type: 'lead',
        site: 'artameta',
        email: 'hand@made.example',
        name: 'By hand',
        status: 'new',
        createdAt: STATED.at,
      },
      tag,
    )
    await stack.settled()
    const done = await run({columns: ['email', 'company'], rows: [['hand@made.example', 'Hands']]})
    expect(done.counts).toMatchObject({updated: 1, new: 0})
    expect(await stack.client.getDocument(_id, tag)).toMatchObject({company: 'Hands'})
    expect(await lead('hand@made.example')).toBeUndefined()
  })

  test('reports what is wrong with a row without repeating a value', async () => {
    const done = await run({
      columns: ['email', 'name'],
      rows: [
        ['not an address', 'X'],
        ['ok@row.example', 'Ok'],
      ],
    })
    expect(done).toMatchObject({state: 'partly', counts: {new: 1, invalid: 1}})
    expect(JSON.stringify(done.failures)).not.toContain('not an address')
  })

  test('is undone: created leads are removed, changed ones restored, and used ones kept', async () => {
    const columns = ['email', 'name', 'newsletter']
    await run({columns, rows: [['was@undo.example', 'Was', 'none']]})
    const done = await run(
      {
        columns,
        rows: [
          ['was@undo.example', 'Is', 'none'],
          ['new@undo.example', 'New', 'subscribed'],
          ['used@undo.example', 'Used', 'subscribed'],
          ['left@undo.example', 'Left', 'unsubscribed'],
        ],
      },
      {consent: STATED, choices: {existing: 'overwrite', fields: {}, rows: {}}},
    )
    await clientAs(stack, 'artameta-editor')
      .patch(idOf('lead', 'used@undo.example'))
      .set({company: 'Edited'})
      .commit(tag)
    const undo = await askUndo(stack, done._id)
    expect(await call(undo)).toBe('finished')
    expect(await job(undo)).toMatchObject({
      state: 'succeeded',
      counts: {removed: 2, restored: 1, kept: 1},
    })
    expect(await lead('was@undo.example')).toMatchObject({name: 'Was'})
    expect(await lead('new@undo.example')).toBeUndefined()
    expect(await subscriber('new@undo.example')).toBeUndefined()
    expect(await lead('used@undo.example')).toMatchObject({company: 'Edited'})
    expect(await subscriber('used@undo.example')).toMatchObject({status: 'subscribed'})
    expect(await suppression('left@undo.example')).toMatchObject({reason: 'unsubscribed'})
    const second = await askUndo(stack, done._id)
    await call(second)
    expect(await job(second)).toMatchObject({counts: {removed: 0}})
  })

  test('is recorded in the audit trail, each chunk with a digest of its people', async () => {
    await recordTrails(stack)
    const mark = (await readChain(stack.client, 'artameta')).length
    const rows = Array.from({length: 30}, (_, index) => [`t${index}@trail.example`])
    const id = await askImport(stack, {columns: ['email'], rows}, {}, {size: 20})
    await call(id)
    await recordTrails(stack)
    const events = (await readChain(stack.client, 'artameta')).slice(mark)
    expect(events.map(({action}) => action)).toEqual([
      'import.started',
      'import.share.written',
      'import.share.written',
      'import.finished',
    ])
    expect(events.every(({actor}) => actor.id === 'artameta-editor')).toBe(true)
    expect(diffValues(events[1])).toMatchObject({
      peopleDigest: expect.stringMatching(/^[0-9a-f]{64}$/u),
    })
    expect(diffValues(events[3])).toMatchObject({total: '30', new: '30'})
    expect(JSON.stringify(events)).not.toMatch(/trail\.example|people\.csv/u)
  })

  test('is refused over the plan limit, with the room left, unless a check shows that it fits', async () => {
    const columns = ['email']
    const known = Array.from({length: 5}, (_, index) => [`known${index}@limit.example`])
    await run({columns, rows: known})
    await stack.settled()
    const count = await stack.client.fetch<number>(
      'count(*[_type == "lead" && site == "artameta"])',
    )
    await stack.client
      .patch('site.artameta')
      .set({planLimit: count + 1})
      .commit(tag)
    try {
      const more = [...known, ['one@limit.example']]
      const ulid = nextUlid()
      const unchecked = await run({columns, rows: more}, {upload: ulid})
      expect(unchecked).toMatchObject({state: 'failed', totals: {total: 0}})
      expect(storedText(unchecked.failures?.[0]?.reason)).toMatch(/1 more can be added/u)
      const check = await run({columns, rows: more}, {mode: 'check', upload: ulid})
      expect(check.counts).toMatchObject({new: 1, unchanged: 5})
      const checked = await run({columns, rows: more}, {upload: ulid, check: check._id.slice(-26)})
      expect(checked).toMatchObject({state: 'succeeded', counts: {new: 1}})
      await stack.settled()
      const over = await run({columns, rows: [['two@limit.example']]})
      expect(storedText(over.failures?.[0]?.reason)).toMatch(/No more can be added/u)
    } finally {
      await stack.client.patch('site.artameta').unset(['planLimit']).commit(tag)
    }
  })

  test('removes uploaded rows at once on request', async () => {
    const ulid = nextUlid()
    const done = await run({columns: ['email'], rows: [['purge@rows.example']]}, {upload: ulid})
    const id = uploadedChunkId('artameta', ulid, 0)
    expect(await stack.client.getDocument(id, tag)).toBeDefined()
    await clientAs(stack, 'artameta-editor').patch(done._id).set({purgeRequested: true}).commit(tag)
    await purgeUpload(services(), done._id)
    expect(await stack.client.getDocument(id, tag)).toBeUndefined()
    expect((await job(done._id)).purgedAt).toBeDefined()
  })

  describe('with false claims', () => {
    async function asked(intent: ImportIntent | string, user = 'artameta-editor') {
      const base = intentOf({columns: ['email']}, [])
      const document = newImport({
        site: 'artameta',
        ulid: nextUlid(),
        intent: typeof intent === 'string' ? base : intent,
        createdBy: user,
      })
      const text = typeof intent === 'string' ? {intent} : {}
      await clientAs(stack, user).create({...document, ...text}, tag)
      await call(document._id)
      return job(document._id)
    }

    const rows = [['liar@lie.example']]

    test('refuses a chunk whose text differs from the digest in the instruction', async () => {
      const ulid = nextUlid()
      const chunks = chunksOf(rows)
      const editor = clientAs(stack, 'artameta-editor')
      await upload(editor, ulid, 'artameta-editor', chunks)
      await editor
        .patch(uploadedChunkId('artameta', ulid, 0))
        .set({rows: chunksOf([['forged@lie.example']])[0]?.text})
        .commit(tag)
      const done = await asked(intentOf({columns: ['email']}, chunks, {upload: ulid}))
      expect(done).toMatchObject({state: 'failed', totals: {failed: 1}, counts: {invalid: 1}})
      expect(await lead('forged@lie.example')).toBeUndefined()
    })

    test.each([
      ['more rows than there are', {rows: 900}],
      ['fewer rows than there are', {rows: 1}],
      ['another digest', {digest: 'a'.repeat(64)}],
    ])('refuses a chunk with %s', async (_, lie) => {
      const ulid = nextUlid()
      const chunks = chunksOf([...rows, ['second@lie.example']])
      await upload(clientAs(stack, 'artameta-editor'), ulid, 'artameta-editor', chunks)
      const named = chunks.map((each) => ({...each, ...lie}))
      const done = await asked(intentOf({columns: ['email']}, named, {upload: ulid}))
      expect(done.totals).toMatchObject({succeeded: 0})
      expect(await lead('liar@lie.example')).toBeUndefined()
    })

    test.each([
      ['a list of another site', {add: {tags: [], lists: ['bluefern.list.x'], campaigns: []}}],
      ['a list by a name', {lists: {news: 'bluefern.list.x'}}],
      ['a lead for a list', {add: {tags: [], lists: ['artameta.lead.x'], campaigns: []}}],
      ['a campaign that is gone', {add: {tags: [], lists: [], campaigns: ['artameta.campaign.x']}}],
      ['a text of the site that it never had', {consent: {...STATED, textId: 'x', textVersion: 1}}],
      ['a consent of tomorrow', {consent: {...STATED, at: '2999-01-01T00:00:00.000Z'}}],
    ])('is refused with %s', async (_, lie: Choices) => {
      const ulid = nextUlid()
      const chunks = chunksOf(rows)
      await upload(clientAs(stack, 'artameta-editor'), ulid, 'artameta-editor', chunks)
      const done = await asked(intentOf({columns: ['email']}, chunks, {upload: ulid, ...lie}))
      expect(done).toMatchObject({state: 'failed', totals: {total: 0}})
      expect(await lead('liar@lie.example')).toBeUndefined()
    })

    test('is refused when the instruction is unreadable', async () => {
      for (const text of ['', '{}', 'null', '{"version":1,"work":{"kind":"undo"}}']) {
        expect(await asked(text)).toMatchObject({state: 'failed'})
      }
    })

    test('is refused when a custom field has the name of a field of every lead', async () => {
      for (const name of ['phone', 'Job Title', 'e-mail', 'Last contact']) {
        const ulid = nextUlid()
        const chunks = chunksOf(rows)
        await upload(clientAs(stack, 'artameta-editor'), ulid, 'artameta-editor', chunks)
        const intent = intentOf({columns: ['email', 'other']}, chunks, {upload: ulid})
        if (intent.work.kind !== 'rows') throw new TypeError('It is no import of rows.')
        const other = intent.work.files[0]?.mapping.columns[1]
        if (other) other.target = {kind: 'custom', name, type: 'text'}
        const done = await asked(intent)
        expect(done).toMatchObject({state: 'failed', totals: {total: 0}})
        expect(storedText(done.failures?.[0]?.reason)).toContain(`“${name}” another name`)
      }
      expect(await lead('liar@lie.example')).toBeUndefined()
    })

    test('undoes nothing as an editor, or with the id of an import', async () => {
      const done = await run({columns: ['email'], rows: [['stay@lie.example']]})
      const work: ImportIntent = {version: 1, work: {kind: 'undo', importId: done._id}}
      await expect(askUndo(stack, done._id, 'artameta-editor')).rejects.toThrow('ermission')
      expect(await asked(JSON.stringify(work))).toMatchObject({state: 'failed'})
      expect(await lead('stay@lie.example')).toBeDefined()
    })

    test('does not claim a lead that it did not create', async () => {
      const done = await run({columns: ['email'], rows: [['mine@lie.example']]})
      const other = idOf('lead', 'other@lie.example')
      const source = {kind: 'import', label: 'x', importId: done._id, row: 2}
      await clientAs(stack, 'artameta-editor').create(
        {_id: other, _type: 'lead', site: 'artameta', email: 'other@lie.example', source},
        tag,
      )
      await call(await askUndo(stack, done._id))
      expect(await lead('mine@lie.example')).toBeUndefined()
      expect(await stack.client.getDocument(other, tag)).toBeDefined()
    })
  })

  test(
    'of many rows succeeds, also when the store asks to slow down, and when answers are lost',
    {timeout: 120_000},
    async () => {
      const count = 4000
      await stack.client.patch('site.artameta').unset(['planLimit']).commit(tag)
      const rows = Array.from({length: count}, (_, index) => [
        `many${index}@big.example`,
        `Many ${index}`,
        index % 4 === 0 ? 'subscribed' : 'none',
      ])
      const file = {columns: ['email', 'name', 'newsletter'], rows}
      const id = await askImport(stack, file, {consent: STATED})
      const own = services()
      const mutate = own.client.mutate.bind(own.client)
      let calls = 0
      vi.spyOn(own.client, 'mutate').mockImplementation(async (operations, options) => {
        calls += 1
        if (calls % 3 === 0) throw Object.assign(new Error('Slow down'), {statusCode: 429})
        const result = await mutate(operations, options)
        if (calls % 7 === 0) throw Object.assign(new Error('Lost'), {code: 'ECONNRESET'})
        return result
      })
      // However long it takes on a busy machine: the time of a call is not what is tried here.
      expect(await importRows(own, id, () => 0)).toBe('finished')
      expect(await job(id)).toMatchObject({
        state: 'succeeded',
        totals: {total: count, succeeded: count, failed: 0},
        counts: {new: count},
      })
      await stack.settled()
      const counts = await stack.client.fetch(
        `{"leads": count(*[_type == "lead" && source.importId == $id]),
          "subscribers": count(*[_type == "newsletterSubscriber" && consentHistory[0].importId == $id])}`,
        {id},
        tag,
      )
      expect(counts).toEqual({leads: count, subscribers: count / 4})
    },
  )
})
