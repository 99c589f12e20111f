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

/** What a report is about, and how it is read. */
export interface ReportOptions {
  /** Which rows the report is about: chunks without any are left out, and their uploaded rows are not read. */
  isWanted?: (row: ReportedRow) => boolean
  /** Lets others do something before each chunk is parsed: a page has a person who scrolls. */
  yieldTo?: () => Promise<void>
}

/**
 * Reads what became of the rows of some chunks, with the rows as they were uploaded. The report ends where
 * there are no more chunks: only functions write those, and whoever asked for the import may write into its
 * document that it has fewer.
 *
 * @param files - those of the import; each chunk has the very object of its file
 * @param after - number of the first chunk to read
 */
export async function readReportedChunks(
  job: Pick<ImportRecord, '_id'>,
  files: readonly SourceFile[],
  after: number,
  read: ChunkReader,
  {isWanted = () => true, yieldTo}: ReportOptions = {},
): Promise<ReportedChunks> {
  const id = parseImportId(job._id)
  if (!id) return {chunks: [], next: null}
  const ids = chunkIds(id, 'function', CHUNKS_AT_ONCE, after)
  // Jobs of two authors may have the same ULID, and so the same ids of chunks.
  const own = (await read(ids)).map((document) => (document?.jobId === job._id ? document : null))
  const done: ImportRows[] = []
  for (const document of own) {
    await yieldTo?.()
    const rows = parseImportRows(document?.rows)
    if (rows && hasAny(rows, isWanted)) done.push(rows)
  }
  const known = done.flatMap(({source = ''}) => (source.includes('.chunk.page.') ? source : []))
  const documents = known.length > 0 ? await read(known) : []
  const chunks: ReportedChunk[] = []
  for (const rows of done) {
    await yieldTo?.()
    const document = documents.find((one) => one?._id === rows.source)
    const uploaded = readUploadedRows(document?.rows)
    const file = files[uploaded?.file ?? 0] ?? UNKNOWN_FILE
    chunks.push({done: rows, first: uploaded?.first ?? 0, uploaded: uploaded?.rows ?? null, file})
  }
  return {chunks, next: own.includes(null) ? null : after + CHUNKS_AT_ONCE}
}

/** Reads one page of {@link readReportedChunks} after the other, as long as somebody asks for the next. */
export async function* eachReportedPage(
  job: Pick<ImportRecord, '_id'>,
  files: readonly SourceFile[],
  read: ChunkReader,
  {after = 0, ...options}: ReportOptions & {after?: number} = {},
): AsyncGenerator<ReportedChunks> {
  for (let next: number | null = after; next !== null;) {
    const page: ReportedChunks = await readReportedChunks(job, files, next, read, options)
    yield page
    next = page.next
  }
}

function hasAny(done: ImportRows, isWanted: (row: ReportedRow) => boolean): boolean {
  return reportRows({done, first: 0, uploaded: null, file: UNKNOWN_FILE}).some(isWanted)
}
