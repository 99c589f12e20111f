import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {applyPatch} from 'mendoza'
import {firstValueFrom, lastValueFrom, ReplaySubject, type Observable} from 'rxjs'
import {filter, take, toArray} from 'rxjs/operators'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {z} from 'zod'
import type {Caller} from '../access/lakeCaller.ts'
import {localUsers} from '../access/localUsers.ts'
import {startTestLake, type TestLake} from '../testing/testLake.ts'
import {startBreakableProxy} from './testing/breakableProxy.ts'
import {readEvents} from './testing/readEvents.ts'

let lake: TestLake
let writer: Caller

beforeAll(async () => {
  lake = await startTestLake()
  const found = localUsers([]).find(({caller}) => caller.id === 'superadmin')
  if (!found) throw new Error('there is no superadmin')
  writer = found.caller
})
afterAll(() => lake.stop())

async function write(...mutations: unknown[]): Promise<string> {
  const {transactionId} = await lake.store.commit({
    dataset: 'production',
    caller: writer,
    mutations,
  })
  return transactionId
}

const EFFECTS = z.object({
  effects: z.object({apply: z.array(z.unknown()), revert: z.array(z.unknown())}),
  previous: z.looseObject({}),
  result: z.looseObject({}),
})

/** Listens, and waits until the listener is welcome. */
async function listening<T extends {type: string}>(
  events: Observable<T>,
): Promise<ReplaySubject<T>> {
  const all = new ReplaySubject<T>()
  events.subscribe(all)
  await firstValueFrom(all.pipe(filter(({type}) => type === 'welcome')))
  return all
}

function some<T extends {type: string}>(all: Observable<T>, count: number): Promise<T[]> {
  return firstValueFrom(
    all.pipe(
      filter(({type}) => type === 'mutation'),
      take(count),
      toArray(),
    ),
  )
}

function listen(path: string, token: string, headers: Record<string, string> = {}) {
  return lake.request(`/v2025-02-19/data/listen/production?${path}`, {
    token,
    headers: {Accept: 'text/event-stream', ...headers},
  })
}

const BOTH: ('welcome' | 'mutation')[] = ['welcome', 'mutation']
const ALL = {events: BOTH}

