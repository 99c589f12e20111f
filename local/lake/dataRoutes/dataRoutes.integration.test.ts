import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {gunzipSync} from 'node:zlib'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {z} from 'zod'
import {startTestLake, type TestLake} from '../testing/testLake.ts'

const DOC = z.object({
  documents: z.array(z.looseObject({_id: z.string()})),
  omitted: z.array(z.object({id: z.string(), reason: z.string()})).optional(),
})

let lake: TestLake
beforeAll(async () => {
  lake = await startTestLake()
})
afterAll(() => lake.stop())

const admin = () => lake.client('local-superadmin')

describe('documents by id', () => {
  const read = async (path: string, token?: string) => {
    const init = token ? {token} : {}
    const response = await lake.request(`/v1/data/doc/production/${path}`, init)
    return {status: response.status, ...DOC.partial().parse(await response.json())}
  }

  it('come with the reason for each that is missing', async () => {
    await admin().createOrReplace({_id: 'artameta.lead.a', _type: 'lead'})
    await admin().createOrReplace({_id: 'bluefern.lead.b', _type: 'lead'})
    const ids =
      'artameta.lead.a,drafts.artameta.lead.a,artameta.lead.none,bluefern.lead.b,bluefern.lead.none'
    const {documents, omitted} = await read(ids, 'local-artameta-viewer')
    expect(documents?.map(({_id}) => _id)).toEqual(['artameta.lead.a'])
    expect(omitted).toEqual([
      {id: 'drafts.artameta.lead.a', reason: 'existence'},
      {id: 'artameta.lead.none', reason: 'existence'},
      {id: 'bluefern.lead.b', reason: 'permission'},
      {id: 'bluefern.lead.none', reason: 'permission'},
    ])
    expect(await admin().documentsExists(['artameta.lead.a', 'nobody'])).toEqual(
      new Set(['artameta.lead.a']),
    )
  })

  it('come with all their versions on request', async () => {
    await admin()
      .transaction()
      .create({_id: 'page', _type: 'page'})
      .create({_id: 'drafts.page', _type: 'page'})
      .create({_id: 'versions.spring.page', _type: 'page'})
      .create({_id: 'versions.spring.other.page', _type: 'page'})
      .commit()
    const found = await admin().getDocument('page', {includeAllVersions: true})
    expect(found.map(({_id}) => _id)).toEqual(['page', 'drafts.page', 'versions.spring.page'])
  })

  it('need a token', async () => {
    expect((await read('artameta.lead.a')).status).toBe(401)
  })
})

describe('exports', () => {
  const count = 3000
  beforeAll(() => {
    const sites = ['artameta', 'bluefern', 'northpeak']
    lake.store.createDataset('exported')
    lake.store.bulkLoad(
      'exported',
      Array.from({length: count}, (_, n) => ({
        _id: `${sites[n % 3]}.lead.${n}`,
        _type: n % 2 ? 'lead' : 'segment',
        text: 'x'.repeat(400),
      })),
    )
  })
  const lines = async (query = '', token = 'local-superadmin') => {
    const response = await lake.request(`/v1/data/export/exported${query}`, {token})
    const text = await response.text()
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => z.looseObject({_id: z.string().optional()}).parse(JSON.parse(line)))
  }

  it('contain every document that the caller may read, once', async () => {
    const all = await lines()
    expect(new Set(all.map(({_id}) => _id)).size).toBe(count)
    const own = await lines('', 'local-bluefern-viewer')
    expect(own).toHaveLength(count / 3)
    expect(own.every(({_id}) => _id?.startsWith('bluefern.'))).toBe(true)
    expect(await lines('?types=segment,page')).toHaveLength(count / 2)
  })

  it('continue at a cursor', async () => {
    const whole = await lines('?nextCursor=')
    expect(whole.map((line) => line['nextCursor'])).not.toContainEqual(expect.any(String))
    const code = lake.store.positionCode('exported')
    expect(await lines(`?nextCursor=${code.encode('export', 2990)}`)).toHaveLength(10)
    // Positions count what everybody wrote: none can be made up, or taken from a stream.
    for (const text of ['  x', 'Mjk5MA', code.encode('stream', 2990)]) {
      const path = `/v1/data/export/exported?nextCursor=${encodeURIComponent(text)}`
      const {status} = await lake.request(path, {token: 'local-superadmin'})
      expect(status).toBe(400)
    }
  })

  it('survive a reader that disconnects', async () => {
    const response = await lake.request('/v1/data/export/exported', {token: 'local-superadmin'})
    await response.body?.cancel()
    expect(await lines()).toHaveLength(count)
  })

  it.each(['stream', 'cursor'] as const)('satisfy the CLI in its %s mode', async (mode) => {
    const {exportDataset} = await import('@sanity/export')
    const directory = await mkdtemp(join(tmpdir(), 'export-'))
    const outputPath = join(directory, 'data.tar.gz')
    const client = lake.client('local-superadmin', 'exported')
    await exportDataset({client, dataset: 'exported', outputPath, mode, assets: false})
    const archive = gunzipSync(await readFile(outputPath)).toString('latin1')
    expect(archive.match(/"_id":/g)).toHaveLength(count)
    await rm(directory, {recursive: true})
  })
})

describe('datasets', () => {
  it('are managed by administrators', async () => {
    const {datasets} = admin()
    expect(await datasets.create('staging')).toEqual({datasetName: 'staging', aclMode: 'private'})
    expect(await datasets.edit('staging', {aclMode: 'public'})).toMatchObject({aclMode: 'public'})
    expect(await lake.client('local-bluefern-viewer').datasets.list()).toContainEqual(
      expect.objectContaining({name: 'staging', aclMode: 'public'}),
    )
    await expect(datasets.create('staging')).rejects.toMatchObject({statusCode: 409})
    await expect(lake.client('local-bluefern-admin').datasets.create('mine')).rejects.toMatchObject(
      {statusCode: 403},
    )
    await expect(
      lake.client('local-bluefern-admin').datasets.delete('staging'),
    ).rejects.toMatchObject({statusCode: 403})
    expect(await datasets.delete('staging')).toEqual({deleted: true})
    await expect(datasets.delete('staging')).rejects.toMatchObject({statusCode: 404})
  })

  it('have valid names', async () => {
    const put = (name: string) =>
      lake.request(`/v1/datasets/${encodeURIComponent(name)}`, {
        method: 'PUT',
        token: 'local-superadmin',
      })
    for (const name of ['Upper', '-dash', '../up', 'x'.repeat(65)]) {
      expect((await put(name)).status).toBe(400)
    }
    expect((await lake.request('/v1/datasets')).status).toBe(401)
  })
})
