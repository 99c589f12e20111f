import {defineQuery} from 'groq'
import {LeadViewError} from '../../core/audience/leadSelection.ts'
import type {BulkJobRecord} from '../../core/changes/bulk/bulkJob.ts'
import {failJob, finishJob, handOn, isForFunction} from '../../core/changes/bulk/bulkState.ts'
import type {Mutation} from '../../core/changes/mutation.ts'
import {commitDecision} from '../shared/commitDecision.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {applyChunk, readChunk, readShare, type ReadChunk} from './applyChunk.ts'
import {BulkRefusal, openRun, readJob, type BulkRun} from './bulkRun.ts'
import {decideAhead} from './decideShare.ts'
import {freezeTargets} from './freezeTargets.ts'

const PENDING_QUERY = defineQuery(`*[
  _type == "jobChunk" && site == $site && jobId == $jobId && state in ["queued", "running"]
] | order(index asc)[0...1000]._id`)

/** How long one call works before it hands the rest on, in milliseconds; its limit is 300 s. */
export const CALL_BUDGET_MS = 240_000

/** How a call ended. */
export type BulkResult = 'finished' | 'cancelled' | 'handed-on' | 'failed' | 'nothing-to-do'

function settle(
  services: FunctionServices,
  jobId: string,
  decide: (job: BulkJobRecord) => Mutation[],
): Promise<{mutations: Mutation[]}> {
  return commitDecision(services.client, 'leads.bulk.settle', async () => {
    const job = await readJob(services, jobId)
    return {mutations: job && isForFunction(job) ? decide(job) : []}
  })
}

/** Reads a share and decides on it, while the one before it is being written. */
async function readAhead(run: BulkRun, chunkId: string): Promise<ReadChunk | null> {
  const read = await readChunk(run, chunkId)
  return read && {...read, decided: decideAhead(run, read.rows.waiting, read.people)}
}

/**
 * Changes the leads of what is written down and not done, one transaction a share. The next share is
 * read and decided while one is written.
 *
 * @returns whether it was stopped by somebody
 */
async function applyShares(
  run: BulkRun,
  ids: readonly string[],
  goOn: () => boolean,
): Promise<boolean> {
  const [first] = ids
  let next = first === undefined ? null : readChunk(run, first)
  for (const [index] of ids.entries()) {
    const read = await next
    const following = ids[index + 1]
    next = following === undefined || !goOn() ? null : readAhead(run, following)
    // Whatever becomes of it, it is awaited in the next turn, unless this one throws.
    next?.catch(() => {})
    if (read) await applyChunk(run, read)
    const job = await readJob(run.services, run.jobId)
    if (!job || job.cancelRequested === true || !isForFunction(job)) return true
    if (next === null && following !== undefined) return false
  }
  return false
}

/** Whether none of these shares has anything left; a query may not see yet what was written just now. */
async function areDone(run: BulkRun, ids: readonly string[]): Promise<boolean> {
  const left = await Promise.all(ids.map((id) => readShare(run, id)))
  return left.every((share) => share === null)
}

/** Changes whatever is left, and says how that ended. */
async function applyAll(
  run: BulkRun,
  goOn: () => boolean,
): Promise<'complete' | 'stopped' | 'out-of-time' | 'taken'> {
  const tried = new Set<string>()
  while (goOn()) {
    const found = await run.services.client.fetch<string[]>(
      PENDING_QUERY,
      {site: run.site.key, jobId: run.jobId},
      {tag: 'leads.bulk.pending'},
    )
    const pending = found.filter((id) => !tried.has(id))
    // Another call that has taken a share ends the whole when it is done with it.
    if (pending.length === 0) return (await areDone(run, found)) ? 'complete' : 'taken'
    for (const id of pending) tried.add(id)
    if (await applyShares(run, pending, goOn)) return 'stopped'
  }
  return 'out-of-time'
}

async function carryOutJob(
  run: BulkRun,
  job: BulkJobRecord,
  goOn: () => boolean,
): Promise<BulkResult> {
  const {services, jobId} = run
  const isFrozen = await freezeTargets(run, job, goOn)
  const notFrozen = goOn() ? 'stopped' : 'out-of-time'
  const end = isFrozen ? await applyAll(run, goOn) : notFrozen
  switch (end) {
    case 'taken':
      return 'nothing-to-do'
    case 'out-of-time':
      await settle(services, jobId, (current) => handOn(current, 'call'))
      return 'handed-on'
    default: {
      const isComplete = end === 'complete'
      await settle(services, jobId, (current) => finishJob(current, isComplete, services.now()))
      return isComplete ? 'finished' : 'cancelled'
    }
  }
}

/**
 * Carries out a bulk change, or goes on with it. Called again while it is being carried out, or
 * after it was cut off anywhere, it changes no lead twice. When its time is up it hands the rest on.
 *
 * @param jobId - of a `bulkChange`; for any other there is nothing to do
 * @param elapsed - milliseconds of a clock that only goes forward
 * @throws whatever reading and writing throw: the call has to be tried again
 */
export async function runBulkChange(
  services: FunctionServices,
  jobId: string,
  elapsed: () => number,
  budgetMs = CALL_BUDGET_MS,
): Promise<BulkResult> {
  const started = elapsed()
  const job = await readJob(services, jobId)
  if (!job || !isForFunction(job)) return 'nothing-to-do'
  try {
    const run = await openRun(services, job)
    return await carryOutJob(run, job, () => elapsed() - started < budgetMs)
  } catch (error) {
    if (!(error instanceof BulkRefusal || error instanceof LeadViewError)) throw error
    const {message} = error
    await settle(services, jobId, (current) => failJob(current, message, services.now()))
    return 'failed'
  }
}