describe('a listener through the client', () => {
  it('receives events of a document from its creation to its deletion', async () => {
    const client = lake.client('local-superadmin')
    const options = {
      ...ALL,
      includePreviousRevision: true,
      includeResult: true,
      effectFormat: 'mendoza' as const,
    }
    const all = await listening(client.listen('*[_id == $id]', {id: 'artameta.lead.a'}, options))
    const created = await write({create: {_id: 'artameta.lead.a', _type: 'lead', name: 'Ada'}})
    await write({create: {_id: 'artameta.lead.other', _type: 'lead'}})
    const updated = await write({patch: {id: 'artameta.lead.a', set: {name: 'Ada L'}}})
    const deleted = await write({delete: {id: 'artameta.lead.a'}})
    const [appear, update, disappear] = await some(all, 3)

    expect(appear).toMatchObject({
      type: 'mutation',
      eventId: `${created}#artameta.lead.a`,
      documentId: 'artameta.lead.a',
      transactionId: created,
      transition: 'appear',
      identity: 'superadmin',
      resultRev: created,
      previous: null,
      result: {_id: 'artameta.lead.a', name: 'Ada', _rev: created},
      visibility: 'query',
      transactionTotalEvents: 1,
      transactionCurrentEvent: 1,
      mutations: [{create: {_id: 'artameta.lead.a', name: 'Ada'}}],
    })
    expect(appear).not.toHaveProperty('previousRev')
    expect(update).toMatchObject({
      transition: 'update',
      previousRev: created,
      resultRev: updated,
      previous: {name: 'Ada'},
      result: {name: 'Ada L'},
    })
    expect(disappear).toMatchObject({
      transition: 'disappear',
      transactionId: deleted,
      previousRev: updated,
      resultRev: deleted,
      previous: {name: 'Ada L'},
    })
    expect(disappear).not.toHaveProperty('result')

    // The Studio applies effects to the document without its revision.
    const event = EFFECTS.parse(JSON.parse(JSON.stringify(update)))
    const strip = (value: object) =>
      Object.fromEntries(Object.entries(value).filter(([key]) => key !== '_rev'))
    expect(applyPatch(strip(event.previous), event.effects.apply)).toEqual(strip(event.result))
    expect(applyPatch(strip(event.result), event.effects.revert)).toEqual(strip(event.previous))
  })

  it('sees documents move in and out of its filter, whatever the query does with them', async () => {
    const client = lake.client('local-superadmin')
    const query = '*[_type == "lead" && status == $status] | order(name) {name}[0...2]'
    const all = await listening(client.listen(query, {status: 'new'}, ALL))
    const id = 'artameta.lead.moving'
    await write({create: {_id: id, _type: 'lead', status: 'won'}})
    await write({patch: {id, set: {status: 'new'}}})
    await write({patch: {id, set: {name: 'Ada'}}})
    await write({patch: {id, set: {status: 'lost'}}})
    const events = await some(all, 3)
    expect(events).toMatchObject([
      {transition: 'appear', previousRev: expect.any(String)},
      {transition: 'update'},
      {transition: 'disappear', result: {status: 'lost'}},
    ])
  })

  it('counts the events of a transaction as this listener sees them', async () => {
    const client = lake.client('local-superadmin')
    const ids = ['artameta.lead.t1', 'artameta.lead.t2']
    const all = await listening(client.listen('*[_id in $ids]', {ids}, ALL))
    await write(
      {create: {_id: ids[0], _type: 'lead'}},
      {create: {_id: 'artameta.lead.t0', _type: 'lead'}},
      {create: {_id: ids[1], _type: 'lead'}},
    )
    expect(await some(all, 2)).toMatchObject([
      {documentId: ids[0], transactionTotalEvents: 2, transactionCurrentEvent: 1},
      {documentId: ids[1], transactionTotalEvents: 2, transactionCurrentEvent: 2},
    ])
  })

  it('receives drafts and versions only on request', async () => {
    const client = lake.client('local-superadmin')
    const plain = await listening(client.listen('*[_type == "page"]', {}, ALL))
    const withAll = await listening(
      client.listen('*[_type == "page"]', {}, {...ALL, includeAllVersions: true}),
    )
    const old = await listening(
      client.withConfig({apiVersion: '2024-01-01'}).listen('*[_type == "page"]', {}, ALL),
    )
    for (const _id of ['versions.r1.page', 'drafts.page', 'page']) {
      await write({create: {_id, _type: 'page'}})
    }
    const ids = (events: unknown) => JSON.stringify(events).match(/"documentId":"[^"]+"/g)
    expect(ids(await some(withAll, 3))).toHaveLength(3)
    expect(ids(await some(plain, 1))).toEqual(['"documentId":"page"'])
    expect(ids(await some(old, 2))).toEqual(['"documentId":"drafts.page"', '"documentId":"page"'])
  })

  it('gets the error of its query', async () => {
    const client = lake.client('local-superadmin')
    await expect(firstValueFrom(client.listen('*[_type == '))).rejects.toMatchObject({
      name: 'ChannelError',
      message: expect.stringContaining('GROQ query parse error'),
    })
    await expect(firstValueFrom(client.listen('*[owner->name == "x"]'))).rejects.toMatchObject({
      name: 'ChannelError',
    })
  })

  it('resumes where its connection broke', async () => {
    const client = lake.client('local-superadmin')
    const proxy = await startBreakableProxy(lake.url)
    const all = await listening(
      client.withConfig({apiHost: proxy.url}).listen(
        '*[_type == "resumed"]',
        {},
        {
          enableResume: true,
          events: ['welcome', 'mutation', 'welcomeback', 'reset', 'reconnect'],
        },
      ),
    )
    await write({create: {_id: 'artameta.resumed.1', _type: 'resumed'}})
    await some(all, 1)
    proxy.breakConnections()
    await write({create: {_id: 'artameta.resumed.2', _type: 'resumed'}})
    await write({create: {_id: 'artameta.resumed.3', _type: 'resumed'}})
    await some(all, 3)
    const types: string[] = []
    all.subscribe(({type}) => types.push(type))
    expect(types.filter((type) => type !== 'reconnect')).toEqual([
      'welcome',
      'mutation',
      'welcomeback',
      'mutation',
      'mutation',
    ])
    await proxy.stop()
  })
})

