import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {MAX_CHUNK_BYTES, ROWS_PER_CHUNK} from './importPlan.ts'
import {ChunkBuilder, uploadedChunk, type PreparedChunk} from './uploadChunks.ts'
import {parseUploadedRows, type UploadedRow} from './uploadedChunk.ts'

function build(rows: readonly (UploadedRow & {file: number})[]): PreparedChunk[] {
  const builder = new ChunkBuilder()
  const full = rows.map(({file, ...row}) => builder.add(file, row))
  return [...full, builder.flush()].filter((chunk) => chunk !== null)
}

const ROW = fc.record({line: fc.integer({min: 1, max: 1e6}), cells: fc.array(fc.string())})

describe('chunks', () => {
  test('hold every row once, in order, each of one file, with its number in the whole import', () => {
    fc.assert(
      fc.property(fc.array(fc.array(ROW, {maxLength: 40}), {maxLength: 4}), (files) => {
        const rows = files.flatMap((some, file) => some.map((row) => ({...row, file})))
        const chunks = build(rows)
        const read = chunks.flatMap(({file, text, digest, rows: count}) => {
          const parsed = parseUploadedRows(text, digest)
          expect(parsed?.rows).toHaveLength(count)
          return (parsed?.rows ?? []).map((row) => ({...row, file}))
        })
        expect(read).toEqual(rows)
        let first = 0
        for (const {text, digest, rows: count} of chunks) {
          expect(parseUploadedRows(text, digest)?.first).toBe(first)
          first += count
        }
        expect(chunks.map(({index}) => index)).toEqual(chunks.map((_, index) => index))
      }),
    )
  })

  test('have at most a thousand rows, and stay below the size that documents may have', () => {
    const small = Array.from({length: 2500}, (_, line) => ({line: line + 1, cells: ['a'], file: 0}))
    expect(build(small).map(({rows}) => rows)).toEqual([ROWS_PER_CHUNK, ROWS_PER_CHUNK, 500])
    const large = Array.from({length: 40}, (_, line) => ({
      line: line + 1,
      cells: ['€'.repeat(40_000)],
      file: 0,
    }))
    for (const {text} of build(large)) {
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_CHUNK_BYTES)
    }
  })

  test('are read only with the digest that was named', () => {
    const [chunk] = build([{line: 2, cells: ['a@example.com'], file: 0}])
    expect(parseUploadedRows(chunk?.text, chunk?.digest ?? '')).not.toBeNull()
    expect(parseUploadedRows(chunk?.text.replace('a@', 'b@'), chunk?.digest ?? '')).toBeNull()
    expect(parseUploadedRows(null, chunk?.digest ?? '')).toBeNull()
  })

  test('are documents of their uploader, whose ids follow from the upload', () => {
    const upload = {site: 'alpha', ulid: '01J0000000000000000000000A', createdBy: 'user-1'}
    const document = uploadedChunk(
      upload,
      {index: 7, text: '{}', digest: 'd'},
      '2026-01-01T00:00:00.000Z',
    )
    expect(document).toMatchObject({
      _id: 'alpha.chunk.page.01J0000000000000000000000A.000007',
      jobId: 'alpha.import.01J0000000000000000000000A',
      createdBy: 'user-1',
      expiresAt: '2026-01-08T00:00:00.000Z',
    })
  })
})
