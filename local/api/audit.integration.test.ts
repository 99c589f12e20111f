import {afterAll, beforeAll, beforeEach, expect, test, vi} from 'vitest'
import {auditEvents, type AuditDraft} from '../../core/audit/auditEvent.ts'
import {verifyChain} from '../../core/audit/hashChain.ts'
import {receiptId} from '../../core/audit/recordOnce.ts'
import {activity} from '../../core/changes/activity.ts'
import type {AuditEvent} from '../../core/sanity.types.generated.ts'
import {auditWriter} from '../../functions/shared/auditWriter.ts'
import type {FunctionServices} from '../../functions/shared/functionServices.ts'
import {createLakeClient} from '../../functions/shared/lakeClient.ts'
import {readServerEnv} from '../../functions/shared/serverEnv.ts'
import {createSiteRegistry} from '../../functions/shared/siteRegistry.ts'
import {createSiteSecrets} from '../../functions/shared/siteSecrets.ts'
import {sweep} from '../../functions/sweep-submissions/handler.ts'
import {verifyTrail} from '../../functions/shared/verifyTrail.ts'
import {LOCAL_DATASET, LOCAL_PROJECT_ID} from '../ports.ts'
import {localServerVariables} from './localServerVariables.ts'
import {startTestStack, type TestStack} from './testStack.ts'

const MINUTE = 60_000
const PERSON = 'abcdefghijklmnopqrstuvwxyz'
const SITES = ['artameta', 'bluefern']

let stack: TestStack
let made = 0

beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack.stop())
beforeEach(async () => {
  const query = '*[_type in ["auditEvent", "leadActivity"]]'
  await stack.client.delete({query}, {tag: 'leads.test.clear'})
})

/** Services of their own, as another process would have them. */
function process(aheadMs = 0): FunctionServices {
  const env = readServerEnv(localServerVariables())
  return {
    env,
    client: stack.client,
    registry: createSiteRegistry(stack.client, Date.now),
    secrets: createSiteSecrets(env),
    now: () => new Date(Date.now() + aheadMs).toISOString(),
  }
}

/** Notes on the timeline of one person of each site in turn. */
async function addActivities(count: number): Promise<string[]> {
  const documents = Array.from({length: count}, (_, index) => {
    const site = SITES[index % SITES.length] ?? ''
    made += 1
    return activity({
      site,
      personKey: PERSON,
      leadId: `${site}.lead.${PERSON}`,
      ulid: `01ARZ3NDEKTSV4RRFFQ69${String(made).padStart(5, '0')}`,
      kind: 'note',
      at: new Date().toISOString(),
      actor: {kind: 'user', id: `${site}-editor`, name: 'Ada Example'},
      summary: 'Added a note',
      details: {text: 'Call Ada Example back'},
    })
  })
  await stack.client.mutate(
    documents.map((document) => ({create: document})),
    {tag: 'leads.test.activities'},
  )
  return documents.map(({_id}) => _id)
}

function chain(site: string): Promise<AuditEvent[]> {
  const query = '*[_type == "auditEvent" && site == $site] | order(seq asc)'
  return stack.client.fetch(query, {site}, {tag: 'leads.test.chain'})
}

/** Each of the activities has the number of the one event that tells of it, and the chains hold. */
async function expectRecorded(ids: readonly string[]): Promise<void> {
  const activities = await stack.client.fetch<{_id: string; auditSeq: number}[]>(
    '*[_id in $ids]{_id, auditSeq}',
    {ids},
    {tag: 'leads.test.recorded'},
  )
  for (const site of SITES) {
    const events = await chain(site)
    const told = events.map(({seq, diff}) => ({
      _id: diff.find(({path}) => path === 'activity')?.after,
      auditSeq: seq,
    }))
    const own = activities.filter(({_id}) => _id.startsWith(`${site}.`))
    expect(told).toHaveLength(own.length)
    expect(told).toEqual(expect.arrayContaining(own))
    expect(verifyChain(events)).toMatchObject({ok: true, count: own.length})
    // As a word: revisions and hashes are random letters.
    expect(JSON.stringify(events)).not.toMatch(/\bAda\b/)
  }
}

test('processes that record the same at once write each event once, and once more nothing', async () => {
  const ids = await addActivities(120)
  const writers = [process(), process(), process()].map(auditWriter)
  const runs = writers.flatMap((writer, turn) =>
    (turn === 1 ? ids.toReversed() : ids).map((id) => writer.record(id)),
  )
  const results = await Promise.all(runs)
  expect(results.filter((result) => result === 'written')).toHaveLength(ids.length)
  await expectRecorded(ids)
  const again = await Promise.all(
    [...writers, auditWriter(process())].map((w) => w.record(ids[7] ?? '')),
  )
  expect(new Set(again)).toEqual(new Set(['nothing-to-do']))
  await expectRecorded(ids)
})