describe('a stream of events', () => {
  it('starts at once with a welcome event', async () => {
    const response = await listen(`query=${encodeURIComponent('*')}`, 'local-superadmin')
    expect(response.status).toBe(200)
    const events = readEvents(response)
    expect(await events.next()).toMatchObject({
      event: 'welcome',
      data: {listenerName: expect.any(String)},
    })
    await events.close()
  })

  it('omits what was not requested', async () => {
    const query = encodeURIComponent('*[_type == "small"]')
    const events = readEvents(
      await listen(`query=${query}&includeMutations=false`, 'local-superadmin'),
    )
    await events.next()
    await write({create: {_id: 'artameta.small.1', _type: 'small'}})
    const event = await events.next()
    expect(Object.keys(Object(event?.data)).sort()).toEqual([
      'documentId',
      'eventId',
      'identity',
      'resultRev',
      'timestamp',
      'transactionCurrentEvent',
      'transactionId',
      'transactionTotalEvents',
      'transition',
      'visibility',
    ])
    await events.close()
  })

  it('starts over for an id that is not, or no longer, of this dataset', async () => {
    const query = `query=${encodeURIComponent('*')}&enableResume=true`
    for (const id of ['nonsense', 'abc.1', 'zz.999999999', '1']) {
      const events = readEvents(await listen(query, 'local-superadmin', {'Last-Event-ID': id}))
      expect(await events.next()).toMatchObject({event: 'reset', id: expect.any(String)})
      await events.close()
    }
  })

  it('resumes from the query parameter too, as a browser sends it', async () => {
    const query = `query=${encodeURIComponent('*[_type == "late"]')}&enableResume=true`
    const first = readEvents(await listen(query, 'local-superadmin'))
    const welcome = await first.next()
    await first.close()
    await write({create: {_id: 'artameta.late.1', _type: 'late'}})
    const again = readEvents(
      await listen(`${query}&lastEventId=${welcome?.id}`, 'local-superadmin'),
    )
    expect(await again.next()).toMatchObject({event: 'welcomeback'})
    expect(await again.next()).toMatchObject({data: {documentId: 'artameta.late.1'}})
    await again.close()
  })

  it('resets a reader that missed too many events', async () => {
    const query = `query=${encodeURIComponent('*[_type == "crowd"]')}&enableResume=true`
    const first = readEvents(await listen(query, 'local-superadmin'))
    const welcome = await first.next()
    await first.close()
    const crowd = Array.from({length: 2_001}, (_, index) => ({
      create: {_id: `artameta.crowd.${index}`, _type: 'crowd'},
    }))
    await write(...crowd)
    const headers = {'Last-Event-ID': welcome?.id ?? ''}
    const again = readEvents(await listen(query, 'local-superadmin', headers))
    expect(await again.next()).toMatchObject({event: 'reset'})
    await again.close()
  })

  it('resumes a reader after any number of hidden events', async () => {
    const query = `query=${encodeURIComponent('*')}&enableResume=true`
    const first = readEvents(await listen(query, 'local-bluefern-viewer'))
    const welcome = await first.next()
    await first.close()
    await write({create: {_id: 'bluefern.lead.missed', _type: 'lead'}})
    const crowd = Array.from({length: 2_001}, (_, index) => ({
      create: {_id: `northpeak.crowd.${index}`, _type: 'crowd'},
    }))
    await write(...crowd, {create: {_id: 'bluefern.lead.among', _type: 'lead'}})
    const headers = {'Last-Event-ID': welcome?.id ?? ''}
    const again = readEvents(await listen(query, 'local-bluefern-viewer', headers))
    expect(await again.next()).toMatchObject({event: 'welcomeback'})
    expect(await again.next()).toMatchObject({data: {documentId: 'bluefern.lead.missed'}})
    expect(await again.next()).toMatchObject({
      data: {documentId: 'bluefern.lead.among', transactionTotalEvents: 1},
    })
    await again.close()
  })

  it('has ids that reveal nothing, not even whether anything happened', async () => {
    const ids: string[] = []
    for (const path of ['listen/production?query=*', 'live/events/production']) {
      for (let round = 0; round < 3; round += 1) {
        const response = await lake.request(`/v2025-02-19/data/${path}`, {
          token: 'local-bluefern-viewer',
          headers: {Accept: 'text/event-stream'},
        })
        const events = readEvents(response)
        ids.push((await events.next())?.id ?? '')
        await events.close()
      }
    }
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[\w-]{22}$/)
  })

  it('resumes after a restart of the lake', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'lake-'))
    const path = '/v1/data/listen/production?query=*&enableResume=true'
    const options = {token: 'local-superadmin', headers: {Accept: 'text/event-stream'}}
    const before = await startTestLake({directory})
    const first = readEvents(await before.request(path, options))
    const welcome = await first.next()
    await first.close()
    await before.client('local-superadmin').create({_id: 'missed', _type: 'note'})
    await before.stop()
    const after = await startTestLake({directory})
    const again = readEvents(await after.request(`${path}&lastEventId=${welcome?.id}`, options))
    expect(await again.next()).toMatchObject({event: 'welcomeback'})
    expect(await again.next()).toMatchObject({data: {documentId: 'missed'}})
    await again.close()
    await after.stop()
    await rm(directory, {recursive: true})
  })

  it('refuses requests without a valid token, a query or a dataset', async () => {
    const query = `query=${encodeURIComponent('*')}`
    const path = `/v1/data/listen/production?${query}`
    expect((await lake.request(path)).status).toBe(401)
    const wrong = await lake.request(path, {token: 'wrong'})
    expect(wrong.status).toBe(401)
    expect(await wrong.json()).toMatchObject({errorCode: 'SIO-401-ANF'})
    const token = 'local-superadmin'
    expect((await lake.request('/v1/data/listen/production', {token})).status).toBe(400)
    expect((await lake.request(`/v1/data/listen/nowhere?${query}`, {token})).status).toBe(404)
    const bad = await lake.request('/v1/data/listen/production?query=*%5B', {token})
    expect(bad.status).toBe(400)
    expect(await bad.json()).toMatchObject({error: {type: 'queryParseError'}})
  })
})

