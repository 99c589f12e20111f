import {exportFile, type ExportFile} from './exportFile.ts'
import {exportLeads, type LeadExport} from './exportLeads.ts'
import {recordExport, type ExportRecord, type RecordedExport} from './recordExport.ts'

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
