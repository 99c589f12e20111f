import type {Stored, Unstored} from '../../documents/stored.ts'
import type {LeadExport} from '../../sanity.types.generated.ts'
import {tenantDocumentId} from '../../tenancy/documentId.ts'
import {guardedPatch, type Mutation} from '../mutation.ts'
import type {ExportIntent} from './exportIntent.ts'

/** What core reads of a `leadExport` document. */
export type ExportRecord = Stored<LeadExport>

/** What an export that begins is made of. */
export interface NewExport {
  site: string
  ulid: string
  intent: ExportIntent
  /** How many leads the person was told. */
  expected: number
  /** Id of the user who exports. */
  createdBy: string
  /** ISO 8601, UTC. */
  now: string
}

/** How an export ended. Where it did not succeed, no file was saved. */
export type ExportEnd = 'succeeded' | 'failed' | 'cancelled'

/**
 * The document of an export that begins. It is written before the first lead is read: what cannot be
 * recorded does not leave.
 */
export function newExport(parts: NewExport): Unstored<LeadExport> {
  const {site, ulid, intent, expected, createdBy, now} = parts
  return {
    _id: tenantDocumentId(site, 'export', ulid),
    _type: 'leadExport',
    site,
    title: 'Export of leads to a CSV file',
    state: 'running',
    totals: {total: expected, succeeded: 0, failed: 0, skipped: 0},
    createdBy,
    startedAt: now,
    intent: JSON.stringify(intent),
  }
}

/** Notes how many leads were read so far, which also shows that the page is still there. */
export function exportProgress(id: string, rows: number): Mutation[] {
  return [{patch: {id, set: {'totals.succeeded': rows}}}]
}

/**
 * Ends an export.
 *
 * @param rows - leads that were read; those of the file, where it succeeded
 */
export function endExport(id: string, state: ExportEnd, rows: number, now: string): Mutation[] {
  return [{patch: {id, set: {state, 'totals.succeeded': rows, finishedAt: now}}}]
}

/** Ends an export whose page was closed in the middle: no file was saved of it. */
export function endAbandonedExport(job: ExportRecord, now: string): Mutation[] {
  const reason = 'The page was closed before the export ended.'
  const failures = [{_key: 'whole', reference: job._id, reason}]
  return [guardedPatch(job, {set: {state: 'failed', failures, finishedAt: now}})]
}
