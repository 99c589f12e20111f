import {setTimeout as sleep} from 'node:timers/promises'
import {isForFunction, noteWaiting} from '../../core/jobs/jobState.ts'
import {commitDecision} from '../shared/commitDecision.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {readJob} from '../shared/jobs/openJob.ts'
import {runJob, type JobResult} from '../shared/jobs/runJob.ts'
import {refreshKind} from './refreshKind.ts'
import {RefreshStoppedError, type PlanServices} from './refreshPlan.ts'
import {ShopFaultError} from './shopClient.ts'

/** How long one call reads before it hands the rest on, in milliseconds; its limit is 900 s. */
const BUDGET_MS = 720_000

const SYSTEM: Omit<PlanServices, 'elapsed'> = {
  fetch: (...request) => fetch(...request),
  random: Math.random,
  sleep: (ms) => sleep(ms),
}

/**
 * Takes a snapshot of a site's Shopify customers, or resumes taking it.
 *
 * @param jobId - of a `snapshotRefresh`; for any other there is nothing to do
 * @param elapsed - milliseconds of a clock that only goes forward
 * @throws whatever reading and writing the store of documents throw; another call then resumes it
 */
export async function refreshSnapshot(
  services: FunctionServices,
  jobId: string,
  elapsed: () => number,
  system: Partial<PlanServices> & {budgetMs?: number} = {},
): Promise<JobResult> {
  const kind = refreshKind({...SYSTEM, elapsed: () => performance.now(), ...system})
  const run = (): Promise<JobResult> =>
    runJob(services, kind, jobId, elapsed, system.budgetMs ?? BUDGET_MS)
  try {
    return await run()
  } catch (error) {
    // It now sees that it was cancelled, before it asks the store anything.
    if (error instanceof RefreshStoppedError) return run()
    if (!(error instanceof ShopFaultError)) throw error
    const {message} = error
    await commitDecision(services.client, 'leads.refresh.waiting', async () => {
      const job = await readJob(services, kind, jobId)
      return {mutations: job && isForFunction(job) ? noteWaiting(job, message) : []}
    })
    return 'waiting'
  }
}
