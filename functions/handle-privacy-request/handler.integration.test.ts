import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, beforeEach, describe, expect, test, vi} from 'vitest'
import type {BulkAction, BulkTargets} from '../../core/changes/bulk/bulkIntent.ts'
import {newBulkJob} from '../../core/changes/bulk/bulkJob.ts'
import {uploadedChunkId} from '../../core/imports/uploadChunks.ts'
import {personKey, siteSecret} from '../../core/people/keys.ts'
import {deterministicUlid} from '../../core/people/ulid.ts'
import {answerRequest, newPrivacyRequest} from '../../core/privacy/privacyRequest.ts'
import {webhookSignature} from '../../core/privacy/privacyWebhook.ts'
import type {PrivacyTopic} from '../../core/privacy/privacyTopics.ts'
import type {PrivacyRequest} from '../../core/sanity.types.generated.ts'
import {askImport, nextUlid, type Choices} from '../../local/api/testing/importFixture.ts'
import {sendForm} from '../../local/api/testing/sendForm.ts'
import {
  clientAs,
  functionServicesOf,
  readChain,
  recordTrails,
  diffValues,
} from '../../local/api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'
import {LOCAL_APP_SECRET, LOCAL_SECRET} from '../../local/secret.ts'
import {importRows} from '../import-chunk/handler.ts'
import {purgeUpload} from '../import-chunk/purgeUpload.ts'
import {handleSubmission} from '../process-submission/handler.ts'
import {runBulkChange} from '../run-bulk-change/handler.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {sweep} from '../sweep/handler.ts'
import {handlePrivacyRequest, type PrivacyResult} from './handler.ts'

const tag = {tag: 'leads.test.privacy'}
/** After this everything is looked through once more, in milliseconds. */
const LATER = 61_000
const NOW = '2026-11-20T12:00:00.000Z'
const OVERWRITING: Choices = {choices: {existing: 'overwrite', fields: {}, rows: {}}}
const PATIENCE = {timeout: 40_000, interval: 50}
let made = 0

function ulid(): string {
  made += 1
  return deterministicUlid(Date.UTC(2026, 10, 1) + made, `privacy-${made}`)
}

function keyOf(email: string, site = 'artameta'): string {
  return personKey(siteSecret(LOCAL_SECRET, site, 'person-key'), email)
}

/** Everything that was written below a directory, as text. */
async function filesOf(directory: string): Promise<string> {
  const entries = await readdir(directory, {recursive: true, withFileTypes: true})
  const files = entries.filter((entry) => entry.isFile())
  const contents = await Promise.all(
    files.map(({parentPath, name}) => readFile(join(parentPath, name), 'latin1')),
  )
  return contents.join('\n').toLowerCase()
}

