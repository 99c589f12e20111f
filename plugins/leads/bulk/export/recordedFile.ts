import type {ExportFormat, ExportPart} from '../../../../core/exports/exportFile.ts'
import {exportLeads, type LeadExport} from './exportLeads.ts'
import {recordExport, type ExportRecord, type RecordedExport} from './recordExport.ts'
import {localDateOf, siteTimeZone} from '../../../../core/time/localDate.ts'
import {EXPORT_TYPES} from '../../../../core/exports/exportFile.ts'

/** An export was refused because it could not be recorded. */
export class UnrecordedError extends Error {
  override readonly name = 'UnrecordedError'
  /** What could not be recorded: the start or the end. */
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
 * Makes a file of leads and records it. No lead is read before the start is recorded, and no file is
 * returned before the end is.
 *
 * @param onRows - called with the number of leads so far
 * @throws UnrecordedError when the start or the end cannot be recorded
 * @throws the errors of reading, and the signal's reason when it aborts; the record then has that end
 */
export async function recordedFile(
  work: LeadExport & RecordedExport,
  onRows: (rows: number) => void,
): Promise<ExportFile> {
  const {signal} = work
  const record: ExportRecord = await recordExport(work).catch(unrecorded('begin'))
  let read = 0
  try {
    const file = await exportFile(exportLeads(work), work.format, (rows) => {
      read = rows
      record.progress(rows)
      onRows(rows)
    })
    signal.throwIfAborted()
    await record.end('succeeded', file.rows).catch(unrecorded('end'))
    signal.throwIfAborted()
    return file
  } catch (error) {
    // Not awaited: if it fails, the sweep ends the record.
    void record.end(signal.aborted ? 'cancelled' : 'failed', read).catch(() => undefined)
    throw error
  }
}

interface ExportFile {
  contents: Blob
  rows: number
}

/**
 * Collects the parts of a file. Each part is a blob of its own, which browsers keep out of the page's
 * memory.
 *
 * @param onRows - called with the number of leads so far
 * @throws the errors of the parts
 */
export async function exportFile(
  parts: AsyncIterable<ExportPart>,
  format: ExportFormat,
  onRows: (rows: number) => void,
): Promise<ExportFile> {
  const blobs: Blob[] = []
  let rows = 0
  for await (const part of parts) {
    blobs.push(new Blob([part.text]))
    rows += part.rows
    onRows(rows)
  }
  return {contents: new Blob(blobs, {type: EXPORT_TYPES[format]}), rows}
}

/**
 * Name of a file of leads, with the date in the site's time zone.
 *
 * @param now - ISO 8601
 */
export function exportFileName(
  site: {key: string; timeZone?: string | null},
  format: ExportFormat,
  now: string,
): string {
  return `leads-${site.key}-${localDateOf(now, siteTimeZone(site))}.${format}`
}