describe('grants on a stream', () => {
  const everything = `query=${encodeURIComponent('*')}&includeResult=true&includeAllVersions=true`

  it('show a site its own documents and nothing of another', async () => {
    const editor = readEvents(await listen(everything, 'local-bluefern-editor'))
    await editor.next()
    await write(
      {create: {_id: 'artameta.lead.secret', _type: 'lead', name: 'Hidden'}},
      {create: {_id: 'drafts.artameta.lead.secret', _type: 'lead'}},
      {create: {_id: 'network.audit.000000000001', _type: 'auditEvent'}},
      {create: {_id: 'bluefern.lead.open', _type: 'lead', name: 'Shown'}},
    )
    const event = await editor.next()
    expect(event?.data).toMatchObject({
      documentId: 'bluefern.lead.open',
      transactionTotalEvents: 1,
      transactionCurrentEvent: 1,
    })
    await write({patch: {id: 'artameta.lead.secret', set: {name: 'Still hidden'}}})
    await write({delete: {id: 'bluefern.lead.open'}})
    expect((await editor.next())?.data).toMatchObject({
      documentId: 'bluefern.lead.open',
      transition: 'disappear',
    })
    await editor.close()
  })
})

describe('a dataset that is deleted', () => {
  it('disconnects its listeners permanently', async () => {
    const own = await startTestLake({keepAliveMs: 20})
    const client = own.client('local-superadmin', 'passing')
    await own.client('local-superadmin').datasets.create('passing')
    const all = await listening(client.listen('*', {}, ALL))
    const ended = lastValueFrom(all).then(
      () => null,
      (error: unknown) => error,
    )
    await own.client('local-superadmin').datasets.delete('passing')
    expect(await ended).toMatchObject({
      name: 'DisconnectError',
      message: expect.stringContaining('was deleted'),
    })
    await own.stop()
  })
})

