import {LeadViewError} from '../../core/audience/leadSelection.ts'
import {parseExportRequest, type ExportRequest} from '../../core/changes/exports/exportIntent.ts'
import {EXPORT_LIFETIME_MS, readyExport} from '../../core/changes/exports/exportJob.ts'
import {sealExport} from '../../core/changes/exports/exportLinks.ts'
import {exportCountQuery} from '../../core/exports/exportQueries.ts'
import {hasReadableProgress, isForFunction} from '../../core/jobs/jobRecord.ts'
import {
  endCancelled,
  failJob,
  failUnreadableJob,
  recordWaiting,
} from '../../core/jobs/jobTransitions.ts'
import {problem} from '../../core/problems/problem.ts'
import {exportConditions} from '../shared/exports/exportConditions.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {JobRefusal, type JobRun} from '../shared/jobs/jobKind.ts'
import {changeJob, openJob, readJob} from '../shared/jobs/openJob.ts'
import {creationOf} from '../shared/documentHistory.ts'
import {StoreUnavailableError} from '../shared/storeErrors.ts'
import {mailNotice} from './mailNotice.ts'
import {isInTrail} from './isInTrail.ts'
import {fetchByBody} from '../../core/documents/fetchByBody.ts'

/** Ids of one condition. */
const IDS_AT_ONCE = 1000

/** How a call ended. */
export type ExportResult = 'ready' | 'cancelled' | 'waiting' | 'failed' | 'nothing-to-do'

/**
 * Prepares an export: counts its leads, waits until the audit trail has its beginning, and seals what was
 * asked for. No lead leaves the store here; the endpoints make the file when somebody downloads it.
 *
 * @param jobId - id of a `leadExport`; for any other id there is nothing to do
 * @param holder - id of this call, new for each
 * @param elapsed - milliseconds of a clock that only goes forward
 * @throws whatever reading and writing throw; another call then prepares it
 */
export async function runExport(
  services: FunctionServices,
  jobId: string,
  holder: string,
  elapsed: () => number,
): Promise<ExportResult> {
  const {now} = services
  const job = await readJob(services, 'export', jobId)
  if (!job || !isForFunction(job)) return 'nothing-to-do'
  if (!hasReadableProgress(job)) {
    await changeJob(services, 'export', jobId, (current) => failUnreadableJob(current, now()))
    return 'failed'
  }
  if (job.cancelRequested === true) {
    await changeJob(services, 'export', jobId, (current) => endCancelled(current, now()))
    return 'cancelled'
  }
  try {
    const run = await openJob(services, job)
    const parsed = parseExportRequest(run.intent)
    if (!parsed.ok) throw new JobRefusal(parsed.problem)
    if (job.intent !== run.intent) throw new JobRefusal(problem('job.instruction-changed'))
    if (!services.env.publicApiUrl) {
      throw new JobRefusal(problem('export.no-address'))
    }
    // The store's clock, as `_createdAt` of leads is.
    const creation = await creationOf(services.client, jobId)
    if (!creation) throw new StoreUnavailableError(`The history does not have ${jobId} yet.`)
    const count = await countLeads(run, parsed.request, creation.at)
    if (!(await isInTrail(services, run, creation, holder, elapsed))) {
      const cause = problem('export.trail-behind')
      await changeJob(services, 'export', jobId, (current) => recordWaiting(current, cause))
      return 'waiting'
    }
    const expiresAt = new Date(Date.parse(now()) + EXPORT_LIFETIME_MS).toISOString()
    const sealed = {jobId, intent: run.intent, asOf: creation.at, expiresAt}
    const seal = sealExport(services.secrets(run.site, 'export'), sealed)
    const ready = {count, asOf: creation.at, expiresAt, seal}
    await changeJob(services, 'export', jobId, (current) =>
      current.cancelRequested === true
        ? endCancelled(current, now())
        : readyExport(current, ready, now()),
    )
    await mailNotice(services, run, {notify: parsed.request.notify ?? null, count, expiresAt})
    return 'ready'
  } catch (error) {
    if (!(error instanceof JobRefusal)) throw error
    await changeJob(services, 'export', jobId, (current) => failJob(current, error, now()))
    return 'failed'
  }
}

/** Counts the leads that were there when the export was asked for. */
async function countLeads(
  {services: {client}, site}: JobRun,
  {leads}: ExportRequest,
  asOf: string,
): Promise<number> {
  try {
    let count = 0
    for (const where of await exportConditions(client, site, leads, asOf, IDS_AT_ONCE)) {
      const dated = {
        filter: `(${where.filter}) && _createdAt <= $asOf`,
        params: {...where.params, asOf},
      }
      const {query, params} = exportCountQuery({site: site.key, where: dated, columns: []})
      const found = await fetchByBody<unknown>(client, query, params, {tag: 'leads.export.count'})
      count += typeof found === 'number' ? found : 0
    }
    return count
  } catch (error) {
    if (error instanceof LeadViewError) throw new JobRefusal(error.problems)
    throw error
  }
}
