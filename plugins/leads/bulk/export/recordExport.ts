import type {SanityClient} from '@sanity/client'
import type {LeadSelection} from '../../../../core/audience/leadSelection.ts'
import {commitOnce, committer} from '../../../../core/changes/commitDecision.ts'
import {siteFields} from '../../../../core/audience/siteFields.ts'
import {exportIntent} from '../../../../core/changes/exports/exportIntent.ts'
import {
  endExport,
  exportProgress,
  newExport,
  type ExportEnd,
} from '../../../../core/changes/exports/exportJob.ts'
import type {Mutation} from '../../../../core/changes/mutation.ts'
import {retry} from '../../../../core/changes/retry.ts'
import {pause} from '../../../ui/changeStore.ts'
import type {WorkspaceSite} from '../../../ui/siteContext.tsx'
import {failureOf} from '../../../ui/failure.ts'
import type {ExportColumn} from '../../../../core/exports/exportColumns.ts'

/** How often the progress is recorded. The sweep ends exports without recent progress. */
const PROGRESS_EVERY_MS = 30_000
/** Pauses between attempts to record the end when the store does not answer, in milliseconds. */
const PAUSES_MS = [500, 500]

export interface RecordedExport {
  client: SanityClient
  site: WorkspaceSite
  selection: LeadSelection
  columns: readonly ExportColumn[]
  /** The number of leads that the dialog showed. */
  expected: number
  userId: string
  newUlid: () => string
  /** Milliseconds since 1970. */
  now: () => number
}

/** The record of an export that has started. */
export interface ExportRecord {
  id: string
  /** Records the number of leads so far, at most every 30 seconds. */
  progress: (rows: number) => void
  /** @throws whatever the store throws, after some attempts where it does not answer */
  end: (state: ExportEnd, rows: number) => Promise<void>
}

/** Whether the store did not answer. The patches of an end may be written twice. */
function mayPass(error: unknown): boolean {
  const {kind} = failureOf(error)
  return kind !== 'denied' && kind !== 'other'
}

/**
 * Records the start of an export before any lead is read: its columns, its conditions without the
 * values that people typed, and the number of leads. A function adds it to the audit trail.
 *
 * @throws whatever the store throws; then the export must not begin
 */
export async function recordExport(work: RecordedExport): Promise<ExportRecord> {
  const {client, site, selection, columns, expected, userId, newUlid, now} = work
  const moment = () => new Date(now()).toISOString()
  const write = (mutations: Mutation[], tag: string) =>
    commitOnce(committer(client, tag, 'async'), mutations)
  const job = newExport({
    site: site.key,
    ulid: newUlid(),
    intent: exportIntent(selection, columns, siteFields(site)),
    expected,
    createdBy: userId,
    now: moment(),
  })
  await write([{create: job}], 'leads.export.begin')
  let recordedAt = now()
  return {
    id: job._id,
    progress(rows) {
      if (now() - recordedAt < PROGRESS_EVERY_MS) return
      recordedAt = now()
      // A failure does not matter: the next record or the end has the number.
      write(exportProgress(job._id, rows), 'leads.export.progress').catch(() => undefined)
    },
    end: (state, rows) =>
      retry(() => write(endExport(job._id, state, rows, moment()), 'leads.export.end'), {
        pauses: PAUSES_MS,
        mayPass,
        sleep: pause,
      }),
  }
}
