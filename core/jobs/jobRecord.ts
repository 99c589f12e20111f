import type {Stored} from '../documents/stored.ts'
import type {BulkChange, JobChunk} from '../sanity.types.generated.ts'

/** What the engine reads of a job's document; kinds of jobs may have more. */
export type JobRecord = Pick<
  Stored<BulkChange>,
  | '_id'
  | '_rev'
  | 'cancelRequested'
  | 'checkpoint'
  | 'createdBy'
  | 'failures'
  | 'finishedAt'
  | 'intent'
  | 'moreFailures'
  | 'site'
  | 'startedAt'
  | 'state'
  | 'totals'
  | 'turn'
  | 'unchanged'
  | 'waitingFor'
  | 'way'
>

/** What the engine reads of the document of a share (`jobChunk`). */
export type ShareRecord = Stored<JobChunk>

/** Failures that the document of a job lists; its shares have all of them. */
export const MAX_LISTED_FAILURES = 100

/** How long the shares of a job are kept, in milliseconds: so long it can be undone. */
export const SHARES_KEPT_MS = 30 * 24 * 60 * 60 * 1000

/** What the document of a job says of its progress before anything is done. */
export const NOTHING_DONE = {
  turn: 0,
  totals: {total: 0, succeeded: 0, failed: 0, skipped: 0},
  unchanged: 0,
  moreFailures: 0,
} as const
