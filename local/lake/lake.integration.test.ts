import {execFile} from 'node:child_process'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import {createClient, type SanityClient} from '@sanity/client'
import {filter, firstValueFrom, ReplaySubject, take, toArray} from 'rxjs'
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest'
import {startLakeProcess} from './testing/lakeProcess.ts'
import {startTestLake, type TestLake} from './testing/testLake.ts'

function clientOf(url: string, token: string): SanityClient {
  return createClient({
    projectId: 'local',
    dataset: 'production',
    apiHost: url,
    useProjectHostname: false,
    token,
    apiVersion: '2025-02-19',
    useCdn: false,
    maxRetries: 0,
  })
}

describe('the lake as a whole', () => {
  let lake: TestLake
  beforeAll(async () => {
    lake = await startTestLake()
  })
  afterAll(() => lake.stop())

  it('shows a write to a listener, a query, a document request, the history and an export', async () => {
    const client = lake.client('local-artameta-editor')
    const events = new ReplaySubject<{type: string}>()
    const query = '*[_type == "lead" && _id in path("artameta.**")]'
    client.listen(query, {}, {events: ['welcome', 'mutation']}).subscribe(events)
    await firstValueFrom(events.pipe(filter(({type}) => type === 'welcome')))

    const _id = 'artameta.lead.whole'
    const created = await client.create({_id, _type: 'lead', site: 'artameta', name: 'Ada'})
    await client.patch(_id).set({name: 'Ada L'}).ifRevisionId(created._rev).commit()
    const changes = events.pipe(
      filter(({type}) => type === 'mutation'),
      take(2),
      toArray(),
    )
    expect(await firstValueFrom(changes)).toMatchObject([
      {transition: 'appear', documentId: _id, identity: 'artameta-editor'},
      {transition: 'update', documentId: _id, previousRev: created._rev},
    ])
    expect(await client.fetch(`${query}.name`)).toEqual(['Ada L'])
    expect(await client.getDocument(_id)).toMatchObject({name: 'Ada L'})

    const exported = await lake.request('/v1/data/export/production', {
      token: 'local-artameta-viewer',
    })
    const lines = (await exported.text()).trim().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{_id, name: 'Ada L'}])

    const history = await lake.request(
      `/v2025-02-19/data/history/production/transactions/${_id}?effectFormat=mendoza&excludeContent=true`,
      {token: 'local-artameta-viewer'},
    )
    expect((await history.text()).trim().split('\n')).toHaveLength(2)
    const tags = await client.fetch(`count(${query})`, {}, {filterResponse: false})
    expect(tags).toMatchObject({result: 1, syncTags: [expect.stringMatching(/^s1:/)]})
  })

  it('hides it from another site everywhere', async () => {
    const client = lake.client('local-bluefern-admin')
    const _id = 'artameta.lead.whole'
    expect(await client.fetch('*')).toEqual([])
    expect(await client.fetch('count(*[name match "Ada*"])')).toBe(0)
    expect(await client.getDocument(_id)).toBeUndefined()
    const exported = await lake.request('/v1/data/export/production', {
      token: 'local-bluefern-admin',
    })
    expect(await exported.text()).toBe('')
    const history = await lake.request(`/v1/data/history/production/transactions/${_id}`, {
      token: 'local-bluefern-admin',
    })
    expect(await history.text()).not.toContain('artameta-editor')
    await expect(client.patch(_id).set({name: 'Mine'}).commit()).rejects.toMatchObject({
      statusCode: expect.any(Number),
    })
    await expect(client.delete(_id)).rejects.toMatchObject({statusCode: 403})
    await expect(client.create({_id, _type: 'lead', site: 'artameta'})).rejects.toMatchObject({
      statusCode: 403,
    })
    expect(await lake.client('local-artameta-viewer').getDocument(_id)).toMatchObject({
      name: 'Ada L',
    })
  })

  it('returns nothing without a token', async () => {
    const client = lake.client()
    for (const attempt of [
      () => client.fetch('*'),
      () => client.getDocument('artameta.lead.whole'),
      () => client.create({_type: 'lead'}),
      () => client.datasets.list(),
    ]) {
      await expect(attempt()).rejects.toMatchObject({statusCode: 401})
    }
    const exported = await lake.request('/v1/data/export/production')
    expect(exported.status).toBe(401)
    const changes = await lake.request('/v1/local/changes/production')
    expect(changes.status).toBe(401)
  })

  it('tells only the runner the stated call chain of a write', async () => {
    const token = 'local-superadmin'
    const write = (path: string, body: unknown, lineage: string) =>
      lake.request(path, {
        method: 'POST',
        token,
        headers: {'content-type': 'application/json', 'x-sanity-lineage': lineage},
        body: JSON.stringify(body),
      })
    const after = lake.store.lastSeq('production')
    const create = (_id: string) => ({create: {_id, _type: 'chained'}})
    const mutate = '/v1/data/mutate/production'
    await write(mutate, {transactionId: 'chained', mutations: [create('chained')]}, 'abc:4')
    await write(mutate, {mutations: [create('unchained')]}, 'a b')
    const publish = {actionType: 'sanity.action.document.create', publishedId: 'acted'}
    const acted = {
      actions: [
        {...publish, ifExists: 'fail', attributes: {_id: 'drafts.acted', _type: 'chained'}},
      ],
    }
    expect((await write('/v2025-02-19/data/actions/production', acted, 'abc:5')).status).toBe(200)
    const path = `/v1/local/changes/production?after=${after}`
    const {changes} = await (await lake.request(path, {token: 'local-functions'})).json()
    expect(changes).toMatchObject([
      {documentId: 'chained', lineage: 'abc:4'},
      {documentId: 'unchained', lineage: null},
      {documentId: 'drafts.acted', lineage: 'abc:5'},
    ])
    const history = await lake.request(
      '/v1/data/history/production/transactions/chained?excludeContent=true',
      {token},
    )
    expect(history.status).toBe(200)
    expect(await history.text()).not.toContain('abc:4')
  })

  it('delivers the change log to robots, at once or when there are changes', async () => {
    const path = '/v1/local/changes/production'
    const token = 'local-functions'
    const last = lake.store.lastSeq('production')
    const now = await lake.request(`${path}?after=0&limit=1`, {token})
    expect(await now.json()).toMatchObject({changes: [{seq: 1}], last})
    const idle = await lake.request(`${path}?after=${last}&wait=1`, {token})
    expect(await idle.json()).toEqual({changes: [], through: last, last})
    const waiting = lake.request(`${path}?after=${last}&wait=30000`, {token})
    await lake
      .client('local-superadmin')
      .create({_id: 'artameta.lead.next', _type: 'lead', site: 'artameta'})
    expect(await (await waiting).json()).toMatchObject({
      changes: [{seq: last + 1, documentId: 'artameta.lead.next', before: null}],
      last: last + 1,
    })
    const typed = lake.request(`${path}?after=${last}&wait=30000&types=note,memo`, {token})
    const superadmin = lake.client('local-superadmin')
    await superadmin.create({_id: 'artameta.lead.other', _type: 'lead', site: 'artameta'})
    await superadmin.create({_id: 'artameta.note.one', _type: 'note'})
    expect(await (await typed).json()).toMatchObject({
      changes: [{seq: last + 3, documentId: 'artameta.note.one'}],
      through: last + 3,
      last: last + 3,
    })
    const looked = await lake.request(`${path}?after=0&limit=1&types=note`, {token})
    expect(await looked.json()).toEqual({changes: [], through: 1, last: last + 3})
    const found = await lake.request(`${path}?after=0&limit=1&types=note&wait=30000`, {token})
    expect(await found.json()).toMatchObject({changes: [{seq: last + 3}], through: last + 3})
    expect((await lake.request(path, {token: 'local-artameta-admin'})).status).toBe(403)
    expect((await lake.request(`${path}?after=x`, {token})).status).toBe(400)
  })

  it('serves 200 clients that write and read at once', async () => {
    const results = await Promise.all(
      Array.from({length: 200}, async (_, index) => {
        const site = ['artameta', 'bluefern', 'northpeak'][index % 3]
        const client = lake.client(`local-${site}-editor`)
        const _id = `${site}.lead.crowd-${index}`
        const counter = `${site}.lead.counter`
        await client
          .transaction()
          .create({_id, _type: 'lead', site, index})
          .createIfNotExists({_id: counter, _type: 'lead', site, count: 0})
          .patch(counter, (patch) => patch.inc({count: 1}))
          .commit()
        return client.fetch<number>('*[_id == $id][0].index', {id: _id})
      }),
    )
    expect(results).toEqual(results.map((_, index) => index))
    const counts = await lake
      .client('local-superadmin')
      .fetch<number[]>('*[_id in path("*.lead.counter")] | order(_id).count')
    expect(counts).toEqual([67, 67, 66])
  })

  it('carries live events, as the client listens for them', async () => {
    const client = lake.client('local-artameta-viewer')
    const events = new ReplaySubject<{type: string}>()
    const subscription = client.live.events({includeDrafts: true}).subscribe(events)
    await firstValueFrom(events.pipe(filter(({type}) => type === 'welcome')))
    const writer = lake.client('local-superadmin')
    await writer.create({_id: 'bluefern.lead.quiet', _type: 'lead', site: 'bluefern'})
    await writer.create({_id: 'artameta.lead.loud', _type: 'lead', site: 'artameta'})
    const {syncTags} = await client.fetch('*', {}, {filterResponse: false})
    const message = await firstValueFrom(events.pipe(filter(({type}) => type === 'message')))
    expect(message).toMatchObject({tags: syncTags})
    subscription.unsubscribe()
  })

  it('accepts commands of the unmodified sanity command line', async () => {
    const run = promisify(execFile)
    const script = fileURLToPath(new URL('./cli/sanity.ts', import.meta.url))
    const sanity = async (token: string, ...args: string[]) => {
      const env = {...process.env, SANITY_STUDIO_API_HOST: lake.url, SANITY_AUTH_TOKEN: token}
      const version = args[1] === 'query' ? ['--api-version', 'v2025-02-19'] : []
      return (await run(process.execPath, [script, ...args, ...version], {env})).stdout
    }
    const directory = await mkdtemp(join(tmpdir(), 'lake-'))
    const file = join(directory, 'lead.json')
    await writeFile(
      file,
      JSON.stringify({_id: 'artameta.lead.cli', _type: 'lead', site: 'artameta', name: 'Cleo'}),
    )
    await sanity('local-superadmin', 'documents', 'create', file)
    const [found, hidden] = await Promise.all([
      sanity('local-artameta-viewer', 'documents', 'query', '*[name == "Cleo"]'),
      sanity('local-bluefern-viewer', 'documents', 'query', '[count(*[name == "Cleo"])]'),
    ])
    expect(JSON.parse(found)).toMatchObject([{_id: 'artameta.lead.cli'}])
    expect(JSON.parse(hidden)).toEqual([0])
    await rm(directory, {recursive: true})
  })
})

