import {z} from 'zod'
import {guardedPatch, type Mutation} from '../mutation.ts'
import {finalState, newBulkChunk, type BulkJobRecord} from './bulkJob.ts'
import type {BulkRows} from './bulkRows.ts'

/** How far a bulk change is: its leads are being written down, or all are, and are being changed. */
export type BulkCheckpoint =
  /** `after` is the last id that was written down. */
  {phase: 'freezing'; after: string; chunks: number} | {phase: 'applying'; chunks: number}

const Checkpoint = z.discriminatedUnion('phase', [
  z.object({phase: z.literal('freezing'), after: z.string(), chunks: z.number()}),
  z.object({phase: z.literal('applying'), chunks: z.number()}),
])

/** How far a bulk change is; one that has not begun is at the beginning. */
export function checkpointOf(job: Pick<BulkJobRecord, 'checkpoint'>): BulkCheckpoint {
  try {
    const read = Checkpoint.safeParse(JSON.parse(job.checkpoint ?? ''))
    if (read.success) return read.data
  } catch {
    // Nothing was noted yet.
  }
  return {phase: 'freezing', after: '', chunks: 0}
}

/** Whether there is anything that a function should do about a bulk change. */
export function isForFunction(job: Pick<BulkJobRecord, 'state' | 'way'>): boolean {
  return job.way === 'function' && (job.state === 'queued' || job.state === 'running')
}

/**
 * Writes down a share of the leads that a bulk change is for, and how far that is. Tied to the
 * revision of its document: of two that do it at once one is refused, so that no lead is written
 * down twice.
 */
export function freezeShare(
  job: BulkJobRecord,
  shares: readonly BulkRows[],
  next: BulkCheckpoint,
  now: string,
): Mutation[] {
  const {chunks} = checkpointOf(job)
  const total = shares.reduce((sum, {waiting}) => sum + waiting.length, 0)
  return [
    guardedPatch(job, {
      set: {
        state: 'running',
        startedAt: job.startedAt ?? now,
        checkpoint: JSON.stringify(next),
      },
      inc: {'totals.total': total},
    }),
    ...shares.map((rows, index) => ({
      create: newBulkChunk({_id: job._id, way: 'function'}, chunks + index, rows, now),
    })),
  ]
}

/** Ends a bulk change that cannot be carried out at all. */
export function failJob(job: BulkJobRecord, reason: string, now: string): Mutation[] {
  const failures = [{_key: 'whole', reference: job._id, reason}]
  return [guardedPatch(job, {set: {state: 'failed', failures, finishedAt: now}})]
}

/**
 * Ends a bulk change of which nothing is left to do, or that is to be cancelled.
 *
 * @param isComplete - whether nothing is left
 */
export function finishJob(job: BulkJobRecord, isComplete: boolean, now: string): Mutation[] {
  const {succeeded = 0, skipped = 0, failed = 0} = job.totals ?? {}
  const state = isComplete
    ? finalState({
        succeeded: succeeded ?? 0,
        unchanged: job.unchanged ?? 0,
        skipped: skipped ?? 0,
        failed: failed ?? 0,
      })
    : 'cancelled'
  const operations = {set: {state, finishedAt: now}, unset: ['cancelRequested']}
  return [guardedPatch(job, operations)]
}

/** Turns that a function hands on itself; the next is the sweep's, since chains of calls are limited. */
const TURNS_IN_A_ROW = 10

/**
 * Hands a bulk change on to another call of the function.
 *
 * @param by - whether a call hands it on to the next, or the sweep takes it up
 * @returns nothing when it is the sweep's turn
 */
export function handOn(job: BulkJobRecord, by: 'call' | 'sweep'): Mutation[] {
  const turn = job.turn ?? 0
  if (by === 'call' && turn % TURNS_IN_A_ROW === TURNS_IN_A_ROW - 1) return []
  return [{patch: {id: job._id, inc: {turn: 1}}}]
}

/** Asks that a bulk change be stopped; what carries it out stops between two transactions. */
export function cancelJob(job: Pick<BulkJobRecord, '_id'>): Mutation[] {
  return [{patch: {id: job._id, set: {cancelRequested: true}}}]
}

/**
 * Goes on with a bulk change that was cancelled, or that failed as a whole.
 *
 * @returns nothing when it is not one
 */
export function resumeJob(job: BulkJobRecord): Mutation[] {
  if (job.way !== 'function' || (job.state !== 'cancelled' && job.state !== 'failed')) return []
  const unset = ['finishedAt', 'cancelRequested', 'failures[_key=="whole"]']
  return [guardedPatch(job, {set: {state: 'queued'}, unset, inc: {turn: 1}})]
}

/** Ends a bulk change whose page was closed in the middle; the numbers tell how far it came. */
export function abandonJob(job: BulkJobRecord, now: string): Mutation[] {
  const done = (job.totals?.succeeded ?? 0) + (job.unchanged ?? 0) > 0
  const state = done ? 'partly' : 'failed'
  return [guardedPatch(job, {set: {state, finishedAt: now}})]
}
