import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest'
import {toAuditEvents, type AuditDraft} from '../../../core/audit/appendEvents.ts'
import {nextCheckpoint, publicKeyOf, signCheckpoint} from '../../../core/audit/signedHeads.ts'
import {headsStore, keepCheckpoint} from '../../../functions/shared/headsStore.ts'
import {clientAs} from '../../../local/api/testing/testServices.ts'
import {startTestStack, type TestStack} from '../../../local/api/testing/testStack.ts'
import {startTestLake} from '../../../local/lake/testing/testLake.ts'
import {LOCAL_HEADS_DATASET} from '../../../local/ports.ts'
import {LOCAL_SIGNING_KEY} from '../../../local/secret.ts'
import {verifyInBrowser} from './verifyInBrowser.ts'

const tag = 'leads.test.verify'
/** So long that queries see nothing while a test runs. */
const LONG_LAG = 600_000
const HEADS = {dataset: LOCAL_HEADS_DATASET, publicKeys: [publicKeyOf(LOCAL_SIGNING_KEY)]}

const NOWHERE = {projectId: undefined, token: undefined}

let stack: TestStack

beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack.stop())
beforeEach(async () => {
  await stack.client.delete({query: '*[_type in ["auditEvent", "trailHead"]]'}, {tag})
})

async function write(count: number, client = stack.client) {
  const drafts = Array.from({length: count}, (_, index): AuditDraft => ({
    site: 'artameta',
    at: new Date(Date.UTC(2026, 6, 1) + index * 1000).toISOString(),
    transaction: null,
    actor: {kind: 'function'},
    action: 'lead.imported',
    target: {type: 'lead', id: `n${index}`},
    diff: [],
  }))
  const events = toAuditEvents(null, drafts)
  const last = events.at(-1)
  const end = {seq: last?.seq ?? 0, hash: last?.hash ?? ''}
  const head = {_id: 'artameta.head.trail', _type: 'trailHead', site: 'artameta', ...end}
  const mutations = events.map((event) => ({create: event}))
  await client.mutate(mutations, {tag, returnDocuments: false})
  await client.createOrReplace(head, {tag})
  return end
}

async function verify(role = 'artameta-viewer', signal = new AbortController().signal) {
  const progress: {done: number; total: number}[] = []
  const found = await verifyInBrowser(clientAs(stack, role), 'artameta', {
    heads: HEADS,
    signal,
    onProgress: (each) => progress.push(each),
  })
  return {...found, progress}
}

test('an intact chain is reported with the number of checked events', async () => {
  expect(await verify()).toMatchObject({fault: null, count: 0, until: null, isNoted: false})
  const end = await write(2100)
  const found = await verify()
  expect(found).toMatchObject({
    fault: null,
    count: 2100,
    until: {...end, at: '2026-07-01T00:34:59.000Z'},
    signed: {kind: 'unreadable'},
    isNoted: true,
  })
  expect(found.progress).toEqual([0, 1000, 2000, 2100].map((done) => ({done, total: 2100})))
})

test('changed, removed and added events are found', async () => {
  await write(20)
  await stack.client.patch('artameta.audit.000000000007').set({action: 'x.y'}).commit({tag})
  expect(await verify()).toMatchObject({fault: {reason: 'edited', brokenAt: 7}, count: 0})
  await stack.client.delete({query: '*[_type == "auditEvent"]'}, {tag})
  expect(await verify()).toMatchObject({fault: {reason: 'truncated', brokenAt: 1}})
  await write(20)
  await stack.client.delete('artameta.audit.000000000020', {tag})
  expect(await verify()).toMatchObject({fault: {reason: 'truncated', brokenAt: 20}, count: 19})
})

test('events far beyond the end, or between numbers, are found', async () => {
  await write(20)
  const stray = {_type: 'auditEvent', site: 'artameta', seq: 21}
  await stack.client.create({...stray, _id: 'artameta.audit.999999999999'}, {tag})
  expect(await verify()).toMatchObject({fault: {brokenAt: 21}, count: 20})
  await stack.client.create({...stray, _id: 'artameta.audit.000000000007x'}, {tag})
  expect(await verify()).toMatchObject({fault: {brokenAt: 8}})
})

test('signed ends are compared where the person may read them', async () => {
  const end = await write(5)
  const store = headsStore(clientAs(stack, 'functions'), {dataset: LOCAL_HEADS_DATASET, ...NOWHERE})
  const at = '2026-07-01T00:00:00.000Z'
  const parts = {store: store.store, at, heads: [{chain: 'artameta', ...end}]}
  await keepCheckpoint(store, signCheckpoint(nextCheckpoint(null, parts), LOCAL_SIGNING_KEY))
  const known = {kind: 'signed', at, heads: [end], fault: null}
  await expect.poll(() => verify('superadmin')).toMatchObject({fault: null, signed: known})
  await stack.client.delete({query: '*[_type in ["auditEvent", "trailHead"]]'}, {tag})
  await write(4)
  expect(await verify('superadmin')).toMatchObject({fault: {reason: 'truncated', brokenAt: 5}})
  expect(await verify()).toMatchObject({fault: null, signed: {kind: 'unreadable'}})
})

test('a check can be cancelled', async () => {
  await write(2500)
  const controller = new AbortController()
  const client = clientAs(stack, 'artameta-viewer')
  const run = verifyInBrowser(client, 'artameta', {
    heads: null,
    signal: controller.signal,
    onProgress: ({done}) => done > 0 && controller.abort(),
  })
  await expect(run).rejects.toThrow(/abort/iu)
})

test('events that queries do not see yet are not missing', async () => {
  const lake = await startTestLake({queryLagMs: LONG_LAG})
  try {
    const client = lake.client('local-functions')
    const end = await write(120, client)
    const {signal} = new AbortController()
    const options = {heads: null, signal, onProgress: () => {}}
    const seen = () => verifyInBrowser(client, 'artameta', options)
    expect(await seen()).toMatchObject({fault: null, count: 120, until: end})
    await client.delete('artameta.audit.000000000120', {tag})
    expect(await seen()).toMatchObject({fault: {reason: 'truncated', brokenAt: 120}, count: 119})
  } finally {
    await lake.stop()
  }
})
