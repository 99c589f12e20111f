import {createServer} from 'node:http'
import {once} from 'node:events'
import {createClient} from '@sanity/client'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {
  ChunkBuilder,
  uploadedChunkId,
  type PreparedChunk,
} from '../../../../core/imports/uploadChunks.ts'
import type {Problem} from '../../../../core/problems/problem.ts'
import {parseUploadedRows} from '../../../../core/imports/uploadedChunk.ts'
import {deterministicUlid} from '../../../../core/people/ulid.ts'
import type {JobChunk} from '../../../../core/sanity.types.generated.ts'
import {startTestLake, type TestLake} from '../../../../local/lake/testing/testLake.ts'
import {storedChunks, uploadRows, type UploadOptions} from './uploadRows.ts'

let lake: TestLake
beforeAll(async () => {
  lake = await startTestLake()
})
afterAll(() => lake.stop())

const NOW = '2026-01-01T00:00:00.000Z'

async function* prepared(rows: number, name = 'person'): AsyncGenerator<PreparedChunk> {
  const builder = new ChunkBuilder()
  for (let row = 0; row < rows; row += 1) {
    const chunk = builder.add(0, {line: row + 2, cells: [`${name}${row}@example.com`]})
    if (chunk) yield Promise.resolve(chunk)
  }
  const last = builder.flush()
  if (last) yield last
}

function optionsFor(name: string, more: Partial<UploadOptions> = {}): UploadOptions {
  const token = 'local-artameta-editor'
  return {
    client: lake.client(token),
    upload: {site: 'artameta', ulid: deterministicUlid(0, name), createdBy: 'artameta-editor'},
    stored: new Map(),
    onProgress: () => undefined,
    signal: new AbortController().signal,
    pause: () => Promise.resolve(),
    now: () => NOW,
    ...more,
  }
}

async function readChunk(ulid: string, index: number) {
  const id = uploadedChunkId('artameta', ulid, index)
  return lake.client('local-artameta-editor').getDocument<JobChunk>(id)
}

describe('an upload', () => {
  test('stores every row in chunks of its uploader, and returns their digests', async () => {
    const options = optionsFor('whole')
    const told: number[] = []
    const chunks = await uploadRows(prepared(2500), {
      ...options,
      onProgress: ({rows}) => told.push(rows),
    })
    expect(chunks.map(({rows}) => rows)).toEqual([1000, 1000, 500])
    expect(told.at(-1)).toBe(2500)
    for (const [index, {digest}] of chunks.entries()) {
      const document = await readChunk(options.upload.ulid, index)
      expect(document?.createdBy).toBe('artameta-editor')
      expect(parseUploadedRows(document?.rows, digest)?.first).toBe(index * 1000)
    }
  })

  test('resumes where it stopped: stored chunks are not sent again', async () => {
    const stop = new AbortController()
    const options = optionsFor('resumed', {signal: stop.signal})
    const interrupted = uploadRows(prepared(5000), {
      ...options,
      onProgress: ({chunks}) => {
        if (chunks === 2) stop.abort(new Error('The page was closed.'))
      },
    })
    await expect(interrupted).rejects.toThrow('The page was closed.')
    const signal = new AbortController().signal
    const stored = await storedChunks(options.client, options.upload, signal)
    expect(stored.size).toBeGreaterThanOrEqual(2)
    expect(stored.size).toBeLessThan(5)
    const revisions = new Map<number, string | undefined>()
    for (const index of stored.keys()) {
      revisions.set(index, (await readChunk(options.upload.ulid, index))?._rev)
    }
    const chunks = await uploadRows(prepared(5000), {...options, signal, stored})
    expect(chunks).toHaveLength(5)
    for (const [index, {digest}] of chunks.entries()) {
      const document = await readChunk(options.upload.ulid, index)
      expect(document?.digest).toBe(digest)
      // A chunk that was not there yet has any revision.
      expect(revisions.get(index) ?? document?._rev).toBe(document?._rev)
    }
  })

  test('replaces chunks of another file', async () => {
    const options = optionsFor('shorter')
    await uploadRows(prepared(3500), options)
    const stored = await storedChunks(options.client, options.upload, options.signal)
    expect(stored.size).toBe(4)
    const chunks = await uploadRows(prepared(1500, 'other'), {...options, stored})
    const left = await storedChunks(options.client, options.upload, options.signal)
    expect([...left.values()].slice(0, 2)).toEqual(chunks.map(({digest}) => digest))
  })

  test('is refused in another user’s name', async () => {
    const options = optionsFor('foreign')
    const upload = {...options.upload, createdBy: 'artameta-admin'}
    await expect(uploadRows(prepared(1), {...options, upload})).rejects.toMatchObject({
      statusCode: 403,
    })
    expect(await readChunk(upload.ulid, 0)).toBeUndefined()
  })

  test('waits while the store is busy, as long as it asks, and continues', async () => {
    // Passes requests on, after two refusals: a real lake behind a busy gateway.
    let refusals = 2
    const gateway = createServer((request, response) => {
      if (refusals > 0) {
        refusals -= 1
        response.writeHead(429, {'retry-after': '7', 'content-type': 'application/json'})
        response.end('{"error":{"description":"Too many requests"}}')
        return
      }
      void (async () => {
        const body: Buffer[] = []
        for await (const part of request) body.push(Buffer.from(part))
        const answer = await lake.request(request.url ?? '', {
          method: request.method ?? 'GET',
          body: Buffer.concat(body).toString(),
          token: 'local-artameta-editor',
          headers: {'content-type': 'application/json'},
        })
        response.writeHead(answer.status, {'content-type': 'application/json'})
        response.end(await answer.text())
      })()
    })
    gateway.listen(0, '127.0.0.1')
    await once(gateway, 'listening')
    const address = gateway.address()
    const port = typeof address === 'object' ? address?.port : 0
    const client = createClient({
      ...lake.client('local-artameta-editor').config(),
      apiHost: `http://127.0.0.1:${port}`,
    })
    const pauses: number[] = []
    const waits: (Problem | null)[] = []
    const chunks = await uploadRows(
      prepared(10),
      optionsFor('busy', {
        client,
        pause: (ms) => {
          pauses.push(ms)
          return Promise.resolve()
        },
        onProgress: ({waitingFor}) => waits.push(waitingFor),
      }),
    )
    gateway.close()
    expect(chunks).toHaveLength(1)
    expect(pauses).toEqual([7000, 7000])
    expect(waits[0]).toEqual({code: 'store.limited'})
    expect(waits.at(-1)).toBeNull()
  })
})
