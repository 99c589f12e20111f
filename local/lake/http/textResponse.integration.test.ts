import {once} from 'node:events'
import {request, type IncomingMessage} from 'node:http'
import {gunzipSync} from 'node:zlib'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {startTestLake, type TestLake} from '../testing/testLake.ts'
import {acceptsGzip} from './textResponse.ts'

let lake: TestLake
beforeAll(async () => {
  lake = await startTestLake()
  const texts = Array.from({length: 300}, (_, n) => ({
    _id: `note.${n}`,
    _type: 'note',
    text: `Grüße ${n} 😀 `.repeat(40),
  }))
  lake.store.bulkLoad('production', texts)
  const transaction = lake.client('local-superadmin').transaction()
  for (const note of texts) transaction.patch(note._id, {set: {seen: true}})
  await transaction.commit()
})
afterAll(() => lake.stop())

/** What is on the wire: neither decoded nor unpacked. */
async function get(path: string, encoding: string | null) {
  const sent = request(`${lake.url}/v2025-02-19/data/${path}`, {
    headers: {
      authorization: 'Bearer local-superadmin',
      ...(encoding === null ? {} : {'accept-encoding': encoding}),
    },
  })
  sent.end()
  const [response]: IncomingMessage[] = await once(sent, 'response')
  const chunks: Buffer[] = []
  for await (const chunk of response ?? []) chunks.push(chunk)
  return {headers: response?.headers ?? {}, body: Buffer.concat(chunks)}
}

const ids = Array.from({length: 60}, (_, n) => `note.${n}`).join(',')
const LARGE = [
  'query/production?perspective=raw&query=*[0...80]',
  `doc/production/${ids}`,
  'export/production',
  'history/production/transactions?limit=10&effectFormat=mendoza',
  `history/production/documents/${ids}?lastRevision=true`,
]

describe('a large answer', () => {
  it.each(LARGE)('to %s is compressed only for clients that accept it', async (path) => {
    const plain = await get(path, null)
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(plain.headers.vary).toContain('Accept-Encoding')
    for (const encoding of ['gzip', 'br, gzip, deflate', 'gzip;q=0.5', '*']) {
      const packed = await get(path, encoding)
      expect(packed.headers['content-encoding']).toBe('gzip')
      expect(packed.headers['content-type']).toBe(plain.headers['content-type'])
      expect(packed.body.length).toBeLessThan(plain.body.length / 5)
      const unpacked = gunzipSync(packed.body).toString()
      expect(unpacked.replace(/"ms":\d+/, '')).toBe(plain.body.toString().replace(/"ms":\d+/, ''))
    }
    for (const encoding of ['identity', 'gzip;q=0', 'br', '']) {
      expect((await get(path, encoding)).headers['content-encoding']).toBeUndefined()
    }
  })
})

describe('other answers', () => {
  it('are not compressed when they are small', async () => {
    for (const path of [
      'query/production?query=1',
      'doc/production/note.1',
      'export/production?types=none',
      'history/production/transactions/note.1?excludeContent=true',
    ]) {
      expect((await get(path, 'gzip')).headers['content-encoding']).toBeUndefined()
    }
  })

  it('are not compressed when they are event streams', async () => {
    const response = await lake.request('/v1/data/listen/production?query=*', {
      token: 'local-superadmin',
      headers: {'Accept-Encoding': 'gzip', Accept: 'text/event-stream'},
    })
    expect(response.headers.get('content-encoding')).toBeNull()
    await response.body?.cancel()
  })

  it('end early with their reader', async () => {
    const sent = request(`${lake.url}/v1/data/export/production`, {
      headers: {authorization: 'Bearer local-superadmin', 'accept-encoding': 'gzip'},
    })
    sent.on('error', () => undefined)
    sent.end()
    await once(sent, 'response')
    sent.destroy()
    expect((await get('export/production?types=none', null)).body.length).toBe(0)
  })
})

describe('acceptsGzip', () => {
  it.each([
    ['gzip', true],
    ['GZIP ; q=1', true],
    ['x-gzip', true],
    ['deflate, *;q=0.1', true],
    ['*;q=0', false],
    ['gzip;q=0, *', false],
    ['br', false],
    [undefined, false],
  ])('of %s is %s', (header, expected) => {
    expect(acceptsGzip(header)).toBe(expected)
  })
})
