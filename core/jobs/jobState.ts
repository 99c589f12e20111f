import {guardedPatch, type Mutation} from '../changes/mutation.ts'
import {finalState, type JobTally} from './jobOutcome.ts'
import {checkpointOf, type JobCheckpoint} from './jobNotes.ts'
import type {JobRecord} from './jobRecord.ts'
import {newShare} from './jobShare.ts'
import type {ShareRows} from './shareRows.ts'

/** States in which nothing is done about a job any more. */
const ENDED: ReadonlySet<string> = new Set(['succeeded', 'partly', 'failed', 'cancelled'])

/** Whether a job has ended, well or not. */
export function hasEnded(job: {state?: unknown}): boolean {
  return typeof job.state === 'string' && ENDED.has(job.state)
}

/** Whether there is anything that a function should do about a job. */
export function isForFunction(job: Pick<JobRecord, 'state' | 'way'>): boolean {
  return job.way === 'function' && (job.state === 'queued' || job.state === 'running')
}

/** How many items came to which end so far, as the job's document counts them. */
export function tallyOfJob(job: Pick<JobRecord, 'totals' | 'unchanged'>): JobTally {
  const {succeeded, skipped, failed} = job.totals ?? {}
  return {
    succeeded: succeeded ?? 0,
    unchanged: job.unchanged ?? 0,
    skipped: skipped ?? 0,
    failed: failed ?? 0,
  }
}

function doneOf(job: Pick<JobRecord, 'totals' | 'unchanged'>): number {
  const {succeeded, unchanged, skipped, failed} = tallyOfJob(job)
  return succeeded + unchanged + skipped + failed
}

/** Whether all that was written down of a job is done, by its own numbers. */
export function addsUp(job: Pick<JobRecord, 'checkpoint' | 'totals' | 'unchanged'>): boolean {
  return checkpointOf(job).phase === 'applying' && doneOf(job) === (job.totals?.total ?? 0)
}

/** Items of a job, to be written down in shares. */
export interface FrozenShares<Item, Undo> {
  shares: readonly ShareRows<Item, Undo>[]
  /** What the next items come after; `null` when these are the last. */
  after: string | null
  /** What the job's document keeps of its instruction when these are the last; `null` for all of it. */
  intent: string | null
}

/**
 * Writes down shares of a job, and how far that is. Tied to the revision of its document: of two calls
 * that do it at once one is refused, so that no item is written down twice.
 *
 * @param now - ISO 8601, UTC
 */
export function freezeShares<Item, Undo>(
  job: JobRecord,
  {shares, after, intent}: FrozenShares<Item, Undo>,
  now: string,
): Mutation[] {
  const known = checkpointOf(job)
  const next: JobCheckpoint = {
    ...known,
    phase: after === null ? 'applying' : 'freezing',
    after: after ?? '',
    shares: known.shares + shares.length,
  }
  const total = shares.reduce((sum, {waiting}) => sum + waiting.length, 0)
  return [
    guardedPatch(job, {
      set: {
        state: 'running',
        startedAt: job.startedAt ?? now,
        checkpoint: JSON.stringify(next),
        ...(after === null && intent !== null ? {intent} : {}),
      },
      inc: {'totals.total': total},
    }),
    ...shares.map((rows, index) => ({
      create: newShare({_id: job._id, way: 'function'}, known.shares + index, rows, now),
    })),
  ]
}

/**
 * Ends a job that cannot be carried out, or not any further.
 *
 * @param failure - for people, and the fault that documents of some kinds note
 */
export function failJob(
  job: JobRecord,
  {message: reason, fault = null}: {message: string; fault?: string | null},
  now: string,
): Mutation[] {
  const failure = {_key: 'whole', reference: job._id, reason}
  const state = doneOf(job) > 0 ? 'partly' : 'failed'
  return [
    guardedPatch(job, {
      setIfMissing: {failures: []},
      set: {state, finishedAt: now, ...(fault === null ? {} : {fault})},
      unset: ['waitingFor', 'failures[_key=="whole"]'],
      insert: {after: 'failures[-1]', items: [failure]},
    }),
  ]
}

