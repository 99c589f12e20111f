import {exportLeads, type LeadExport, type ExportPart} from './exportLeads.ts'
import {recordExport, type ExportRecord, type RecordedExport} from './recordExport.ts'
import {localDateOf, siteTimeZone} from '../../../../core/time/localDate.ts'
import {CSV_TYPE} from '../../../../core/spreadsheet/csvText.ts'

/** An export could not be recorded, so there is none. */
export class UnrecordedError extends Error {
  override readonly name = 'UnrecordedError'
  /** What could not be written down: that it begins, or how it ended. */
  readonly moment: 'begin' | 'end'

  constructor(moment: 'begin' | 'end', cause: unknown) {
    super(`The ${moment} of the export could not be recorded.`, {cause})
    this.moment = moment
  }
}

function unrecorded(moment: 'begin' | 'end') {
  return (cause: unknown): never => {
    throw new UnrecordedError(moment, cause)
  }
}

/**
 * Makes a file of leads with a record of it. What cannot be recorded does not leave: no lead is read
 * before the beginning is written down, and there is no file before its end is.
 *
 * @param onRows - told how many leads there are so far
 * @throws UnrecordedError when the beginning or the end cannot be written down
 * @throws whatever reading throws, and the signal's reason when that aborts; then the record says so
 */
export async function recordedFile(
  work: LeadExport & RecordedExport,
  onRows: (rows: number) => void,
): Promise<ExportFile> {
  const {signal} = work
  const record: ExportRecord = await recordExport(work).catch(unrecorded('begin'))
  let read = 0
  try {
    const file = await exportFile(exportLeads(work), (rows) => {
      read = rows
      record.progress(rows)
      onRows(rows)
    })
    signal.throwIfAborted()
    await record.end('succeeded', file.rows).catch(unrecorded('end'))
    signal.throwIfAborted()
    return file
  } catch (error) {
    // The sweep ends it otherwise. Nobody has to wait for it.
    void record.end(signal.aborted ? 'cancelled' : 'failed', read).catch(() => undefined)
    throw error
  }
}

/** A file that is complete, and how many leads are in it. */
interface ExportFile {
  contents: Blob
  rows: number
}

/**
 * Puts a file together. Each part becomes a blob of its own, which browsers keep out of the page's
 * memory: a million leads are no string.
 *
 * @param onRows - told how many leads there are so far
 * @throws whatever the parts throw; then there is no file
 */
export async function exportFile(
  parts: AsyncIterable<ExportPart>,
  onRows: (rows: number) => void,
): Promise<ExportFile> {
  const blobs: Blob[] = []
  let rows = 0
  for await (const part of parts) {
    blobs.push(new Blob([part.text]))
    rows += part.rows
    onRows(rows)
  }
  return {contents: new Blob(blobs, {type: CSV_TYPE}), rows}
}

/**
 * Name of a file of leads, with the day that it is at the site and nothing about persons.
 *
 * @param now - ISO 8601
 */
export function exportFileName(site: {key: string; timeZone?: string | null}, now: string): string {
  return `leads-${site.key}-${localDateOf(now, siteTimeZone(site))}.csv`
}
