import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest'
import {toAuditEvents, type AuditDraft} from '../../core/audit/appendEvents.ts'
import {startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'
import {startTestLake} from '../../local/lake/testing/testLake.ts'
import {verifyTrail} from './verifyTrail.ts'

const tag = 'leads.test.verify'
/** So long that queries see nothing while a test runs. */
const LONG_LAG = 600_000

let stack: TestStack

beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack.stop())
beforeEach(async () => {
  await stack.client.delete({query: '*[_type == "auditEvent"]'}, {tag})
})

async function write(site: string, count: number, client = stack.client) {
  const drafts = Array.from({length: count}, (_, index): AuditDraft => ({
    site,
    at: '2026-07-01T10:00:00.000Z',
    transaction: null,
    actor: {kind: 'function', id: 'test'},
    action: 'a',
    target: {type: 'lead', id: `n${index}`},
    diff: [],
  }))
  const events = toAuditEvents(null, drafts)
  const mutations = events.map((event) => ({create: event}))
  await client.mutate(mutations, {tag, returnDocuments: false})
  return events
}

test('an event that was changed, or taken out, is found, and an end that was cut off', async () => {
  const [events] = await Promise.all([write('artameta', 10), write('bluefern', 10)])
  const whole = await verifyTrail(stack.client, 'artameta')
  const head = {seq: 10, hash: events.at(-1)?.hash ?? ''}
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
  const events = await write('bluefern', 1001)
  const [last, middle] = [events.at(-1), events[999]]
  const trusted = [middle, last].map((event) => ({seq: event?.seq ?? 0, hash: event?.hash ?? ''}))
  const verdict = await verifyTrail(stack.client, 'bluefern', trusted)
  expect(verdict).toMatchObject({ok: true, count: 1001, head: trusted[1]})
  const foreign = [{seq: 1001, hash: 'other'}]
  expect(await verifyTrail(stack.client, 'bluefern', foreign)).toMatchObject({reason: 'forked'})
})

test('events that queries do not see yet are not missing', async () => {
  const lake = await startTestLake({queryLagMs: LONG_LAG})
  try {
    const client = lake.client('local-functions')
    const events = await write('artameta', 120, client)
    const head = {seq: 120, hash: events.at(-1)?.hash ?? ''}
    expect(await verifyTrail(client, 'artameta', [head])).toEqual({ok: true, count: 120, head})
    await client.delete('artameta.audit.000000000120', {tag})
    const cut = {reason: 'truncated', brokenAt: 120}
    expect(await verifyTrail(client, 'artameta', [head])).toMatchObject(cut)
  } finally {
    await lake.stop()
  }
})
