import {afterAll, beforeAll, expect, test} from 'vitest'
import {ChunkBuilder, uploadedChunkId} from '../../../../core/imports/uploadChunks.ts'
import {parseUploadedRows} from '../../../../core/imports/uploadedChunk.ts'
import {deterministicUlid} from '../../../../core/people/ulid.ts'
import type {JobChunk} from '../../../../core/sanity.types.generated.ts'
import {startTestLake, type TestLake} from '../../../../local/lake/testing/testLake.ts'
import {uploadRows} from '../upload/uploadRows.ts'
import {correctRows, countCorrections, LostRowsError} from './correctRows.ts'

let lake: TestLake
beforeAll(async () => {
  lake = await startTestLake()
})
afterAll(() => lake.stop())

const NOW = '2026-01-01T00:00:00.000Z'
const upload = {
  site: 'artameta',
  ulid: deterministicUlid(0, 'corrected'),
  createdBy: 'artameta-editor',
}

async function* prepared() {
  const builder = new ChunkBuilder()
  for (let row = 0; row < 1500; row += 1) {
    const cells = [row === 1200 ? 'not an address' : `person${row}@example.com`, 'Ada']
    const chunk = builder.add(0, {line: row + 2, cells})
    if (chunk) yield await Promise.resolve(chunk)
  }
  const last = builder.flush()
  if (last) yield last
}

test('corrects cells in place, and changes only the digest of their chunk', async () => {
  const client = lake.client('local-artameta-editor')
  const chunks = await uploadRows(prepared(), {
    client,
    upload,
    stored: new Map(),
    onProgress: () => undefined,
    signal: new AbortController().signal,
    pause: () => Promise.resolve(),
    now: () => NOW,
  })
  const files = {upload: upload.ulid, chunks}
  const corrections = {1200: {0: 'right@example.com'}}
  expect(countCorrections(corrections)).toBe(1)
  const after = await correctRows(client, upload, files, corrections, NOW)
  expect(after.chunks[0]).toEqual(chunks[0])
  expect(after.chunks[1]?.digest).not.toBe(chunks[1]?.digest)
  const document = await client.getDocument<JobChunk>(uploadedChunkId('artameta', upload.ulid, 1))
  const rows = parseUploadedRows(document?.rows, after.chunks[1]?.digest ?? '')
  expect(rows?.rows[200]).toEqual({line: 1202, cells: ['right@example.com', 'Ada']})
  expect(rows?.rows).toHaveLength(500)
  // With the digests from before, the rows are not those that were uploaded.
  await expect(correctRows(client, upload, files, corrections, NOW)).rejects.toThrow(LostRowsError)
})
