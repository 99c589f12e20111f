import {setTimeout as sleep} from 'node:timers/promises'
import {chunk} from '../../core/documents/chunk.ts'
import {chunkIds} from '../../core/jobs/jobChunk.ts'
import {checkpointOf, parseJobId} from '../../core/jobs/jobRecord.ts'
import {recordWaiting} from '../../core/jobs/jobTransitions.ts'
import {problem} from '../../core/problems/problem.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {changeJob, readJob} from '../shared/jobs/openJob.ts'
import {runJob, type JobResult} from '../shared/jobs/runJob.ts'
import {refreshKind} from './refreshKind.ts'
import {RefreshStoppedError, type PlanServices} from './refreshPlan.ts'
import {ShopFaultError} from './shopClient.ts'

/** How long one call reads before it hands the rest over, in milliseconds; its limit is 900 s. */
const BUDGET_MS = 720_000

/** Chunks that one transaction removes. */
const CHUNKS_AT_ONCE = 100

const SYSTEM: Omit<PlanServices, 'elapsed'> = {
  fetch: (...request) => fetch(...request),
  random: Math.random,
  sleep: (ms) => sleep(ms),
}

/** Removes the job's chunks: their exact, sealed numbers are no longer needed. */
async function removeChunks(services: FunctionServices, jobId: string): Promise<void> {
  const id = parseJobId(jobId)
  const job = await readJob(services, 'refresh', jobId)
  if (!id || !job) return
  const ids = chunkIds(id, 'function', checkpointOf(job).shares)
  for (const some of chunk(ids, CHUNKS_AT_ONCE)) {
    await services.client.mutate(
      some.map((id) => ({delete: {id}})),
      {tag: 'leads.refresh.shares', visibility: 'async', returnDocuments: false},
    )
  }
}

/**
 * Takes a snapshot of a site's Shopify customers, or resumes taking it.
 *
 * @param jobId - of a `snapshotRefresh`; for any other there is nothing to do
 * @param elapsed - milliseconds of a monotonic clock
 * @throws whatever the Content Lake client throws; another call then resumes it
 */
export async function refreshSnapshot(
  services: FunctionServices,
  jobId: string,
  elapsed: () => number,
  system: Partial<PlanServices> & {budgetMs?: number} = {},
): Promise<JobResult> {
  const kind = refreshKind({...SYSTEM, elapsed: () => performance.now(), ...system})
  const run = async (): Promise<JobResult> => {
    const result = await runJob(services, kind, jobId, elapsed, system.budgetMs ?? BUDGET_MS)
    if (result === 'finished') await removeChunks(services, jobId)
    return result
  }
  try {
    return await run()
  } catch (error) {
    // Running it again records that it was cancelled, before any request to the store.
    if (error instanceof RefreshStoppedError) return run()
    if (!(error instanceof ShopFaultError)) throw error
    const cause = problem(error.fault)
    await changeJob(services, 'refresh', jobId, (job) => recordWaiting(job, cause))
    return 'waiting'
  }
}