test('processes that tell of the same things and of activities at once write each event once', async () => {
  const ids = await addActivities(20)
  const things = Array.from({length: 40}, (_, index) => ({
    receiptId: receiptId('artameta', `artameta.segment.x at ${made}-${index}`),
    draft: {
      site: 'artameta',
      at: new Date().toISOString(),
      actor: {kind: 'user' as const, id: 'artameta-editor'},
      action: 'segment.changed',
      target: {type: 'segment', id: `thing-${index}`},
      diff: [],
    },
  }))
  const writers = [process(), process(), process()].map(auditWriter)
  const results = await Promise.all(
    writers.flatMap((writer, turn) => [
      ...(turn === 1 ? things.toReversed() : things).map((each) =>
        writer.recordOnce('artameta', each),
      ),
      ...ids.map((id) => writer.record(id)),
    ]),
  )
  expect(results.filter((result) => result === 'written')).toHaveLength(60)
  const events = await chain('artameta')
  expect(verifyChain(events)).toMatchObject({ok: true, count: 50})
  const targets = events.flatMap(({target}) => (target.type === 'segment' ? [target.id] : []))
  expect(targets.toSorted()).toEqual(things.map(({draft}) => draft.target.id).toSorted())
  const receipts = await stack.client.fetch<{_id: string; seq: number}[]>(
    '*[_type == "auditReceipt" && _id in $ids]{_id, seq}',
    {ids: things.map((each) => each.receiptId)},
    {tag: 'leads.test.receipts'},
  )
  const told = new Map(events.map(({seq, target}) => [seq, target.id]))
  expect(receipts).toHaveLength(40)
  for (const {_id, seq} of receipts) {
    expect(told.get(seq)).toBe(things.find((each) => each.receiptId === _id)?.draft.target.id)
  }
})

test('many activities of a site share a few transactions', async () => {
  const ids = await addActivities(200)
  const commit = vi.spyOn(stack.client, 'mutate')
  const writer = auditWriter(process())
  await Promise.all(ids.map((id) => writer.record(id)))
  expect(commit.mock.calls.length).toBeLessThan(10)
  commit.mockRestore()
  await expectRecorded(ids)
})

test('where several wait, others that wait are taken along', async () => {
  const ids = await addActivities(40)
  const writer = auditWriter(process())
  const results = await Promise.all(ids.slice(0, 12).map((id) => writer.record(id)))
  expect(new Set(results)).toEqual(new Set(['written']))
  await expectRecorded(ids)
  const request = vi.spyOn(stack.client, 'getDocuments')
  expect(await writer.record(ids.at(-1) ?? '')).toBe('nothing-to-do')
  expect(request).not.toHaveBeenCalled()
  request.mockRestore()
})

test('a writer goes on where others stopped, also when the lake was started over', async () => {
  const mine = auditWriter(process())
  const theirs = auditWriter(process())
  const ids = await addActivities(2)
  await Promise.all(ids.map((id) => mine.record(id)))
  const more = await addActivities(60)
  for (const id of more) await theirs.record(id)
  const last = await addActivities(2)
  await Promise.all(last.map((id) => mine.record(id)))
  await expectRecorded([...ids, ...more, ...last])
  const query = '*[_type in ["auditEvent", "leadActivity"]]'
  await stack.client.delete({query}, {tag: 'leads.test.clear'})
  const anew = await addActivities(2)
  const results = await Promise.all(anew.map((id) => mine.record(id)))
  expect(results).toEqual(['written', 'written'])
  await expectRecorded(anew)
})

test('what cannot be recorded does not keep the rest of its batch from it', async () => {
  const ids = await addActivities(4)
  const services = process()
  const refused = ids[2] ?? ''
  const mutate = stack.client.mutate.bind(stack.client)
  const commit = vi
    .spyOn(stack.client, 'mutate')
    .mockImplementation(async (operations, options) => {
      if (JSON.stringify(operations).includes(`"id":"${refused}"`)) {
        throw Object.assign(new Error('Refused'), {statusCode: 400})
      }
      return mutate(operations, options)
    })
  const writer = auditWriter(services)
  const results = await Promise.allSettled(ids.map((id) => writer.record(id)))
  commit.mockRestore()
  expect(results.map(({status}) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ])
  expect(await writer.record(refused)).toBe('written')
  await expectRecorded(ids)
})

test('what is gone or no activity is passed over', async () => {
  const writer = auditWriter(process())
  expect(await writer.record(`artameta.activity.${PERSON}.gone`)).toBe('nothing-to-do')
  expect(await writer.record(`artameta.lead.${PERSON}`)).toBe('nothing-to-do')
  expect(await chain('artameta')).toEqual([])
})

