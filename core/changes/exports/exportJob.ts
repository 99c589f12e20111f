import type {Stored, Unstored} from '../../documents/stored.ts'
import {NOTHING_DONE} from '../../jobs/jobRecord.ts'
import type {LeadExport} from '../../sanity.types.generated.ts'
import {problem} from '../../problems/problem.ts'
import {formatProblems} from '../../problems/storedProblems.ts'
import {tenantDocumentId} from '../../tenancy/documentId.ts'
import {guardedPatch, type Mutation} from '../mutation.ts'
import type {ExportIntent, ExportRequest} from './exportIntent.ts'

/** What core reads of a `leadExport` document. */
export type ExportRecord = Stored<LeadExport>

/** What an export that a page makes is made of. */
export interface NewExport {
  site: string
  ulid: string
  intent: ExportIntent
  /** How many leads the dialog showed. */
  expected: number
  /** Id of the user who exports. */
  createdBy: string
  /** ISO 8601, UTC. */
  now: string
}

const EXPORT_TITLE = 'Export of leads'

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
    title: EXPORT_TITLE,
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
  const reason = formatProblems([problem('export.page-closed')])
  const failures = [{_key: 'whole', reference: job._id, reason}]
  return [guardedPatch(job, {set: {state: 'failed', failures, finishedAt: now}})]
}

/** The document of an export that a function prepares. */
export function newExportJob(parts: {
  site: string
  ulid: string
  request: ExportRequest
  /** How many leads the dialog showed; `null` where nobody counted. */
  expected: number | null
  /** Id of the user who asks for it; grants allow no other. */
  createdBy: string
}): Unstored<LeadExport> {
  const {site, ulid, request, expected, createdBy} = parts
  return {
    _id: tenantDocumentId(site, 'export', ulid),
    _type: 'leadExport',
    site,
    title: EXPORT_TITLE,
    state: 'queued',
    way: 'function',
    ...NOTHING_DONE,
    totals: {...NOTHING_DONE.totals, total: expected ?? 0},
    createdBy,
    format: request.format,
    intent: JSON.stringify(request),
  }
}

/** How long the file of an export can be had, in milliseconds. */
export const EXPORT_LIFETIME_MS = 24 * 60 * 60_000

/** What makes an export ready. */
export interface ReadyExport {
  /** How many leads there are. */
  count: number
  /** ISO 8601, UTC: leads that were created later are not in the file. */
  asOf: string
  expiresAt: string
  /** See `sealExport`. */
  seal: string
}

/** Says that the file of an export can be had. The file itself is made when somebody downloads it. */
export function readyExport(job: ExportRecord, ready: ReadyExport, now: string): Mutation[] {
  const {count, asOf, expiresAt, seal} = ready
  return [
    guardedPatch(job, {
      set: {
        state: 'succeeded',
        'totals.total': count,
        'totals.succeeded': count,
        asOf,
        expiresAt,
        seal,
        startedAt: job.startedAt ?? asOf,
        finishedAt: now,
      },
      unset: ['waitingFor'],
    }),
  ]
}

/** Asks for a download in the name of its writer; see `ticketHash`. */
export function requestDownload(id: string, hash: string): Mutation[] {
  return [{patch: {id, set: {ticket: hash}}}]
}

/** Records that somebody downloads the file; written before its first row is read. */
export function recordDownload(job: ExportRecord, userId: string, now: string): Mutation[] {
  const set = {downloadedBy: userId, downloadedAt: now}
  return [{patch: {id: job._id, setIfMissing: {downloads: 0}, set, inc: {downloads: 1}}}]
}

/** The state of an export as people see it. */
export type ExportStanding = 'waiting' | 'page' | 'ready' | 'expired' | 'failed' | 'cancelled'

/** What has become of an export by now (ISO 8601, UTC). */
export function exportStanding(
  {state, way, expiresAt}: Pick<ExportRecord, 'state' | 'way' | 'expiresAt'>,
  now: string,
): ExportStanding {
  if (state === 'failed' || state === 'partly') return 'failed'
  if (state === 'cancelled') return 'cancelled'
  if (way !== 'function') return 'page'
  if (state !== 'succeeded') return 'waiting'
  return expiresAt && Date.parse(expiresAt) > Date.parse(now) ? 'ready' : 'expired'
}