/** Ends a job that somebody asked to cancel. */
export function endCancelled(job: JobRecord, now: string): Mutation[] {
  const unset = ['cancelRequested', 'waitingFor']
  return [guardedPatch(job, {set: {state: 'cancelled', finishedAt: now}, unset})]
}

/**
 * Ends a job of which nothing is left to do. Where its numbers do not add up it stays open and says
 * what it waits for: nothing is called done that was not.
 *
 * @param whole - what comes of the job as a whole, written with its end
 */
export function finishJob(
  job: JobRecord,
  now: string,
  whole: readonly Mutation[] = [],
): Mutation[] {
  if (!addsUp(job)) {
    const left = (job.totals?.total ?? 0) - doneOf(job)
    return [guardedPatch(job, {set: {waitingFor: `${left} of its items are not accounted for.`}})]
  }
  const set = {state: finalState(tallyOfJob(job)), finishedAt: now}
  return [guardedPatch(job, {set, unset: ['cancelRequested', 'waitingFor']}), ...whole]
}

/** Notes why a job does not go on for the moment. */
export function noteWaiting(job: JobRecord, reason: string): Mutation[] {
  if (job.waitingFor === reason) return []
  return [{patch: {id: job._id, set: {waitingFor: reason}}}]
}

/** Turns that calls hand on themselves; the next is the sweep's, since chains of calls are limited. */
const TURNS_IN_A_ROW = 10

/** After so many attempts that brought a job no further it is ended. */
export const MAX_STALLS = 5

/** Hands a job on to another call of its function; nothing when that is the sweep's turn. */
export function handOn(job: JobRecord): Mutation[] {
  const turn = job.turn ?? 0
  if (turn % TURNS_IN_A_ROW === TURNS_IN_A_ROW - 1) return []
  return [{patch: {id: job._id, inc: {turn: 1}}}]
}

/**
 * Takes up a job that nobody works on: hands it to another call, or ends it when several calls in a
 * row brought it no further.
 *
 * @param now - ISO 8601, UTC
 */
export function takeUp(job: JobRecord, now: string): Mutation[] {
  const known = checkpointOf(job)
  const seen = doneOf(job) + known.shares
  const stalls = seen === known.seen ? known.stalls + 1 : 0
  if (stalls >= MAX_STALLS) {
    const why = job.waitingFor ? ` ${job.waitingFor}` : ''
    return failJob(job, {message: `${MAX_STALLS} attempts brought it no further.${why}`}, now)
  }
  const checkpoint = JSON.stringify({...known, seen, stalls})
  return [guardedPatch(job, {set: {checkpoint}, inc: {turn: 1}})]
}

/** Asks that a job be stopped; what carries it out stops between two transactions. */
export function cancelJob(job: Pick<JobRecord, '_id'>): Mutation[] {
  return [{patch: {id: job._id, set: {cancelRequested: true}}}]
}

/**
 * Resumes a job that was cancelled, or that failed as a whole.
 *
 * @returns nothing when it is not one
 */
export function resumeJob(job: JobRecord): Mutation[] {
  const isWhole = (job.failures ?? []).some(({_key}) => _key === 'whole')
  const canResume = job.state === 'cancelled' || job.state === 'failed' || isWhole
  if (job.way !== 'function' || !canResume) return []
  const unset = ['finishedAt', 'cancelRequested', 'waitingFor', 'failures[_key=="whole"]']
  const checkpoint = JSON.stringify({...checkpointOf(job), seen: -1, stalls: 0})
  return [guardedPatch(job, {set: {state: 'queued', checkpoint}, unset, inc: {turn: 1}})]
}

/** Ends a job whose page was closed in the middle; the numbers tell how far it came. */
export function abandonJob(job: JobRecord, now: string): Mutation[] {
  const {succeeded, unchanged} = tallyOfJob(job)
  const state = succeeded + unchanged > 0 ? 'partly' : 'failed'
  return [guardedPatch(job, {set: {state, finishedAt: now}})]
}