describe('a lake that is killed', () => {
  let directory: string
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'lake-'))
  })
  afterEach(() => rm(directory, {recursive: true, force: true}))

  it('has every write that it acknowledged', async () => {
    const first = await startLakeProcess(directory)
    const acknowledged = new Map<string, string>()
    const killed: Promise<number | null>[] = []
    const writers = Array.from({length: 8}, async (_, writer) => {
      const client = clientOf(first.url, 'local-artameta-editor')
      for (let index = 0; killed.length === 0; index += 1) {
        const _id = `artameta.lead.w${writer}-${index}`
        const written = await client
          .create({_id, _type: 'lead', site: 'artameta'})
          .catch(() => null)
        if (!written) return
        acknowledged.set(_id, written._rev)
        if (acknowledged.size === 200) killed.push(first.end('SIGKILL'))
      }
    })
    await Promise.all(writers)
    await Promise.all(killed)
    expect(acknowledged.size).toBeGreaterThanOrEqual(200)

    const second = await startLakeProcess(directory)
    const client = clientOf(second.url, 'local-artameta-viewer')
    const found = await client.fetch<{_id: string; _rev: string}[]>('*{_id, _rev}')
    const revisions = new Map(found.map(({_id, _rev}) => [_id, _rev]))
    expect([...acknowledged].filter(([id, rev]) => revisions.get(id) !== rev)).toEqual([])
    await clientOf(second.url, 'local-superadmin').create({
      _id: 'artameta.lead.z',
      _type: 'lead',
      site: 'artameta',
    })
    expect(await second.end('SIGTERM')).toBe(0)
  })

  it('does not share its data with a second lake', async () => {
    const first = await startTestLake({directory})
    await expect(startTestLake({directory})).rejects.toThrow('data directory')
    await first.stop()
    const second = await startTestLake({directory})
    await second.stop()
  })
})