describe.each(MODES)('a privacy request ($mode)', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())
  beforeEach(() => stack.settled())

  async function submit(path: string, body: Record<string, unknown>): Promise<void> {
    const response = await sendForm(stack.api.url, {path, body})
    const {data}: {data: {submissionId: string}} = await response.json()
    await handleSubmission(functionServicesOf(stack), data.submissionId)
  }

  async function change(action: BulkAction, targets: BulkTargets): Promise<string> {
    const createdBy = 'artameta-admin'
    const intent = {version: 1 as const, action, targets}
    const now = new Date().toISOString()
    const parts = {site: 'artameta', ulid: ulid(), intent, createdBy, way: 'function' as const}
    const job = newBulkJob({...parts, now})
    await clientAs(stack, createdBy).create(job, tag)
    await runBulkChange(functionServicesOf(stack), job._id, () => 0)
    return job._id
  }

  const byHand = (email: string, more: object = {}) => ({
    _id: `artameta.lead.${ulid()}`,
    _type: 'lead',
    site: 'artameta',
    email,
    status: 'new',
    engagement: 'none',
    tags: [],
    lists: [],
    campaigns: [],
    subscription: 'none',
    createdAt: '2026-01-01T00:00:00.000Z',
    ...more,
  })

  /** Has everything made of a person that the product makes of one. */
  async function addPerson(name: string): Promise<string> {
    const email = `${name}@example.com`
    const site = 'artameta'
    await submit('/api/newsletter', {site, email: email.toUpperCase(), consent: true})
    await submit('/api/leads', {site, email, name: `The ${name}`, message: `I am ${name}`})
    const admin = clientAs(stack, 'artameta-admin')
    const [lead, gone] = [byHand(` ${email}`), byHand(email, {name: `Gone ${name}`})]
    await admin.create(lead, tag)
    await admin.create(gone, tag)
    await admin
      .patch(lead._id)
      .set({name: `Once ${name}`})
      .commit(tag)
    const note = {
      _id: `${lead._id.replace('.lead.', '.activity.')}.${ulid()}`,
      _type: 'leadActivity',
      site,
      kind: 'note',
      summary: `Called ${name}`,
      at: new Date().toISOString(),
      personKey: lead._id.split('.').at(-1),
      leadId: lead._id,
      actor: {kind: 'user', id: 'artameta-admin'},
    }
    await admin.create(note, tag)
    await stack.client.create(
      {
        _id: `artameta.email.${ulid()}`,
        _type: 'emailMessage',
        site,
        kind: 'oneOff',
        status: 'sent',
        subject: 'Hello',
        body: `Dear ${name}`,
        personKey: keyOf(email),
        recipientType: 'lead',
        queuedAt: new Date().toISOString(),
        attempts: 1,
      },
      tag,
    )
    const ids = [`artameta.lead.${keyOf(email)}`, lead._id]
    await change({kind: 'setField', field: 'company', value: 'Before'}, {kind: 'ids', ids})
    await change({kind: 'setField', field: 'company', value: 'After'}, {kind: 'ids', ids})
    await change({kind: 'delete'}, {kind: 'ids', ids: [gone._id]})
    await stack.settled()
    return email
  }

  async function ask(topic: PrivacyTopic, email: string | null, site = 'artameta') {
    const request = newPrivacyRequest({
      site,
      secret: siteSecret(LOCAL_SECRET, site, 'privacy'),
      topic,
      webhookId: ulid(),
      personKey: email === null ? null : keyOf(email, site),
      now: new Date().toISOString(),
    })
    await clientAs(stack, 'api').create(request, tag)
    return request._id
  }

  function run(id: string, aheadMs = 0, services = functionServicesOf(stack, {aheadMs})) {
    return handlePrivacyRequest(services, id, () => performance.now())
  }

  async function request(id: string): Promise<PrivacyRequest> {
    const found = await stack.client.getDocument<PrivacyRequest>(id, tag)
    if (!found) throw new Error(`There is no ${id}.`)
    return found
  }

  /** Runs a request to its end, looking again as the sweep does. */
  async function runToEnd(id: string, call = run): Promise<PrivacyResult> {
    let result: PrivacyResult = 'waiting'
    for (let pass = 1; pass < 9 && result === 'waiting'; pass += 1) {
      await stack.settled()
      result = await call(id, pass * LATER)
    }
    return result
  }

  /** Documents of a site that hold a word. */
  async function documentsWith(word: string, site = 'artameta'): Promise<string[]> {
    await stack.settled()
    const all = await stack.client.fetch<{_id: string}[]>(
      '*[_id in path($path)]',
      {path: `${site}.**`},
      tag,
    )
    return all.flatMap((each) =>
      JSON.stringify(each).toLowerCase().includes(word) ? [each._id] : [],
    )
  }

  const FOUND = {leads: 2, subscribers: 1, submissions: 2, messages: 2}

  test('to erase a customer keeps only the suppression', async () => {
    const email = await addPerson('hopper')
    const other = await addPerson('lovelace')
    const before = await documentsWith('lovelace')
    const id = await ask('customers/redact', email)
    expect(await run(id)).toBe('waiting')
    expect(await documentsWith('hopper')).toEqual([])
    expect(await runToEnd(id)).toBe('done')
    const ended = await request(id)
    expect(ended).toMatchObject({state: 'done', held: FOUND})
    expect(ended).not.toHaveProperty('personKey')
    expect(ended.held?.entries).toBeGreaterThan(3)
    expect(ended.held?.shareRows).toBeGreaterThan(2)
    const key = keyOf(email)
    const left = await stack.client.fetch<string[]>(
      '*[_id in path("artameta.*." + $key) || _id in path("artameta.*." + $key + ".**")]._id',
      {key},
      tag,
    )
    expect(left).toEqual([`artameta.suppression.${key}`])
    expect(await stack.client.getDocument(`artameta.suppression.${key}`, tag)).toMatchObject({
      reason: 'erased',
    })
    expect(await documentsWith('lovelace')).toEqual(before)
    expect(other).toContain('lovelace')
    expect(await run(id, LATER)).toBe('nothing-to-do')
  })

  test('suppresses only people whom the site knew in some way', async () => {
    const suppression = (email: string) =>
      stack.client.getDocument(`artameta.suppression.${keyOf(email)}`, tag)
    const unknown = await ask('customers/redact', 'unknown@example.com')
    expect(await runToEnd(unknown)).toBe('done')
    expect(await request(unknown)).toMatchObject({state: 'done', held: {}})
    expect(await suppression('unknown@example.com')).toBeUndefined()
    await clientAs(stack, 'artameta-admin').create(byHand('Met@example.com'), tag)
    const met = await ask('customers/redact', 'met@example.com')
    expect(await runToEnd(met)).toBe('done')
    expect(await suppression('met@example.com')).toMatchObject({reason: 'erased'})
  })

  test('leaves the person’s data at another site', async () => {
    const email = await addPerson('liskov')
    await submit('/api/newsletter', {site: 'bluefern', email, consent: true})
    const before = await documentsWith('liskov', 'bluefern')
    expect(before.length).toBeGreaterThan(1)
    await runToEnd(await ask('customers/redact', email))
    expect(await documentsWith('liskov')).toEqual([])
    expect(await documentsWith('liskov', 'bluefern')).toEqual(before)
  })

  test('for their data counts what is stored of them, and keeps it', async () => {
    const email = await addPerson('perlman')
    const before = await documentsWith('perlman')
    const id = await ask('customers/data_request', email)
    expect(await run(id)).toBe('held')
    expect(await request(id)).toMatchObject({state: 'held', held: FOUND, personKey: keyOf(email)})
    expect(await documentsWith('perlman')).toEqual(before)
    const nobody = await ask('customers/data_request', 'nobody@example.com')
    expect(await run(nobody)).toBe('done')
    const nameless = await ask('customers/data_request', null)
    expect(await run(nameless)).toBe('done')
    expect(await request(nameless)).toMatchObject({state: 'done', held: {}})
  })

  test('for their data is answered by an administrator, who is named in the audit trail', async () => {
    const email = await addPerson('tharp')
    const id = await ask('customers/data_request', email)
    const waiting = (): Promise<PrivacyRequest> => request(id)
    const early = answerRequest(await waiting(), NOW)
    expect(early).toEqual({result: 'refused'})
    expect(await run(id)).toBe('held')
    const decision = answerRequest(await waiting(), NOW)
    if (decision.result !== 'answered') throw new Error(decision.result)
    const answer = (role: string) => clientAs(stack, role).mutate(decision.mutations, tag)
    for (const role of ['artameta-editor', 'artameta-viewer', 'bluefern-admin']) {
      await expect(answer(role)).rejects.toMatchObject({statusCode: 403})
    }
    await answer('artameta-admin')
    await expect(answer('artameta-admin')).rejects.toMatchObject({statusCode: 409})
    const answered = await waiting()
    expect(answered).toMatchObject({state: 'answered', answeredAt: NOW, held: FOUND})
    expect(answered.personKey).toBeUndefined()
    expect(answerRequest(answered, NOW)).toEqual({result: 'refused'})

    // Whatever an administrator makes of it, it is not carried out as another request.
    const admin = clientAs(stack, 'artameta-admin')
    for (const state of ['received', 'searching', 'done']) {
      await expect(admin.patch(id).set({state}).commit(tag)).rejects.toMatchObject({
        statusCode: 403,
      })
    }
    await admin.patch(id).set({topic: 'customers/redact', state: 'held'}).commit(tag)
    expect(await run(id)).toBe('nothing-to-do')
    expect(await documentsWith('tharp')).not.toEqual([])

    await recordTrails(stack)
    const told = (await readChain(stack.client, 'artameta')).filter(({target}) => target.id === id)
    const {actor, diff} = told.find((event) => diffValues(event)['state'] === 'answered') ?? {}
    expect(actor).toMatchObject({kind: 'user'})
    expect(JSON.stringify(diff)).toContain(NOW)
  })

  test('cannot be undone by what jobs keep', async () => {
    const email = await addPerson('wing')
    const lead = byHand(email, {name: 'Wing once more'})
    await clientAs(stack, 'artameta-admin').create(lead, tag)
    const job = await change({kind: 'delete'}, {kind: 'ids', ids: [lead._id]})
    await stack.settled()
    await runToEnd(await ask('customers/redact', email))
    await change({kind: 'undo'}, {kind: 'job', jobId: job, which: 'changed'})
    expect(await stack.client.getDocument(lead._id, tag)).toBeUndefined()
    expect(await documentsWith('wing')).toEqual([])
  })

  test('reaches the files that people import, and lets the import go on', async () => {
    const columns = ['email', 'name', 'company']
    const rows = [
      ['Noether <noether@example.com>', 'Noether', 'Noether Ltd.'],
      ['kept@example.com', 'Kept', 'Kept Ltd.'],
    ]
    const upload = nextUlid()
    const waiting = await askImport(stack, {columns, rows}, {upload})
    const text = [['noether@example.com', 'Miss Noether', 'Noether once']]
    const earlier = await askImport(stack, {columns, rows: text})
    const write = (id: string) => importRows(functionServicesOf(stack), id, () => 0)
    await write(earlier)
    await write(await askImport(stack, {columns, rows: [text[0] ?? []]}, OVERWRITING))
    const again = [['noether@example.com', 'Noether twice', 'Noether Inc.']]
    const updating = await askImport(stack, {columns, rows: again}, OVERWRITING)
    await write(updating)
    const data = await ask('customers/data_request', 'noether@example.com')
    expect(await run(data)).toBe('held')
    expect((await request(data)).held?.shareRows).toBeGreaterThan(3)

    await runToEnd(await ask('customers/redact', 'noether@example.com'))
    expect(await documentsWith('noether')).toEqual([])
    await write(waiting)
    const done = await stack.client.getDocument(waiting, tag)
    expect(done).toMatchObject({state: 'succeeded', counts: {new: 1, suppressed: 1}})
    const kept = await stack.client.getDocument(`artameta.lead.${keyOf('kept@example.com')}`, tag)
    expect(kept).toMatchObject({name: 'Kept'})

    // Whoever uploaded it may still ask for its removal, but cannot change it.
    const chunk = uploadedChunkId('artameta', upload, 0)
    const editor = clientAs(stack, 'artameta-editor')
    await editor.patch(waiting).set({purgeRequested: true}).commit(tag)
    await purgeUpload(functionServicesOf(stack), waiting)
    expect(await stack.client.getDocument(chunk, tag)).toBeUndefined()
  })

  test('reads chunks of a page other than uploads', async () => {
    const _id = uploadedChunkId('artameta', nextUlid(), 0)
    const createdBy = 'artameta-editor'
    const broken = {_id, _type: 'jobChunk', site: 'artameta', createdBy, index: 0}
    const rows = '[broken, "franklin@example.com"'
    const editor = clientAs(stack, createdBy)
    await editor.create({...broken, rows}, tag)
    const other = uploadedChunkId('artameta', nextUlid(), 0)
    await editor.create({...broken, _id: other, rows: {to: 'franklin@example.com'}}, tag)
    const odd = uploadedChunkId('artameta', nextUlid(), 0)
    await editor.create({...broken, _id: odd, rows: 5}, tag)
    await runToEnd(await ask('customers/redact', 'franklin@example.com'))
    expect(await stack.client.getDocument(_id, tag)).toBeUndefined()
    expect(await stack.client.getDocument(other, tag)).toBeUndefined()
    expect(await stack.client.getDocument(odd, tag)).toBeDefined()
  })

  test('is carried out once by calls at the same time', async () => {
    const email = await addPerson('hamilton')
    const id = await ask('customers/redact', email)
    const results = await Promise.all([run(id), run(id), run(id)])
    expect(results.filter((result) => result === 'waiting')).not.toEqual([])
    expect(await runToEnd(id)).toBe('done')
    expect(await request(id)).toMatchObject({held: FOUND})
    expect(await documentsWith('hamilton')).toEqual([])
  })

  test('resumes where it was killed, before or after a write', async () => {
    const email = await addPerson('goldberg')
    const id = await ask('customers/redact', email)
    let writes = 0
    const dying = (aheadMs: number, after: boolean): FunctionServices => {
      const own = functionServicesOf(stack, {aheadMs})
      const mutate = own.client.mutate.bind(own.client)
      let left = 1
      vi.spyOn(own.client, 'mutate').mockImplementation(async (operations, options) => {
        if (left === 0 && !after) throw new Error('The process was killed.')
        const result = await mutate(operations, options)
        writes += 1
        if (left === 0) throw new Error('The process was killed.')
        left -= 1
        return result
      })
      return own
    }
    let kills = 0
    for (let ahead = 0, ended = false; !ended && kills < 200;) {
      const end = await run(id, ahead, dying(ahead, kills % 2 === 0)).catch(() => 'killed')
      if (end === 'killed') kills += 1
      if (end === 'waiting') ahead += LATER
      ended = end === 'done' || end === 'nothing-to-do'
      await stack.settled()
    }
    expect(kills).toBeGreaterThan(8)
    expect(writes).toBeGreaterThan(kills)
    expect(await request(id)).toMatchObject({state: 'done', held: FOUND})
    expect(await documentsWith('goldberg')).toEqual([])
  })

  test('that no function was called for is handled by the sweep', async () => {
    const email = await addPerson('borg')
    const id = await ask('customers/redact', email)
    for (let turn = 2; turn < 6; turn += 1) {
      await stack.settled()
      const services = functionServicesOf(stack, {aheadMs: turn * LATER})
      await sweep(services, `sweep-${turn}`, () => performance.now())
    }
    expect(await request(id)).toMatchObject({state: 'done', held: FOUND})
    expect(await documentsWith('borg')).toEqual([])
  })

  test('is carried out by the function that Shopify’s webhook triggers', async () => {
    const email = await addPerson('gilbreth')
    const storeDomain = 'privacy-test.myshopify.com'
    await stack.client.patch('site.artameta').set({shopify: {storeDomain}}).commit(tag)
    const runner = await stack.startRunner({startAt: 'now'})
    const api = await stack.startApi({})
    const body = JSON.stringify({shop_domain: storeDomain, customer: {email}, orders_to_redact: []})
    const signature = webhookSignature(LOCAL_APP_SECRET, new TextEncoder().encode(body))
    const response = await fetch(`${api.url}/api/shopify/webhooks`, {
      method: 'POST',
      headers: {
        'x-shopify-topic': 'customers/redact',
        'x-shopify-shop-domain': storeDomain,
        'x-shopify-webhook-id': ulid(),
        'x-shopify-hmac-sha256': signature,
      },
      body,
    })
    expect(response.status).toBe(200)
    const id = await vi.waitFor(async () => {
      const found = await stack.client.fetch<string | null>(
        '*[_type == "privacyRequest" && personKey == $key && defined(nextAt)][0]._id',
        {key: keyOf(email)},
        tag,
      )
      if (!found) throw new Error('It was not carried out yet.')
      return found
    }, PATIENCE)
    await runner.stop()
    expect(await documentsWith('gilbreth')).toEqual([])
    expect(await runToEnd(id)).toBe('done')
    expect(stack.log.join('\n').toLowerCase()).not.toContain('gilbreth')
    await stack.client.patch('site.artameta').unset(['shopify']).commit(tag)
  })

  test('that was forged is refused', async () => {
    const email = await addPerson('easley')
    const sealed = newPrivacyRequest({
      site: 'artameta',
      secret: 'a guess',
      topic: 'customers/redact',
      webhookId: 'x',
      personKey: keyOf(email),
      now: new Date().toISOString(),
    })
    await stack.client.create(sealed, tag)
    expect(await run(sealed._id)).toBe('refused')
    expect(await request(sealed._id)).toMatchObject({state: 'refused'})
    expect((await documentsWith('easley')).length).toBeGreaterThan(5)
  })

  test('of a store removes its snapshots and refreshes, and switches the rule off', async () => {
    const client = stack.client
    for (const site of ['artameta', 'bluefern']) {
      const own = {site, ruleRevision: 3}
      await client.createOrReplace(
        {
          _id: `${site}.rule.customers`,
          _type: 'customerSyncRule',
          site,
          mode: 'all',
          redactionLevel: 'counts',
          approvalReference: 'DPIA-7',
          revision: 3,
        },
        tag,
      )
      const job = ulid()
      await client.create(
        {_id: `${site}.snapshot.${ulid()}`, _type: 'shopifyCustomerSnapshot', ...own},
        tag,
      )
      await client.create({_id: `${site}.refresh.${job}`, _type: 'snapshotRefresh', ...own}, tag)
      await client.create(
        {_id: `${site}.chunk.job.${job}.000000`, _type: 'jobChunk', site, rows: '{}'},
        tag,
      )
    }
    await stack.settled()
    const id = await ask('shop/redact', null)
    expect(await runToEnd(id)).toBe('done')
    expect(await request(id)).toMatchObject({held: {snapshots: 1, refreshes: 1, rules: 1}})
    await stack.settled()
    const types = ['shopifyCustomerSnapshot', 'snapshotRefresh']
    const left = await client.fetch('*[_type in $types]{site} | order(site asc)', {types}, tag)
    expect(left).toEqual([{site: 'bluefern'}, {site: 'bluefern'}])
    expect(await client.getDocument('artameta.rule.customers', tag)).toMatchObject({
      mode: 'disabled',
      revision: 4,
    })
    expect(await client.getDocument('bluefern.rule.customers', tag)).toMatchObject({mode: 'all'})
    await recordTrails(stack)
    const told = (await readChain(client, 'artameta')).filter(({target}) => target.id === id)
    expect(told.map((event) => [event.action, diffValues(event)])).toEqual([
      ['privacy.created', expect.objectContaining({topic: 'shop/redact', state: 'received'})],
      ['privacy.changed', expect.objectContaining({topic: 'shop/redact', state: 'searching'})],
      [
        'privacy.changed',
        expect.objectContaining({
          topic: 'shop/redact',
          state: 'done',
          snapshots: '1',
          refreshes: '1',
          rules: '1',
        }),
      ],
    ])
  })

  test('to erase a customer leaves none of their data in the files of the store or in a log', async () => {
    const email = await addPerson('mcnulty')
    const early = await filesOf(join(stack.directory, 'lake'))
    expect(early).toContain('mcnulty')
    if (strict) await recordTrails(stack)
    await runToEnd(await ask('customers/redact', email))
    await recordTrails(stack)
    await stack.settled()
    // Closing moves what is still in the log of SQLite to its place.
    await stack.stopLake()
    const written = await filesOf(join(stack.directory, 'lake'))
    await stack.restartLake()
    const at = written.indexOf('mcnulty')
    expect(at === -1 ? '' : written.slice(Math.max(0, at - 300), at + 100)).toBe('')
    expect(stack.log.join('\n').toLowerCase()).not.toContain('mcnulty')
  })

  test('is recorded in the audit trail with its topic and counts, without the person', async () => {
    const email = await addPerson('keller')
    const id = await ask('customers/redact', email)
    await runToEnd(id)
    await recordTrails(stack)
    const events = await readChain(stack.client, 'artameta')
    expect(JSON.stringify(events).toLowerCase()).not.toContain('keller')
    const told = events.filter(({target}) => target.id === id)
    expect(JSON.stringify(told)).not.toContain(keyOf(email))
    expect(diffValues(told.at(-1))).toMatchObject({
      topic: 'customers/redact',
      state: 'done',
      leads: '2',
      subscribers: '1',
      submissions: '2',
    })
    const purged = events.filter(({action}) => action.endsWith('.purged'))
    expect(purged.map(({target}) => target.id)).toContain(`artameta.lead.${keyOf(email)}`)
  })
})
