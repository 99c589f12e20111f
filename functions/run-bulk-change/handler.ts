import type {FunctionServices} from '../shared/functionServices.ts'
import {runJob, type JobResult} from '../shared/jobs/runJob.ts'
import {BULK_CHANGE} from './bulkKind.ts'

/**
 * Carries out a bulk change of leads, or resumes it.
 *
 * @param jobId - of a `bulkChange`; for any other there is nothing to do
 * @param elapsed - milliseconds of a clock that only goes forward
 * @throws whatever reading and writing throw; another call then resumes it
 */
export function runBulkChange(
  services: FunctionServices,
  jobId: string,
  elapsed: () => number,
  budgetMs?: number,
): Promise<JobResult> {
  return runJob(services, BULK_CHANGE, jobId, elapsed, budgetMs)
}
