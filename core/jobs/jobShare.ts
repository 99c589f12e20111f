import type {Mutation} from '../changes/mutation.ts'
import type {Unstored} from '../documents/stored.ts'
import type {JobChunk} from '../sanity.types.generated.ts'
import {parseTenantDocumentId, tenantDocumentId} from '../tenancy/documentId.ts'
import {tallyOf, type JobOutcome} from './jobOutcome.ts'
import {MAX_LISTED_FAILURES, SHARES_KEPT_MS} from './jobRecord.ts'
import type {ShareRows} from './shareRows.ts'

/** Who writes the shares of a job: a page with its user's rights, or a function. */
export type JobWay = 'page' | 'function'

/** What the id of a job says. */
export interface JobId {
  site: string
  ulid: string
}

const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/u

/** The parts of the id of a job, whose key ends with a ULID; `null` for what is none. */
export function parseJobId(id: string): JobId | null {
  const parsed = parseTenantDocumentId(id)
  const ulid = parsed?.key.split('.').at(-1)
  return parsed && ulid !== undefined && ULID.test(ulid) ? {site: parsed.site, ulid} : null
}

/**
 * Id of a share, which follows from that of its job, so that nobody has to look for it:
 * `<site>.chunk.job.<ulid>.<number>` for those that only functions write,
 * `<site>.chunk.page.<ulid>.<number>` for those of a page.
 */
export function shareId({site, ulid}: JobId, way: JobWay, index: number): string {
  const by = way === 'page' ? 'page' : 'job'
  return tenantDocumentId(site, 'chunk', by, ulid, String(index).padStart(6, '0'))
}

/** Ids of so many shares of a job, from the first. */
export function shareIds(job: JobId, way: JobWay, count: number): string[] {
  return Array.from({length: count}, (_, index) => shareId(job, way, index))
}

/** Whose shares they are: of a function, or of a user's page. */
export type ShareOwner =
  | {_id: string; way: 'function'}
  | {_id: string; way: 'page'; createdBy: string}

/**
 * A share of a job, as it is stored first. It is removed when nothing can be undone any more.
 *
 * @param now - ISO 8601, UTC
 * @throws TypeError when the id is not that of a job
 */
export function newShare<Item, Undo>(
  job: ShareOwner,
  index: number,
  rows: ShareRows<Item, Undo>,
  now: string,
): Unstored<JobChunk> {
  const id = parseJobId(job._id)
  if (!id) throw new TypeError(`${job._id} is not the id of a job.`)
  return {
    _id: shareId(id, job.way, index),
    _type: 'jobChunk',
    site: id.site,
    jobId: job._id,
    index,
    state: rows.waiting.length === 0 ? 'succeeded' : 'queued',
    rows: JSON.stringify(rows),
    ...(job.way === 'page' ? {createdBy: job.createdBy} : {}),
    expiresAt: new Date(Date.parse(now) + SHARES_KEPT_MS).toISOString(),
  }
}

/**
 * Adds outcomes to what the document of a job says, in the transaction that makes them so: the numbers
 * are those of what was written, whatever ends when.
 *
 * @param listed - how many failures the document lists already
 * @param total - how many items are added to the job
 */
export function progress(
  jobId: string,
  outcomes: readonly JobOutcome[],
  listed: number,
  total = 0,
): Mutation {
  const {succeeded, unchanged, skipped, failed} = tallyOf(outcomes)
  const failures = outcomes.flatMap((outcome) =>
    outcome.kind === 'failed' ? [{reference: outcome.id, reason: outcome.reason}] : [],
  )
  const shown = failures.slice(0, Math.max(0, MAX_LISTED_FAILURES - listed))
  return {
    patch: {
      id: jobId,
      inc: {
        'totals.total': total,
        'totals.succeeded': succeeded,
        'totals.skipped': skipped,
        'totals.failed': failed,
        unchanged,
        moreFailures: failures.length - shown.length,
      },
      ...(shown.length > 0
        ? {
            setIfMissing: {failures: []},
            insert: {
              after: 'failures[-1]',
              items: shown.map((failure) => ({_key: failure.reference, ...failure})),
            },
          }
        : {}),
    },
  }
}