test('an event that was changed, or taken out, is found, and an end that was cut off', async () => {
  const ids = await addActivities(20)
  const writer = auditWriter(process())
  await Promise.all(ids.map((id) => writer.record(id)))
  const tag = 'leads.test.tamper'
  const whole = await verifyTrail(stack.client, 'artameta')
  const head = {seq: 10, hash: (await chain('artameta')).at(-1)?.hash ?? ''}
  expect(whole).toEqual({ok: true, count: 10, head})
  expect(await verifyTrail(stack.client, 'network')).toEqual({ok: true, count: 0, head: null})
  await stack.client.delete('artameta.audit.000000000010', {tag})
  expect(await verifyTrail(stack.client, 'artameta')).toMatchObject({ok: true, count: 9})
  expect(await verifyTrail(stack.client, 'artameta', [head])).toMatchObject({reason: 'truncated'})
  await stack.client.patch('artameta.audit.000000000004').set({site: 'bluefern'}).commit({tag})
  const edited = {ok: false, reason: 'edited', brokenAt: 4}
  expect(await verifyTrail(stack.client, 'artameta')).toMatchObject(edited)
  await stack.client.delete('bluefern.audit.000000000007', {tag})
  const gap = {ok: false, reason: 'gap', brokenAt: 7}
  expect(await verifyTrail(stack.client, 'bluefern')).toMatchObject(gap)
})

test('a long trail is checked page by page', async () => {
  const notes = Array.from({length: 1001}, (_, index): AuditDraft => {
    const actor = {kind: 'function' as const, id: 'test'}
    const target = {type: 'lead', id: `n${index}`}
    return {site: 'bluefern', at: '2026-07-01T10:00:00.000Z', actor, action: 'a', target, diff: []}
  })
  const events = auditEvents(null, notes)
  const mutations = events.map((event) => ({create: event}))
  await stack.client.mutate(mutations, {tag: 'leads.test.long', returnDocuments: false})
  const [last, middle] = [events.at(-1), events[999]]
  const trusted = [middle, last].map((event) => ({seq: event?.seq ?? 0, hash: event?.hash ?? ''}))
  const verdict = await verifyTrail(stack.client, 'bluefern', trusted)
  expect(verdict).toMatchObject({ok: true, count: 1001, head: trusted[1]})
  const foreign = [{seq: 1001, hash: 'other'}]
  expect(await verifyTrail(stack.client, 'bluefern', foreign)).toMatchObject({reason: 'forked'})
})

test('the sweep records what no function did, and leaves what is older than the trail alone', async () => {
  const ids = await addActivities(6)
  const [old = '', ...waiting] = ids
  await stack.client.patch(old).set({auditSeq: 0}).commit({tag: 'leads.test.old'})
  expect(await sweep(process(MINUTE), () => 0)).toMatchObject({recorded: 0})
  expect(await sweep(process(3 * MINUTE), () => 0)).toMatchObject({recorded: 5, failures: 0})
  await expectRecorded(waiting)
  expect(await sweep(process(3 * MINUTE), () => 0)).toMatchObject({recorded: 0})
})

test('editors add entries to timelines and cannot write or get round the trail', async () => {
  const editor = createLakeClient({
    projectId: LOCAL_PROJECT_ID,
    dataset: LOCAL_DATASET,
    apiHost: stack.lake.url,
    token: 'local-artameta-admin',
  })
  const entry = {
    _id: `artameta.activity.${PERSON}.own`,
    _type: 'leadActivity',
    site: 'artameta',
    kind: 'note',
    actor: {kind: 'user', id: 'artameta-admin'},
  }
  const event = {_id: 'artameta.audit.000000000001', _type: 'auditEvent'}
  const tag = 'leads.test.editor'
  await expect(editor.create(event, {tag})).rejects.toMatchObject({statusCode: 403})
  await expect(editor.create({...entry, auditSeq: 0}, {tag})).rejects.toMatchObject({
    statusCode: 403,
  })
  await expect(editor.create(entry, {tag})).resolves.toMatchObject(entry)
  const late = editor.patch(entry._id).set({auditSeq: 0}).commit({tag})
  await expect(late).rejects.toMatchObject({statusCode: 403})
})

test('a form that was sent ends in the trail', async () => {
  const runner = await stack.startRunner({startAt: 'now'})
  const response = await fetch(`${stack.api.url}/api/newsletter`, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({email: 'trail@example.com', consent: true, site: 'artameta'}),
  })
  const {submissionId} = (await response.json()).data
  await runner.idle()
  const events = await chain('artameta')
  expect(events.map(({action}) => action).toSorted()).toEqual([
    'consent.requested',
    'email.sent',
    'submission.processed',
  ])
  expect(verifyChain(events)).toMatchObject({ok: true, count: 3})
  expect(JSON.stringify(events)).not.toContain('@')
  const processed = events.find(({action}) => action === 'submission.processed')
  expect(processed?.diff).toContainEqual(
    expect.objectContaining({path: 'submission', after: submissionId}),
  )
  expect(runner.status()).toMatchObject({pending: 0, dead: []})
})