describe('many listeners', () => {
  it('all receive a write, and cost nothing once they are gone', async () => {
    const query = `query=${encodeURIComponent('*[_type == "shared"]')}`
    const readers = await Promise.all(
      Array.from({length: 200}, async () => readEvents(await listen(query, 'local-superadmin'))),
    )
    await Promise.all(readers.map((reader) => reader.next()))
    await write({create: {_id: 'artameta.shared.1', _type: 'shared'}})
    const events = await Promise.all(readers.map((reader) => reader.next()))
    expect(new Set(events.map((event) => JSON.stringify(event))).size).toBe(1)
    await Promise.all(readers.map((reader) => reader.close()))
  })

  it('drop a reader that reads nothing, and keep the others', async () => {
    const small = await startTestLake({maxQueuedPerStream: 200_000})
    const url = `/v1/data/listen/production?query=*&includeResult=true`
    const idle = await small.request(url, {token: 'local-superadmin'})
    const eager = readEvents(await small.request(url, {token: 'local-superadmin'}))
    await eager.next()
    const text = 'x'.repeat(100_000)
    const count = 300
    const reading = eager.until(({data}) => JSON.stringify(data).includes('"note.last"'))
    for (let index = 0; index < count; index += 1) {
      await small.store.commit({
        dataset: 'production',
        caller: writer,
        mutations: [{create: {_id: `note.${index}`, _type: 'note', text}}],
      })
    }
    await small.store.commit({
      dataset: 'production',
      caller: writer,
      mutations: [{create: {_id: 'note.last', _type: 'note'}}],
    })
    expect(await reading).toHaveLength(count + 1)
    const received = await new Response(idle.body).text()
    expect(received).toContain('event: welcome')
    expect(received).not.toContain('"note.last"')
    await eager.close()
    await small.stop()
  })
})

describe('a costly filter', () => {
  const costly = '*[count($a[count($a[count($a[count($a[@ != "x"]) > 0]) > 0]) > 0]) > 0]'
  const list = JSON.stringify(Array.from({length: 260}, (_, index) => `text ${index}`))
  const query = `query=${encodeURIComponent(costly)}&$a=${encodeURIComponent(list)}`

  it('is refused with the reason, in the way that the client reads', async () => {
    const events = readEvents(await listen(query, 'local-bluefern-viewer'))
    expect(await events.next()).toMatchObject({
      event: 'channelError',
      data: {error: {type: 'queryParseError', description: expect.stringContaining('too costly')}},
    })
    expect(await events.next()).toBeNull()
    const plain = await lake.request(`/v1/data/listen/production?${query}`, {
      token: 'local-bluefern-viewer',
    })
    expect(plain.status).toBe(400)
  })

  it('ends its stream, and no other, at a document that is too large for it', async () => {
    const walking = encodeURIComponent('*[count(rows[@ match "v*" || @ match "w*"]) > 0]')
    const ending = readEvents(await listen(`query=${walking}`, 'local-superadmin'))
    const other = readEvents(
      await listen(`query=${encodeURIComponent('*[_id == "wide"]')}`, 'local-superadmin'),
    )
    await ending.next()
    await other.next()
    const rows = Array.from({length: 500_000}, (_, index) => index % 10)
    await write({create: {_id: 'wide', _type: 'wide', rows}})
    expect(await ending.next()).toMatchObject({event: 'channelError'})
    expect(await ending.next()).toBeNull()
    expect(await other.next()).toMatchObject({data: {documentId: 'wide', transition: 'appear'}})
    await other.close()
  })
})
