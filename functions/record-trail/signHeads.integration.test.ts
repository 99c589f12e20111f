import {entryText} from '../../core/people/entryTexts.ts'
import {randomUUID} from 'node:crypto'
import {createServer} from 'node:http'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {auditEventId} from '../../core/audit/appendEvents.ts'
import {eventHash} from '../../core/audit/hashChain.ts'
import {publicKeyOf, type SignedCheckpoint} from '../../core/audit/signedHeads.ts'
import {activity} from '../../core/changes/activity.ts'
import {chunk} from '../../core/documents/chunk.ts'
import {deterministicUlid} from '../../core/people/ulid.ts'
import type {AuditEvent} from '../../core/sanity.types.generated.ts'
import {
  clientAs,
  functionServicesOf,
  readChain,
  recordTrails,
} from '../../local/api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'
import {LOCAL_HEADS_DATASET} from '../../local/ports.ts'
import {LOCAL_SIGNING_KEY} from '../../local/secret.ts'
import {headsStoreOf} from '../shared/headsStore.ts'
import {verifyHeads, verifyTrail, type HeadsVerdict} from '../shared/verifyTrail.ts'
import {recordTrail} from './handler.ts'

const HOUR = 60 * 60_000
const tag = {tag: 'leads.test.heads'}

describe.each(MODES)('signed ends of the trails ($mode)', ({strict}) => {
  let stack: TestStack

  beforeEach(async () => {
    stack = await startTestStack({strict})
  })
  afterEach(() => stack.stop())

  /** Makes so many events in the chain of artameta, and tells them. */
  async function makeEvents(count: number): Promise<AuditEvent[]> {
    const superadmin = clientAs(stack, 'superadmin')
    const before = (await readChain(stack.client, 'artameta')).length
    for (let index = 0; index < count; index += 1) {
      const patch = {patch: {id: 'site.artameta', set: {planLimit: before + index}}}
      await superadmin.mutate([patch], {...tag, returnDocuments: false, visibility: 'async'})
    }
    await recordTrails(stack)
    return readChain(stack.client, 'artameta')
  }

  async function verdict(copies: readonly SignedCheckpoint[] = [], aheadMs = 0) {
    await stack.settled()
    const services = functionServicesOf(stack, {aheadMs})
    const keys = [publicKeyOf(LOCAL_SIGNING_KEY)]
    return verifyHeads(headsStoreOf(services), keys, copies, services.now())
  }

  function trusted(found: HeadsVerdict) {
    if (found.kind !== 'proven') throw new Error('The signed ends are broken.')
    return found.trusted.get('artameta') ?? []
  }

  async function sign(aheadMs: number) {
    const services = functionServicesOf(stack, {aheadMs})
    return recordTrail(services, randomUUID(), () => performance.now())
  }

  test('are created at first and every hour, of all chains', async () => {
    await makeEvents(3)
    const first = await verdict()
    expect(first).toMatchObject({kind: 'proven', newest: {number: 1}, warnings: []})
    await makeEvents(2)
    expect(await verdict()).toMatchObject({newest: {number: 1}})
    const events = await readChain(stack.client, 'artameta')
    await sign(HOUR + 1000)
    const second = await verdict()
    expect(second).toMatchObject({newest: {number: 2}})
    const last = events.at(-1)
    expect(trusted(second).at(-1)).toEqual({seq: last?.seq, hash: last?.hash})
    const chains = second.kind === 'proven' && second.newest?.heads.map(({chain}) => chain)
    expect(chains).toEqual(['artameta', 'bluefern', 'network'])
    expect((await verdict([], 4 * HOUR)).kind === 'proven').toBe(true)
    expect(await verdict([], 4 * HOUR)).toMatchObject({
      warnings: [expect.stringContaining('Nothing was signed since')],
    })
  })

  test('are created when a chain has a thousand new events', async () => {
    await makeEvents(1)
    const personKey = 'abcdefghijklmnopqrstuvwxyz'
    const entries = Array.from({length: 1000}, (_, index) =>
      activity({
        site: 'bluefern',
        personKey,
        leadId: `bluefern.lead.${personKey}`,
        ulid: deterministicUlid(0, `signed-${index}`),
        kind: 'note',
        at: new Date().toISOString(),
        actor: {kind: 'visitor'},
        text: entryText('entry.note.added'),
      }),
    )
    const functions = clientAs(stack, 'functions')
    for (const piece of chunk(entries, 100)) {
      const mutations = piece.map((entry) => ({create: entry}))
      await functions.mutate(mutations, {...tag, returnDocuments: false, visibility: 'async'})
    }
    await recordTrails(stack)
    expect(await verdict()).toMatchObject({newest: {number: 2}})
  })

  test('show that the newest events were deleted, or all of them', async () => {
    const events = await makeEvents(8)
    await sign(HOUR + 1000)
    const proven = trusted(await verdict())
    for (const seq of [events.length, events.length - 1]) {
      await stack.client.delete(auditEventId('artameta', seq), tag)
    }
    const head = events.at(-3)
    await stack.client
      .patch('artameta.head.trail')
      .set({seq: head?.seq, hash: head?.hash})
      .commit(tag)
    await stack.settled()
    expect((await verifyTrail(stack.client, 'artameta')).ok).toBe(true)
    expect(await verifyTrail(stack.client, 'artameta', proven)).toMatchObject({
      ok: false,
      reason: 'truncated',
    })
    for (const {_id} of events) await stack.client.delete(_id, tag)
    await stack.settled()
    expect(await verifyTrail(stack.client, 'artameta', proven)).toMatchObject({ok: false})
  })

  test('show that the chain was rewritten, and are not created of a rewritten chain', async () => {
    const events = await makeEvents(10)
    await sign(HOUR + 1000)
    let previousHash = events[3]?.hash ?? ''
    for (const event of events.slice(4)) {
      const {hash: _hash, ...said} = {...event, action: 'site.viewed', previousHash}
      const hash = eventHash(previousHash, said)
      await stack.client.createOrReplace({...said, hash}, tag)
      previousHash = hash
    }
    const seq = events.length
    await stack.client.patch('artameta.head.trail').set({seq, hash: previousHash}).commit(tag)
    await stack.settled()
    expect((await verifyTrail(stack.client, 'artameta')).ok).toBe(true)
    const proven = trusted(await verdict())
    expect(await verifyTrail(stack.client, 'artameta', proven)).toMatchObject({reason: 'forked'})
    const result = await sign(3 * HOUR)
    expect(result.problems).toEqual([
      `artameta: Event ${proven.at(-1)?.seq} is not the one that was signed.`,
    ])
    const after = await verdict()
    expect(after).toMatchObject({
      kind: 'proven',
      warnings: [expect.stringContaining('artameta was not signed any further')],
    })
    expect(trusted(after)).toEqual(proven)
  })

  test('are written by the robot of the functions alone', async () => {
    await makeEvents(1)
    for (const role of ['superadmin', 'api', 'artameta-admin']) {
      const client = clientAs(stack, role).withConfig({dataset: LOCAL_HEADS_DATASET})
      const id = 'heads.local.production.000000000001'
      const denied = {statusCode: 403}
      await expect(client.delete(id, tag)).rejects.toMatchObject(denied)
      await expect(client.patch(id).set({number: 2}).commit(tag)).rejects.toMatchObject(denied)
      await expect(client.create({_id: 'x', _type: 'y'}, tag)).rejects.toMatchObject(denied)
    }
    const datasets = clientAs(stack, 'superadmin').datasets
    await expect(datasets.delete(LOCAL_HEADS_DATASET)).rejects.toMatchObject({statusCode: 403})
    expect(await verdict()).toMatchObject({newest: {number: 1}})
  })

  test('are sent to a mailbox and a URL, which reveal a truncation', async () => {
    const received: SignedCheckpoint[] = []
    const server = createServer((request, response) => {
      request.setEncoding('utf8')
      let text = ''
      request.on('data', (part: string) => (text += part))
      request.on('end', () => {
        received.push(JSON.parse(text))
        response.end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const variables = {
      LEADS_HEADS_URL: `http://127.0.0.1:${port}/heads`,
      LEADS_HEADS_MAIL: 'auditor@example.com',
      LEADS_SMTP_URL: stack.mail.smtpUrl,
    }
    const result = await recordTrail(functionServicesOf(stack, {variables}), randomUUID(), () =>
      performance.now(),
    )
    await new Promise((resolve) => server.close(resolve))
    expect(result.problems).toEqual([])
    expect(received).toMatchObject([{number: 1, store: 'local/production'}])
    expect(stack.mail.mailbox.list()).toHaveLength(1)
    expect(await verdict(received)).toMatchObject({kind: 'proven'})
    const functions = clientAs(stack, 'functions').withConfig({dataset: LOCAL_HEADS_DATASET})
    await functions.delete('heads.local.production.000000000001', tag)
    expect(await verdict(received)).toEqual({kind: 'broken', message: 'Checkpoint 1 is missing.'})
    // A copy that cannot be sent keeps nothing from being signed.
    const away = await recordTrail(
      functionServicesOf(stack, {aheadMs: 2 * HOUR, variables}),
      randomUUID(),
      () => performance.now(),
    )
    expect(away.problems).toEqual([expect.stringContaining('LEADS_HEADS_URL')])
    expect(await verdict()).toMatchObject({newest: {number: 1}})
  })

  test('are not created without a key, which is reported', async () => {
    const variables = {LEADS_AUDIT_SIGNING_KEY: ''}
    await recordTrail(functionServicesOf(stack, {variables}), randomUUID(), () => performance.now())
    const services = functionServicesOf(stack)
    const found = await verifyHeads(headsStoreOf(services), [], [], services.now())
    expect(found).toEqual({kind: 'not-configured'})
    expect(await verdict()).toMatchObject({newest: null, warnings: ['Nothing was signed yet.']})
  })
})
