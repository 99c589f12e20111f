import type {SanityClient} from '@sanity/client'
import type {ImportRecord} from '../../../../core/imports/importJob.ts'
import type {RowLabel} from '../../../../core/imports/importLabels.ts'
import {
  needsCorrection,
  reportCells,
  reportHeadings,
  reportRows,
  type ReportedChunk,
  type ReportedRow,
} from '../../../../core/imports/report.ts'
import {
  eachReportedPage,
  filesOfImport,
  type ChunkReader,
} from '../../../../core/imports/reportedChunks.ts'
import type {Problem} from '../../../../core/problems/problem.ts'
import type {JobChunk} from '../../../../core/sanity.types.generated.ts'
import {pauseFor} from '../upload/pauseFor.ts'
import {CSV_BOM, CSV_TYPE, csvRows} from '../../../../core/spreadsheet/csvText.ts'

/** Rows that a page of a report shows at most, beside those of its last chunks. */
const ROWS_OF_PAGE = 100

/** Rows of which one thing became, those to look at, or those that differ from their lead. */
export type ShownRows = RowLabel | 'problems' | 'conflicts'

/** Whether a row is one of those to show. */
function isOne({label, remarks, leadId, fields}: ReportedRow, show: ShownRows): boolean {
  if (show === 'problems') return remarks.length > 0
  return show === 'conflicts' ? leadId !== null && fields.length > 0 : label === show
}

/** Some rows of a report. */
export interface ReportPage {
  rows: ReportedRow[]
  /** Number of the first chunk of the next page; `null` after the last. */
  next: number | null
}

/** Reads chunks as the person who looks at the report. */
function chunkReader(client: SanityClient, signal: AbortSignal): ChunkReader {
  return (ids) => client.getDocuments<JobChunk>([...ids], {signal, tag: 'leads.import.report'})
}

/**
 * Reads a page of the report of an import.
 *
 * @param options - which rows to show; `after` is the number of the first chunk to read
 */
export async function readReport(
  client: SanityClient,
  job: ImportRecord,
  {show, after}: {show: ShownRows; after: number},
  signal: AbortSignal,
): Promise<ReportPage> {
  const rows: ReportedRow[] = []
  const isShown = (row: ReportedRow): boolean => isOne(row, show)
  const chunks = chunkReader(client, signal)
  const files = filesOfImport(job)
  const options = {after, isWanted: isShown, yieldTo: () => pauseFor(0, signal)}
  for await (const page of eachReportedPage(job, files, chunks, options)) {
    for (const chunk of page.chunks) rows.push(...reportRows(chunk).filter(isShown))
    if (rows.length >= ROWS_OF_PAGE) return {rows, next: page.next}
  }
  return {rows, next: null}
}

/**
 * Makes files of the rows to correct, one for each file of the import: its original columns and the reason,
 * ready to be corrected and imported again.
 *
 * @param describe - says a problem in the person's language
 */
export async function correctionFiles(
  client: SanityClient,
  job: ImportRecord,
  describe: (problem: Problem) => string,
  signal: AbortSignal,
): Promise<{name: string; contents: Blob}[]> {
  const parts = new Map<ReportedChunk['file'], string[]>()
  const chunks = chunkReader(client, signal)
  const files = filesOfImport(job)
  const wanted = {isWanted: needsCorrection, yieldTo: () => pauseFor(0, signal)}
  for await (const page of eachReportedPage(job, files, chunks, wanted)) {
    for (const chunk of page.chunks) {
      const {file} = chunk
      const rows = reportRows(chunk, needsCorrection).map((row) => reportCells(row, file, describe))
      if (rows.length === 0) continue
      const texts = parts.get(file) ?? [CSV_BOM, csvRows([reportHeadings(file)])]
      texts.push(csvRows(rows))
      parts.set(file, texts)
    }
  }
  return Array.from(parts, ([{name}, texts]) => ({
    name: `${name.replace(/\.\w{1,5}$/u, '').replaceAll(/[\\/:*?"<>|]+/gu, ' ')} - to correct.csv`,
    contents: new Blob(texts, {type: CSV_TYPE}),
  }))
}
