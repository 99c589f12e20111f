import {guardedPatch, type Mutation} from '../changes/mutation.ts'
import {problem, type Problem} from '../problems/problem.ts'
import {formatProblems, parseProblems} from '../problems/storedProblems.ts'
import {newChunk, type ChunkRows} from './jobChunk.ts'
import {finalState} from './jobOutcome.ts'
import {
  addsUp,
  checkpointOf,
  countDone,
  jobTally,
  type JobCheckpoint,
  type JobRecord,
} from './jobRecord.ts'

/** Chunks to write down, and what to write into the job's document with them. */
export interface FrozenChunks<Item, Undo> {
  chunks: readonly ChunkRows<Item, Undo>[]
  /** Where the next page begins; `null` when these are the last chunks. */
  after: string | null
  /** With the last chunks: the instruction that the document keeps; `null` keeps all of it. */
  intent: string | null
}

/**
 * Writes down chunks of a job and how far that is. Guarded by the revision of the job's document: of two
 * calls that do it at once one is refused, so that no item is written down twice.
 *
 * @param now - ISO 8601, UTC
 */
export function freezeChunks<Item, Undo>(
  job: JobRecord,
  {chunks, after, intent}: FrozenChunks<Item, Undo>,
  now: string,
): Mutation[] {
  const known = checkpointOf(job)
  const next: JobCheckpoint = {
    ...known,
    phase: after === null ? 'applying' : 'freezing',
    after: after ?? '',
    shares: known.shares + chunks.length,
  }
  const total = chunks.reduce((sum, {waiting}) => sum + waiting.length, 0)
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
    ...chunks.map((rows, index) => ({
      create: newChunk({_id: job._id, way: 'function'}, known.shares + index, rows, now),
    })),
  ]
}

/**
 * Ends a job of which nothing is left to do. Where its numbers do not add up it stays open and says
 * what it waits for: a job is never called done when it is not.
 *
 * @param results - what comes of the job as a whole, written with its end
 */
export function finishJob(
  job: JobRecord,
  now: string,
  results: readonly Mutation[] = [],
): Mutation[] {
  if (!addsUp(job)) {
    const count = (job.totals?.total ?? 0) - countDone(job)
    const waitingFor = formatProblems([problem('job.items-open', {count})])
    return [guardedPatch(job, {set: {waitingFor}})]
  }
  const set = {state: finalState(jobTally(job)), finishedAt: now}
  return [guardedPatch(job, {set, unset: ['cancelRequested', 'waitingFor']}), ...results]
}

/** Records what the outcomes of a job add up to; it belongs to the results of its end. */
export function recordSums(jobId: string, sums: ReadonlyMap<string, number>): Mutation {
  return {patch: {id: jobId, set: {sums: JSON.stringify(Object.fromEntries(sums))}}}
}

/**
 * Ends a job that cannot be carried out, or not any further.
 *
 * @param failure - the reasons, and the `fault` that documents of some kinds have
 */
export function failJob(
  job: JobRecord,
  {problems, fault = null}: {problems: readonly Problem[]; fault?: string | null},
  now: string,
): Mutation[] {
  const failure = {_key: 'whole', reference: job._id, reason: formatProblems(problems)}
  const state = countDone(job) > 0 ? 'partly' : 'failed'
  return [
    guardedPatch(job, {
      setIfMissing: {failures: []},
      set: {state, finishedAt: now, ...(fault === null ? {} : {fault})},
      unset: ['waitingFor', 'failures[_key=="whole"]'],
      insert: {after: 'failures[-1]', items: [failure]},
    }),
  ]
}

/** Ends a job whose progress cannot be read; nobody knows any more what was done of it. */
export function failUnreadableJob(job: JobRecord, now: string): Mutation[] {
  const reason = formatProblems([problem('job.progress-unreadable')])
  return [
    guardedPatch(job, {
      set: {
        state: 'failed',
        finishedAt: now,
        totals: {total: 0, succeeded: 0, failed: 0, skipped: 0},
        unchanged: 0,
        moreFailures: 0,
        turn: 0,
        failures: [{_key: 'whole', reference: job._id, reason}],
      },
      unset: ['cancelRequested', 'checkpoint', 'startedAt', 'waitingFor'],
    }),
  ]
}

/** Asks to stop a job; whoever carries it out stops between two transactions. */
export function requestCancel(job: Pick<JobRecord, '_id'>): Mutation[] {
  return [{patch: {id: job._id, set: {cancelRequested: true}}}]
}

/** Ends a job that somebody asked to cancel. */
export function endCancelled(job: JobRecord, now: string): Mutation[] {
  const unset = ['cancelRequested', 'waitingFor']
  return [guardedPatch(job, {set: {state: 'cancelled', finishedAt: now}, unset})]
}

/**
 * Resumes a job that was cancelled, or that failed as a whole.
 *
 * @returns nothing for any other job
 */
export function resumeJob(job: JobRecord): Mutation[] {
  const isWhole = (job.failures ?? []).some(({_key}) => _key === 'whole')
  const canResume = job.state === 'cancelled' || job.state === 'failed' || isWhole
  if (job.way !== 'function' || !canResume) return []
  const unset = ['finishedAt', 'cancelRequested', 'waitingFor', 'failures[_key=="whole"]']
  const checkpoint = JSON.stringify({...checkpointOf(job), seen: -1, stalls: 0})
  return [guardedPatch(job, {set: {state: 'queued', checkpoint}, unset, inc: {turn: 1}})]
}

/** Says in a job's document why it does not continue for the moment. */
export function recordWaiting(job: JobRecord, cause: Problem): Mutation[] {
  const waitingFor = formatProblems([cause])
  if (job.waitingFor === waitingFor) return []
  return [{patch: {id: job._id, set: {waitingFor}}}]
}

/** Calls that hand over to the next themselves; then it is the sweep's turn: the store limits chains. */
const TURNS_IN_A_ROW = 10

/** Hands a job over to another call of its function; nothing when it is the sweep's turn. */
export function handOverJob(job: JobRecord): Mutation[] {
  const turn = job.turn ?? 0
  if (turn % TURNS_IN_A_ROW === TURNS_IN_A_ROW - 1) return []
  return [{patch: {id: job._id, inc: {turn: 1}}}]
}

/** After so many attempts that brought a job no further it is ended. */
export const MAX_STALLS = 5

/**
 * Takes over a job that nobody works on: hands it to another call, or ends it when several calls in a
 * row brought it no further.
 *
 * @param now - ISO 8601, UTC
 */
export function takeOverJob(job: JobRecord, now: string): Mutation[] {
  const known = checkpointOf(job)
  const seen = countDone(job) + known.shares
  const stalls = seen === known.seen ? known.stalls + 1 : 0
  if (stalls >= MAX_STALLS) {
    const [cause] = parseProblems(job.waitingFor)
    const attempts = MAX_STALLS
    const stalled = cause
      ? problem('job.stalled-because', {attempts, problem: cause})
      : problem('job.stalled', {attempts})
    return failJob(job, {problems: [stalled]}, now)
  }
  const checkpoint = JSON.stringify({...known, seen, stalls})
  return [guardedPatch(job, {set: {checkpoint}, inc: {turn: 1}})]
}

/** Ends a job whose page was closed before it was done; the numbers say how far it came. */
export function endAbandonedJob(job: JobRecord, now: string): Mutation[] {
  const {succeeded, unchanged} = jobTally(job)
  const state = succeeded + unchanged > 0 ? 'partly' : 'failed'
  return [guardedPatch(job, {set: {state, finishedAt: now}})]
}
