import {entryText} from '../../core/people/entryTexts.ts'
import {randomUUID} from 'node:crypto'
import type {SanityClient} from '@sanity/client'
import {afterAll, beforeAll, beforeEach, describe, expect, test, vi} from 'vitest'
import {auditEventId} from '../../core/audit/appendEvents.ts'
import {digestOfDocuments} from '../../core/audit/chunkDigest.ts'
import {LEASE_MS} from '../../core/audit/trailProgress.ts'
import {withPendingTrail} from '../../core/audit/withPendingTrail.ts'
import {activity} from '../../core/changes/activity.ts'
import {changeLeadStatus} from '../../core/changes/leadChanges.ts'
import {deterministicUlid} from '../../core/people/ulid.ts'
import type {AuditEvent, Lead, LeadActivity} from '../../core/sanity.types.generated.ts'
import {
  clientAs,
  functionServicesOf,
  readChain,
  recordTrails,
  diffValues,
} from '../../local/api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'
import {LOCAL_DATASET} from '../../local/ports.ts'
import {verifyTrail} from '../shared/verifyTrail.ts'
import {hasTrailWork, recordTrail} from './handler.ts'

const PERSON = 'abcdefghijklmnopqrstuvwxyz'
const SITES = ['artameta', 'bluefern']
const tag = {tag: 'leads.test.trail'}

