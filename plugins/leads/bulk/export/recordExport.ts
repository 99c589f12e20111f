import type {SanityClient} from '@sanity/client'
import type {LeadSelection} from '../../../../core/audience/leadSelection.ts'
import {commitOnce, committer} from '../../../../core/changes/commitDecision.ts'
import {siteFields} from '../../../../core/audience/siteFields.ts'
import {
  exportIntent,
  endExport,
  exportProgress,
  newExport,
  type ExportEnd,
} from '../../../../core/changes/exports/exportJob.ts'
import type {Mutation} from '../../../../core/changes/mutation.ts'
import type {Site} from '../../../../core/sanity.types.generated.ts'
import {errorReason} from '../../../ui/errorReason.ts'
import type {ColumnId} from '../../data/columnId.ts'

/** How often it is noted how far an export is; the sweep ends one of which nothing is heard. */
const NOTED_EVERY_MS = 30_000
/** How often the end is tried to be written when the store does not answer, and how far apart. */
const ATTEMPTS = 3
const PAUSE_MS = 500

/** An export that is to be recorded. */
export interface RecordedExport {
  client: SanityClient
  site: Site
  selection: LeadSelection
  columns: readonly ColumnId[]
  /** How many leads the person was told. */
  expected: number
  userId: string
  newUlid: () => string
  /** Milliseconds since 1970. */
  now: () => number
}

/** The record of an export that has begun. */
export interface ExportRecord {
  id: string
  /** Notes how many leads were read so far, every half minute at most. */
  progress: (rows: number) => void
  /** @throws whatever the store throws, after some attempts where it does not answer */
  end: (state: ExportEnd, rows: number) => Promise<void>
}

/** Tries again what the store did not answer to; patches of an end may be written twice. */
async function insist(write: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await write()
      return
    } catch (error) {
      const {kind} = errorReason(error)
      if (attempt >= ATTEMPTS || kind === 'denied' || kind === 'other') throw error
      await new Promise((resolve) => {
        setTimeout(resolve, PAUSE_MS)
      })
    }
  }
}

/**
 * Records that an export begins, before a lead is read of it: columns, conditions without what
 * people typed, and how many leads are meant. Functions put it into the audit trail.
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
  let noted = now()
  return {
    id: job._id,
    progress(rows) {
      if (now() - noted < NOTED_EVERY_MS) return
      noted = now()
      // The next one tells it; the end tells all.
      write(exportProgress(job._id, rows), 'leads.export.progress').catch(() => undefined)
    },
    end: (state, rows) =>
      insist(() => write(endExport(job._id, state, rows, moment()), 'leads.export.end')),
  }
}
