import {parseBulkIntent, type BulkAction} from '../bulk/bulkIntent.ts'
import type {JobTally} from '../../jobs/jobOutcome.ts'
import {hasEnded, jobTally, type JobWay} from '../../jobs/jobRecord.ts'
import type {BulkJobRecord} from '../bulk/bulkJob.ts'
import {RESTORABLE_MS} from '../leadChanges.ts'

/** The attributes of a bulk change that the list of recent changes needs. */
export type RecentJob = Pick<
  BulkJobRecord,
  '_id' | 'state' | 'way' | 'totals' | 'unchanged' | 'createdBy' | 'intent'
> & {_createdAt: string}

/** Whether and how a change can still be undone. */
export type UndoState =
  | {kind: 'possible'}
  /** Undone, with user and time; `isPartly` where leads were skipped or failed. */
  | {kind: 'undone'; by: string; at: string; isPartly: boolean}
  /** It is being undone. */
  | {kind: 'undoing'; by: string; at: string}
  /** It has not ended. */
  | {kind: 'running'}
  /** Nothing was changed, or the data for undoing it has been removed. */
  | {kind: 'impossible'; why: 'nothing-changed' | 'expired' | 'unreadable'}

/** A bulk change that people may want to undo. */
export interface RecentChange {
  id: string
  /** ISO 8601, UTC. */
  at: string
  /** Id of the user who asked for it. */
  by: string
  /** `null` where the instruction can't be read. */
  action: BulkAction | null
  tally: JobTally
  way: JobWay
  undo: UndoState
}

/** The time before which changes cannot be undone any more; ISO 8601, UTC. */
export function undoableSince(now: string): string {
  return new Date(Date.parse(now) - RESTORABLE_MS).toISOString()
}

function undoStateOf(
  job: RecentJob,
  action: BulkAction | null,
  undo: RecentJob | undefined,
  now: string,
): UndoState {
  if (undo) {
    const {createdBy: by, _createdAt: at} = undo
    const who = {by: by ?? '', at}
    if (!hasEnded(undo)) return {kind: 'undoing', ...who}
    const {failed, skipped} = jobTally(undo)
    const isPartly = undo.state === 'cancelled' || failed + skipped > 0
    // An attempt that changed nothing leaves the change as it was.
    if (undo.state !== 'failed') return {kind: 'undone', ...who, isPartly}
  }
  if (action === null) return {kind: 'impossible', why: 'unreadable'}
  if (!hasEnded(job)) return {kind: 'running'}
  if (job._createdAt < undoableSince(now)) return {kind: 'impossible', why: 'expired'}
  return jobTally(job).succeeded > 0
    ? {kind: 'possible'}
    : {kind: 'impossible', why: 'nothing-changed'}
}

/**
 * Lists a site's bulk changes, each with its state. An undo is a bulk change, too. It is shown with the
 * change that it undoes and has no line of its own; so the jobs have to include every job that is newer
 * than a listed one.
 *
 * @param jobs - newest first
 * @param now - ISO 8601, UTC
 */
export function recentChanges(jobs: readonly RecentJob[], now: string): RecentChange[] {
  const undos = new Map<string, RecentJob>()
  return jobs.flatMap((job): RecentChange[] => {
    const parsed = parseBulkIntent(job.intent)
    const intent = parsed.ok ? parsed.intent : null
    if (intent?.action.kind === 'undo') {
      const {targets} = intent
      // The newest attempt counts.
      if (targets.kind === 'job' && !undos.has(targets.jobId)) undos.set(targets.jobId, job)
      return []
    }
    const action = intent?.action ?? null
    return [
      {
        id: job._id,
        at: job._createdAt,
        by: job.createdBy ?? '',
        action,
        tally: jobTally(job),
        way: job.way === 'page' ? 'page' : 'function',
        undo: undoStateOf(job, action, undos.get(job._id), now),
      },
    ]
  })
}