describe.each(MODES)('the audit trail ($mode)', ({strict}) => {
  let stack: TestStack
  let made = 0
  const marks = new Map<string, number>()

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())
  beforeEach(async () => {
    await recordTrails(stack)
    for (const site of [...SITES, 'network']) {
      marks.set(site, (await readChain(stack.client, site)).length)
    }
  })

  function ulid(): string {
    made += 1
    return deterministicUlid(Date.UTC(2026, 10, 1), `trail-${made}`)
  }

  /** Events of a chain since the test began, once everything is recorded. */
  async function recordedEvents(site = 'artameta'): Promise<AuditEvent[]> {
    await recordTrails(stack)
    return (await readChain(stack.client, site)).slice(marks.get(site) ?? 0)
  }

  function acts(events: readonly AuditEvent[]): string[] {
    return events.map(({action, actor}) => `${action} by ${actor.id ?? actor.kind}`)
  }

  function note(site: string, more: Partial<Parameters<typeof activity>[0]> = {}) {
    return activity({
      site,
      personKey: PERSON,
      leadId: `${site}.lead.${PERSON}`,
      ulid: ulid(),
      kind: 'note',
      at: new Date().toISOString(),
      actor: {kind: 'visitor'},
      text: entryText('entry.note.added'),
      details: {text: 'Call Ada Example back'},
      ...more,
    })
  }

  /** Sends mutations as they are, which the client's types do not know all of. */
  function mutate(client: SanityClient, mutations: object[], transactionId: string = randomUUID()) {
    return client.request({
      method: 'POST',
      uri: `/data/mutate/${LOCAL_DATASET}`,
      body: {mutations, transactionId},
      ...tag,
    })
  }

  function lead(site = 'artameta') {
    return {
      _id: `${site}.lead.${ulid()}`,
      _type: 'lead' as const,
      site,
      name: 'Ada Example',
      email: 'ada@example.com',
      status: 'new',
      subscription: 'none',
      tags: [],
    }
  }

  /** Notes by functions, each in a transaction of its own, all at once. */
  async function addNotes(count: number): Promise<string[]> {
    const functions = clientAs(stack, 'functions')
    const notes = Array.from({length: count}, (_, index) => note(SITES[index % 2] ?? ''))
    await Promise.all(
      notes.map((document) =>
        functions.mutate(withPendingTrail([{create: document}]), {...tag, visibility: 'async'}),
      ),
    )
    return notes.map(({_id}) => _id)
  }

  /** Each of the entries has the number of the one event that tells of it. */
  async function expectTold(ids: readonly string[]): Promise<void> {
    const entries = (
      await Promise.all(
        Array.from({length: Math.ceil(ids.length / 50)}, (_, index) =>
          stack.client.getDocuments<LeadActivity>(ids.slice(index * 50, index * 50 + 50), tag),
        ),
      )
    ).flat()
    for (const site of SITES) {
      const events = (await readChain(stack.client, site)).slice(marks.get(site) ?? 0)
      const numbers = events.map(({seq, diff}) => ({
        _id: diff.find(({path}) => path === 'activity')?.after,
        auditSeq: seq,
      }))
      const own = entries.flatMap((entry) =>
        entry?._id.startsWith(`${site}.`) ? [{_id: entry._id, auditSeq: entry.auditSeq}] : [],
      )
      expect(numbers).toHaveLength(own.length)
      expect(numbers).toEqual(expect.arrayContaining(own))
      // As a word: revisions and hashes are random letters.
      expect(JSON.stringify(events)).not.toMatch(/\bAda\b/u)
    }
  }

  test('records the work of 200 concurrent functions once, with 20 concurrent writers', async () => {
    const writers = Array.from({length: 20}, () => functionServicesOf(stack))
    const [ids, ...results] = await Promise.all([
      addNotes(200),
      ...writers.map((services) => recordTrail(services, randomUUID(), () => performance.now())),
    ])
    expect(results.filter(({state}) => state === 'lost' || state === 'out-of-time')).toEqual([])
    await recordTrails(stack)
    await expectTold(ids)
  })

  test('needs few requests for a hundred events', async () => {
    await addNotes(200)
    const services = functionServicesOf(stack)
    const methods = ['request', 'mutate', 'getDocuments', 'getDocument', 'fetch', 'delete'] as const
    const calls = methods.map((method) => vi.spyOn(services.client, method))
    await recordTrail(services, randomUUID(), () => performance.now())
    const requests = calls.reduce((sum, {mock}) => sum + mock.calls.length, 0)
    expect(requests).toBeLessThan(30)
    expect(await recordTrails(stack)).toBe(0)
  })

  test('is written only by the holder of the lease, who then resumes', async () => {
    const ids = await addNotes(2)
    const services = functionServicesOf(stack)
    const listed = Promise.withResolvers<undefined>()
    const request = services.client.request.bind(services.client)
    const go = Promise.withResolvers<undefined>()
    vi.spyOn(services.client, 'request').mockImplementation(async (options) => {
      const answer: unknown = await request(options)
      if (String(options.uri).includes('/transactions')) {
        listed.resolve(undefined)
        await go.promise
      }
      return answer
    })
    const first = recordTrail(services, randomUUID(), () => performance.now())
    await listed.promise
    const more = await addNotes(2)
    const second = await recordTrail(functionServicesOf(stack), randomUUID(), () =>
      performance.now(),
    )
    expect(second).toMatchObject({state: 'held', events: 0})
    go.resolve(undefined)
    expect(await first).toMatchObject({state: 'written'})
    await expectTold([...ids, ...more])
  })

  test('is taken over from a stopped writer, which then writes nothing', async () => {
    const ids = await addNotes(4)
    const dead = functionServicesOf(stack)
    const mutate = dead.client.mutate.bind(dead.client)
    const stopped = Promise.withResolvers<undefined>()
    const go = Promise.withResolvers<undefined>()
    vi.spyOn(dead.client, 'mutate').mockImplementation(async (operations, options) => {
      if (JSON.stringify(operations).includes('auditEvent')) {
        stopped.resolve(undefined)
        await go.promise
      }
      return mutate(operations, options)
    })
    const first = recordTrail(dead, randomUUID(), () => performance.now())
    await stopped.promise
    const late = functionServicesOf(stack, {aheadMs: LEASE_MS + 1_000})
    const second = await recordTrail(late, randomUUID(), () => performance.now())
    expect(second).toMatchObject({state: 'written', events: 4})
    go.resolve(undefined)
    expect(await first).toMatchObject({state: 'lost', events: 0})
    await expectTold(ids)
  })

  test('of one site that cannot be written does not delay others, and catches up later', async () => {
    const at = `site.bluefern`
    await stack.client.patch(at).set({keySecretEnv: 'LEADS_TEST_SECRET'}).commit(tag)
    const ids = await addNotes(10)
    const result = await recordTrail(functionServicesOf(stack), randomUUID(), () =>
      performance.now(),
    )
    expect(result.behind).toMatchObject([{chain: 'bluefern', reason: /LEADS_TEST_SECRET/u}])
    expect((await readChain(stack.client, 'bluefern')).length).toBe(marks.get('bluefern'))
    expect(acts(await recordedEvents('artameta'))).toEqual(
      Array(5).fill('lead.note.added by visitor'),
    )
    const more = await addNotes(4)
    const variables = {LEADS_TEST_SECRET: 'a secret for tests only, long enough to be one'}
    await recordTrails(stack, functionServicesOf(stack, {variables}))
    const events = (await readChain(stack.client, 'bluefern')).slice(marks.get('bluefern') ?? 0)
    expect(events[0]).toMatchObject({action: 'site.changed'})
    const entries = events.flatMap(({diff}) =>
      diff.flatMap(({path, after}) => (path === 'activity' ? [after] : [])),
    )
    const own = [...ids, ...more].filter((id) => id.startsWith('bluefern.'))
    expect(entries).toHaveLength(own.length)
    expect(new Set(entries)).toEqual(new Set(own))
    await stack.client.patch(at).unset(['keySecretEnv']).commit(tag)
    expect(acts(await recordedEvents('bluefern')).slice(events.length)).toEqual([
      expect.stringMatching(/^site\.changed by/u),
    ])
  })

  test('names the actor of the store’s history, not of the documents', async () => {
    const editor = clientAs(stack, 'artameta-editor')
    const target = lead()
    await editor.create(target, tag)
    const forged = note('artameta', {actor: {kind: 'user', id: 'artameta-admin'}})
    await expect(editor.create(forged, tag)).rejects.toMatchObject({statusCode: 403})
    const own = {kind: 'user' as const, id: 'artameta-editor', name: 'The Administrator'}
    const old = '2020-01-01T00:00:00.000Z'
    await editor.create(note('artameta', {actor: own, at: old}), tag)
    await editor.create(note('artameta', {kind: 'status', details: {to: 'won'}, actor: own}), tag)
    const superadmin = clientAs(stack, 'superadmin')
    await superadmin.create(note('artameta', {actor: {kind: 'visitor'}, kind: 'consent'}), tag)
    const events = await recordedEvents()
    expect(acts(events)).toEqual([
      'lead.created by artameta-editor',
      'lead.note.added by artameta-editor',
      'activity.recorded by artameta-editor',
      expect.stringMatching(/^activity\.recorded by .*superadmin$/u),
    ])
    for (const {at} of events) expect(Date.parse(at)).toBeGreaterThan(Date.now() - 60_000)
    expect(JSON.stringify(events)).not.toMatch(/Administrator|Ada|example/u)
  })

  test('is not blocked by documents with invalid attributes', async () => {
    const editor = clientAs(stack, 'artameta-editor')
    const person = lead()
    const own = {actor: {kind: 'user' as const, id: 'artameta-editor'}, leadId: person._id}
    const entry = {...note('artameta', own), details: 'none', jobId: 7}
    const page = {site: 'artameta', createdBy: 'artameta-editor', jobId: 7, rows: 7}
    const chunk = {_id: `artameta.chunk.page.${ulid()}.000000`, _type: 'jobChunk', ...page}
    await mutate(editor, [{create: person}, {create: chunk}, {create: entry}])
    await mutate(editor, [{create: {...note('artameta', own), details: [null, 7]}}])
    const events = await recordedEvents()
    expect(acts(events)).toEqual([
      'bulk.share.written by artameta-editor',
      'lead.created by artameta-editor',
      'lead.note.added by artameta-editor',
    ])
  })

  test('records a change by its difference, once, with its timeline entry', async () => {
    const editor = clientAs(stack, 'artameta-editor')
    const {_id} = await editor.create(lead(), tag)
    const stored = await editor.getDocument<Lead>(_id, tag)
    const site = {key: 'artameta', leadStatuses: [{value: 'won', title: 'Won'}]}
    if (!stored) throw new Error('There is no lead.')
    const ids = {activity: ulid()}
    const actor = {kind: 'user' as const, id: 'artameta-editor'}
    const now = new Date().toISOString()
    const decision = changeLeadStatus({lead: stored, site, to: 'won', actor, now, ids})
    if (!decision.ok) throw new Error('It cannot be changed.')
    await editor.mutate(withPendingTrail(decision.mutations), tag)
    await editor.patch(_id).set({email: 'eve@example.com', score: 7}).commit(tag)
    await clientAs(stack, 'artameta-admin').delete(_id, tag)
    const events = await recordedEvents()
    expect(acts(events)).toEqual([
      'lead.created by artameta-editor',
      'lead.status.changed by artameta-editor',
      'lead.fields.changed by artameta-editor',
      'lead.deleted by artameta-admin',
    ])
    const entry = `artameta.activity.${_id.split('.')[2]}.${ids.activity}`
    expect(events[1]?.diff).toEqual([
      {_key: 'activity', path: 'activity', after: entry},
      {_key: 'change-0', path: 'status', before: 'new', after: 'won'},
    ])
    expect(await stack.client.getDocument(entry, tag)).toMatchObject({auditSeq: events[1]?.seq})
    const mark = expect.stringMatching(/^\[changed #[a-z2-7]{8}\]$/u)
    expect(events[2]?.diff).toEqual([
      {_key: 'change-0', path: 'email', before: mark, after: mark},
      {_key: 'change-1', path: 'score', after: '7'},
    ])
    expect(events[3]?.target).toEqual({type: 'lead', id: _id})
  })

  test('records purged documents, and documents created and deleted in one transaction', async () => {
    const admin = clientAs(stack, 'artameta-admin')
    const [kept, brief] = [lead(), lead()]
    await admin.create(kept, tag)
    await mutate(admin, [{delete: {id: kept._id, purge: true}}])
    await mutate(admin, [{create: brief}, {delete: {id: brief._id, purge: true}}])
    const events = await recordedEvents()
    const targets = events.map(({action, target, actor}) => [action, target.id, actor.id])
    expect(targets).toContainEqual(['lead.purged', kept._id, 'artameta-admin'])
    expect(targets).toContainEqual(['lead.purged', brief._id, 'artameta-admin'])
  })

  test('distinguishes two transactions with the same id', async () => {
    const transaction = `chosen-${ulid()}`
    const [mine, theirs] = [lead('artameta'), lead('bluefern')]
    await mutate(clientAs(stack, 'artameta-editor'), [{create: mine}], transaction)
    await mutate(clientAs(stack, 'bluefern-editor'), [{create: theirs}], transaction)
    const creations = async (site: string) =>
      (await recordedEvents(site)).flatMap(({action, target, actor}) =>
        action === 'lead.created' ? [[target.id, actor.id]] : [],
      )
    const own = await creations('artameta')
    const other = await creations('bluefern')
    expect(own).toEqual([[mine._id, 'artameta-editor']])
    expect(other).toEqual([[theirs._id, 'bluefern-editor']])
  })

  test('records changes of the registry, of rules and of consent by any user', async () => {
    const admin = clientAs(stack, 'artameta-admin')
    const superadmin = clientAs(stack, 'superadmin')
    const rule = {
      _id: 'artameta.rule.customers',
      _type: 'customerSyncRule',
      site: 'artameta',
      mode: 'disabled',
      tenantMayEdit: true,
      revision: 1,
    }
    await superadmin.create(rule, tag)
    await admin.patch(rule._id).set({mode: 'all', revision: 2}).commit(tag)
    await superadmin.patch('site.artameta').set({planLimit: 77}).commit(tag)
    const subscriber = `artameta.subscriber.${PERSON}`
    const base = {_type: 'newsletterSubscriber', site: 'artameta', email: 'ada@example.com'}
    await admin.create({...base, _id: subscriber, status: 'pending'}, tag)
    await admin.patch(subscriber).set({status: 'subscribed'}).commit(tag)
    await admin.patch(subscriber).set({status: 'unsubscribed'}).commit(tag)
    const suppression = {_id: `artameta.suppression.${PERSON}`, _type: 'suppression'}
    await admin.create({...suppression, site: 'artameta', reason: 'manual', since: 'now'}, tag)
    const events = await recordedEvents()
    expect(events.map(({action}) => action)).toEqual([
      'rule.created',
      'rule.changed',
      'site.changed',
      'subscriber.created',
      'consent.changed',
      'consent.withdrawn',
      'suppression.created',
    ])
    expect(events[1]).toMatchObject({actor: {id: 'artameta-admin'}})
    expect(events[2]?.diff).toMatchObject([{path: 'planLimit', after: '77'}])
    expect(events[4]?.diff).toMatchObject([
      {path: 'status', before: 'pending', after: 'subscribed'},
    ])
  })

  test('records a transaction of a thousand documents in one event', async () => {
    const many = Array.from({length: 1000}, () => ({create: lead('bluefern')}))
    await clientAs(stack, 'bluefern-editor').mutate(many, {...tag, returnDocuments: false})
    const events = await recordedEvents('bluefern')
    expect(events.map(({action}) => action)).toEqual(['documents.changed'])
    expect(diffValues(events[0])).toMatchObject({documents: '1000', lead: '1000'})
  })

  test('proves each entry of a chunk by its digest', async () => {
    const functions = clientAs(stack, 'functions')
    const id = ulid()
    const jobId = `artameta.bulk.${id}`
    const chunkId = `artameta.chunk.job.${id}.000000`
    await clientAs(stack, 'artameta-editor').create(
      {_id: jobId, _type: 'bulkChange', site: 'artameta', createdBy: 'artameta-editor'},
      tag,
    )
    const entries = Array.from({length: 3}, () => note('artameta', {kind: 'field', jobId}))
    const transaction = randomUUID()
    const digest = digestOfDocuments(entries)
    const write = {_key: 'w', transaction, entries: 3, digest}
    await mutate(
      functions,
      [
        {create: {_id: chunkId, _type: 'jobChunk', site: 'artameta', jobId, writes: [write]}},
        ...entries.map((entry) => ({createIfNotExists: entry})),
      ],
      transaction,
    )
    const events = await recordedEvents()
    expect(acts(events)).toEqual(['bulk.share.written by artameta-editor'])
    expect(diffValues(events[0])).toEqual({share: '000000', entries: '3', digest})
    const stored = await stack.client.getDocuments<LeadActivity>(
      entries.map((entry) => entry._id),
      tag,
    )
    expect(digestOfDocuments(stored.flatMap((entry) => (entry ? [entry] : [])))).toBe(digest)
  })

  test('records a change that cannot be described, and goes on with all others', async () => {
    const services = functionServicesOf(stack)
    const {registry} = services
    // What makes the description of a segment fail, whatever it is.
    const wholeSite: typeof registry.wholeSite = async (key) => {
      const site = await registry.wholeSite(key)
      if (!site || key !== 'artameta') return site
      return {
        ...site,
        get customFields(): never {
          throw new RangeError('ada@example.com')
        },
      }
    }
    const definition = {version: 1, root: {id: 'root', combinator: 'and', rules: []}}
    for (const site of SITES) {
      await clientAs(stack, `${site}-editor`).create(
        {
          _id: `${site}.segment.${ulid()}`,
          _type: 'segment',
          site,
          title: 'Everybody',
          definition: JSON.stringify(definition),
        },
        tag,
      )
      await clientAs(stack, 'functions').create(note(site), tag)
    }
    await stack.settled()
    const {problems} = await recordTrail(
      {...services, registry: {...registry, wholeSite}},
      randomUUID(),
      () => 0,
    )
    expect(problems).toEqual([
      expect.stringMatching(/^Transaction \S+ is in the trail of artameta .*: RangeError\.$/),
    ])
    expect(acts(await recordedEvents('artameta'))).toEqual([
      'documents.unreadable by artameta-editor',
      'lead.note.added by visitor',
    ])
    expect(acts(await recordedEvents('bluefern'))).toEqual([
      'segment.created by bluefern-editor',
      'lead.note.added by visitor',
    ])
  })

  test('does not grow while nothing happens', async () => {
    await recordTrails(stack)
    const lease = await stack.client.getDocument('network.lease.trail', tag)
    const progress = typeof lease?.['progress'] === 'string' ? lease['progress'] : null
    expect(await hasTrailWork(functionServicesOf(stack), progress)).toBe(false)
    await addNotes(1)
    expect(await hasTrailWork(functionServicesOf(stack), progress)).toBe(true)
  })
})

describe.each(MODES)('a trail that was tampered with ($mode)', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())

  test('continues although another document has the id of the next event', async () => {
    await recordTrails(stack)
    const count = (await readChain(stack.client, 'artameta')).length
    const [next, after] = [count + 1, count + 2].map((seq) => auditEventId('artameta', seq))
    if (!next || !after) throw new Error('There are no ids.')
    const forged = {_id: next, _type: 'auditEvent', site: 'artameta', seq: 500, hash: 'x'}
    await clientAs(stack, 'functions').create(forged, tag)
    await stack.client.patch('site.artameta').set({planLimit: 9}).commit(tag)
    await recordTrails(stack)
    const events = await stack.client.getDocuments(
      [after, auditEventId('artameta', count + 3)],
      tag,
    )
    expect(events).toMatchObject([{action: 'trail.tampered'}, {action: 'site.changed'}])
    await stack.client.delete(next, tag)
    await stack.settled()
    expect(await verifyTrail(stack.client, 'artameta')).toMatchObject({reason: 'gap'})
  })

  test('continues when the record of its end is missing', async () => {
    await recordTrails(stack)
    const count = (await readChain(stack.client, 'bluefern')).length
    await stack.client.delete('bluefern.head.trail', tag)
    await stack.client.patch('site.bluefern').set({planLimit: 9}).commit(tag)
    await recordTrails(stack)
    const events = await readChain(stack.client, 'bluefern')
    expect(events.slice(count).map(({action}) => action)).toEqual([
      'trail.tampered',
      'site.changed',
    ])
  })
})
