import {expect, test} from 'vitest'
import type {Unstored} from '../documents/stored.ts'
import {newChunk, newChunkRows} from '../jobs/jobChunk.ts'
import type {JobChunk} from '../sanity.types.generated.ts'
import type {ReportedRow} from './report.ts'
import {eachReportedPage, filesOfImport, type ChunkReader} from './reportedChunks.ts'
import {uploadedChunk, uploadedChunkId} from './uploadChunks.ts'
import {formatUploadedRows} from './uploadedChunk.ts'

const JOB = 'artameta.import.01J0000000000000000000000A'
const UPLOAD = '01J0000000000000000000000B'
const NOW = '2026-01-01T00:00:00.000Z'

function stored(document: Unstored<JobChunk>): JobChunk {
  return {...document, _createdAt: NOW, _updatedAt: NOW, _rev: 'r'}
}

/** An import of twelve chunks of two files, with one row each. */
function importOfTwelve() {
  const documents = Array.from({length: 12}, (_, index) => {
    const rows = {...newChunkRows([index], uploadedChunkId('artameta', UPLOAD, index)), undo: []}
    const text = formatUploadedRows({
      first: index,
      file: index < 6 ? 0 : 1,
      rows: [{line: 1, cells: [String(index)]}],
    })
    const upload = {site: 'artameta', ulid: UPLOAD, createdBy: 'p1'}
    return [
      stored(newChunk({_id: JOB, way: 'function'}, index, rows, NOW)),
      stored(uploadedChunk(upload, {index, ...text}, NOW)),
    ]
  }).flat()
  const byId = new Map(documents.map((document) => [document._id, document] as const))
  const file = (name: string) => ({
    name,
    vendor: null,
    mapping: {version: 1 as const, columns: [{heading: 'a', target: {kind: 'ignore' as const}}]},
    subscription: null,
    timeZone: 'UTC',
  })
  const work = {
    kind: 'rows',
    mode: 'write',
    upload: UPLOAD,
    files: [file('a.csv'), file('b.csv')],
    chunks: [],
    choices: {existing: 'fill', fields: {}, rows: {}},
    consent: null,
    add: {tags: [], lists: [], campaigns: []},
    lists: {},
    sendConfirmation: false,
    notify: null,
  }
  const job = {
    _id: JOB,
    // Whoever asked for the import may write this: the chunks that there are count.
    checkpoint: JSON.stringify({phase: 'applying', shares: 1}),
    intent: JSON.stringify({version: 1, work}),
  }
  return {job, files: filesOfImport(job), byId}
}

test('all chunks of a file have the same file, however many are read at a time', async () => {
  const {job, files, byId} = importOfTwelve()
  const found = new Map<unknown, string[]>()
  const read: ChunkReader = async (ids) => ids.map((id) => byId.get(id) ?? null)
  for await (const page of eachReportedPage(job, files, read)) {
    for (const chunk of page.chunks) {
      const cells = (chunk.uploaded ?? []).flatMap((row) => row.cells)
      found.set(chunk.file, [...(found.get(chunk.file) ?? []), ...cells])
    }
  }
  expect([...found.values()]).toEqual([
    ['0', '1', '2', '3', '4', '5'],
    ['6', '7', '8', '9', '10', '11'],
  ])
})

test('of chunks that no report is about the uploaded rows are not read', async () => {
  const {job, files, byId} = importOfTwelve()
  const asked: string[] = []
  const reported: number[] = []
  const read: ChunkReader = async (ids) => {
    asked.push(...ids)
    return ids.map((id) => byId.get(id) ?? null)
  }
  const isWanted = ({row}: ReportedRow) => row === 7
  for await (const page of eachReportedPage(job, files, read, {isWanted})) {
    reported.push(...page.chunks.map(({first}) => first))
  }
  expect(reported).toEqual([7])
  expect(asked.filter((id) => id.includes('.chunk.page.'))).toEqual([
    uploadedChunkId('artameta', UPLOAD, 7),
  ])
})
