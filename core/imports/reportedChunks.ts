import {chunkIds} from '../jobs/jobChunk.ts'
import type {JobChunk} from '../sanity.types.generated.ts'
import {parseImportId, type ImportRecord} from './importJob.ts'
import {parseImportIntent, type SourceFile} from './importPlan.ts'
import {parseImportRows, type ImportRows} from './importUndo.ts'
import {reportRows, type ReportedChunk, type ReportedRow} from './report.ts'
import {readUploadedRows} from './uploadedChunk.ts'

/** Chunks that are read at a time. */
const CHUNKS_AT_ONCE = 5

/** Reads documents by their ids, in their order. */
export type ChunkReader = (ids: readonly string[]) => Promise<readonly (JobChunk | null)[]>

const UNKNOWN_FILE: ReportedChunk['file'] = {name: '', mapping: {version: 1, columns: []}}

/** The files of an import; none of an undo, or where its instruction cannot be read. */
export function filesOfImport({intent}: Pick<ImportRecord, 'intent'>): readonly SourceFile[] {
  const work = parseImportIntent(intent)?.work
  return work?.kind === 'rows' ? work.files : []
}

/** Some chunks of a report. */
export interface ReportedChunks {
  chunks: ReportedChunk[]
  /** Number of the first of the next chunks; `null` after the last. */
  next: number | null
}

/**
 * Reads what became of the rows of some chunks, with the rows as they were uploaded. The report ends where
 * there are no more chunks: only functions write those, and whoever asked for the import may write into its
 * document that it has fewer.
 *
 * @param files - those of the import; each chunk has the very object of its file
 * @param after - number of the first chunk to read
 * @param isWanted - which rows the report is about: chunks without any are left out, and what was uploaded for
 *   them, which is most of what there is, is not read
 */
export async function readReportedChunks(
  job: Pick<ImportRecord, '_id'>,
  files: readonly SourceFile[],
  after: number,
  read: ChunkReader,
  isWanted: (row: ReportedRow) => boolean = () => true,
): Promise<ReportedChunks> {
  const id = parseImportId(job._id)
  if (!id) return {chunks: [], next: null}
  const ids = chunkIds(id, 'function', CHUNKS_AT_ONCE, after)
  // Jobs of two authors may have the same ULID, and so the same ids of chunks.
  const own = (await read(ids)).map((document) => (document?.jobId === job._id ? document : null))
  const done = own.map((document) => {
    const rows = parseImportRows(document?.rows)
    return rows && hasAny(rows, isWanted) ? rows : null
  })
  const sources = done.map((rows) => rows?.source ?? '')
  const known = sources.filter((source) => source.includes('.chunk.page.'))
  const documents = known.length > 0 ? await read(known) : []
  const chunks = done.flatMap((rows, index): ReportedChunk[] => {
    if (!rows) return []
    const document = documents.find((one) => one?._id === sources[index])
    const uploaded = readUploadedRows(document?.rows)
    const file = files[uploaded?.file ?? 0] ?? UNKNOWN_FILE
    return [{done: rows, first: uploaded?.first ?? 0, uploaded: uploaded?.rows ?? null, file}]
  })
  return {chunks, next: own.includes(null) ? null : after + CHUNKS_AT_ONCE}
}

/** Reads one page of {@link readReportedChunks} after the other, as long as somebody asks for the next. */
export async function* eachReportedPage(
  job: Pick<ImportRecord, '_id'>,
  files: readonly SourceFile[],
  read: ChunkReader,
  {after = 0, isWanted}: {after?: number; isWanted?: (row: ReportedRow) => boolean} = {},
): AsyncGenerator<ReportedChunks> {
  for (let next: number | null = after; next !== null;) {
    const page: ReportedChunks = await readReportedChunks(job, files, next, read, isWanted)
    yield page
    next = page.next
  }
}

function hasAny(done: ImportRows, isWanted: (row: ReportedRow) => boolean): boolean {
  return reportRows({done, first: 0, uploaded: null, file: UNKNOWN_FILE}).some(isWanted)
}
