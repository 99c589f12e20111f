import type {SanityClient} from '@sanity/client'
import {chunkIds} from '../../../../core/jobs/jobChunk.ts'
import {checkpointOf} from '../../../../core/jobs/jobRecord.ts'
import {parseImportId, type ImportRecord} from '../../../../core/imports/importJob.ts'
import type {RowLabel} from '../../../../core/imports/importLabels.ts'
import {parseImportIntent, type SourceFile} from '../../../../core/imports/importPlan.ts'
import {parseImportRows} from '../../../../core/imports/importUndo.ts'
import {
  needsCorrection,
  reportCells,
  reportHeadings,
  reportRows,
  type ReportedChunk,
  type ReportedRow,
} from '../../../../core/imports/report.ts'
import {readUploadedRows} from '../../../../core/imports/uploadedChunk.ts'
import type {JobChunk} from '../../../../core/sanity.types.generated.ts'
import {CSV_BOM, CSV_TYPE, csvRows} from '../../../../core/spreadsheet/csvText.ts'

/** Chunks that are read at a time. */
const CHUNKS_AT_ONCE = 5

/** Rows that a page of a report shows at most, beside those of its last chunks. */
const ROWS_OF_PAGE = 100

/** Some rows of a report. */
export interface ReportPage {
  rows: ReportedRow[]
  /** Number of the first chunk of the next page; `null` after the last. */
  next: number | null
}

const UNKNOWN_FILE: ReportedChunk['file'] = {name: '', mapping: {version: 1, columns: []}}

function filesOf(job: ImportRecord): readonly SourceFile[] {
  const work = parseImportIntent(job.intent)?.work
  return work?.kind === 'rows' ? work.files : []
}

/** Reads what became of the rows of some chunks, with the rows as they were uploaded. */
async function readChunks(
  client: SanityClient,
  job: ImportRecord,
  after: number,
  signal: AbortSignal,
): Promise<{chunks: ReportedChunk[]; next: number | null}> {
  const id = parseImportId(job._id)
  const count = checkpointOf(job).shares
  if (!id || after >= count) return {chunks: [], next: null}
  const ids = chunkIds(id, 'function', count).slice(after, after + CHUNKS_AT_ONCE)
  const read = (some: readonly string[]) =>
    client.getDocuments<JobChunk>([...some], {signal, tag: 'leads.import.report'})
  const done = (await read(ids)).map((document) => parseImportRows(document?.rows))
  const sources = done.map((rows) => rows?.source ?? '')
  const known = sources.filter((source) => source.includes('.chunk.page.'))
  const documents = known.length > 0 ? await read(known) : []
  const files = filesOf(job)
  const chunks = done.flatMap((rows, index): ReportedChunk[] => {
    if (!rows) return []
    const document = documents.find((one) => one?._id === sources[index])
    const uploaded = readUploadedRows(document?.rows)
    const file = files[uploaded?.file ?? 0] ?? UNKNOWN_FILE
    return [{done: rows, first: uploaded?.first ?? 0, uploaded: uploaded?.rows ?? null, file}]
  })
  const next = after + CHUNKS_AT_ONCE
  return {chunks, next: next < count ? next : null}
}

/**
 * Reads a page of the report of an import.
 *
 * @param options - `label` for the rows of which one thing became, `null` for those to look at; `after` is
 *   the number of the first chunk to read
 */
export async function readReport(
  client: SanityClient,
  job: ImportRecord,
  {label, after}: {label: RowLabel | null; after: number},
  signal: AbortSignal,
): Promise<ReportPage> {
  const rows: ReportedRow[] = []
  let next: number | null = after
  while (next !== null && rows.length < ROWS_OF_PAGE) {
    const read: Awaited<ReturnType<typeof readChunks>> = await readChunks(client, job, next, signal)
    for (const chunk of read.chunks) {
      rows.push(
        ...reportRows(chunk, (row) =>
          label === null ? row.remarks.length > 0 : row.label === label,
        ),
      )
    }
    next = read.next
  }
  return {rows, next}
}

/**
 * Makes files of the rows to correct, one for each file of the import: its original columns and the reason,
 * ready to be corrected and imported again.
 */
export async function correctionFiles(
  client: SanityClient,
  job: ImportRecord,
  signal: AbortSignal,
): Promise<{name: string; contents: Blob}[]> {
  const parts = new Map<ReportedChunk['file'], string[]>()
  let next: number | null = 0
  while (next !== null) {
    const read: Awaited<ReturnType<typeof readChunks>> = await readChunks(client, job, next, signal)
    for (const chunk of read.chunks) {
      const {file} = chunk
      const rows = reportRows(chunk, needsCorrection).map((row) => reportCells(row, file))
      if (rows.length === 0) continue
      const texts = parts.get(file) ?? [CSV_BOM, csvRows([reportHeadings(file)])]
      texts.push(csvRows(rows))
      parts.set(file, texts)
    }
    next = read.next
  }
  return Array.from(parts, ([{name}, texts]) => ({
    name: `${name.replace(/\.\w{1,5}$/u, '').replaceAll(/[\\/:*?"<>|]+/gu, ' ')} - to correct.csv`,
    contents: new Blob(texts, {type: CSV_TYPE}),
  }))
}
