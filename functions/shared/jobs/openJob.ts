import {commitDecision} from '../../../core/changes/commitDecision.ts'
import type {Mutation} from '../../../core/changes/mutation.ts'
import {JOB_KINDS, type JobKindName} from '../../../core/jobs/jobKinds.ts'
import {
  beginningOf,
  isForFunction,
  parseJobId,
  type JobRecord,
} from '../../../core/jobs/jobRecord.ts'
import {problem} from '../../../core/problems/problem.ts'
import {parseIdOfKind} from '../../../core/tenancy/documentId.ts'
import {changeStore} from '../changeStore.ts'
import type {FunctionServices} from '../functionServices.ts'
import {StoreUnavailableError} from '../storeErrors.ts'
import {whenAnswered} from '../withRetry.ts'
import {documentsAt, creationOf, type DocumentOrigin} from '../documentHistory.ts'
import {JobRefusal, type JobRun} from './jobKind.ts'

/**
 * Reads the document of a job.
 *
 * @returns `null` when it is gone, or the id or the document is not of the kind
 */
export async function readJob(
  {client}: FunctionServices,
  kind: JobKindName,
  jobId: string,
): Promise<JobRecord | null> {
  if (!parseIdOfKind(jobId, kind)) return null
  const job = await client.getDocument<JobRecord & {_type: string; _rev: string}>(jobId, {
    tag: 'leads.job.read',
  })
  return job?._type === JOB_KINDS[kind].type ? job : null
}

/** Changes the document of a job, as long as a function has work to do on it. */
export function changeJob(
  services: FunctionServices,
  kind: JobKindName,
  jobId: string,
  decide: (job: JobRecord) => Mutation[],
): Promise<{mutations: Mutation[]}> {
  const store = changeStore(services.client, 'leads.job.settle', () =>
    readJob(services, kind, jobId),
  )
  // An answer that was lost is no harm: the job is read again before the second attempt.
  return whenAnswered(() =>
    commitDecision(store, (job) => ({
      mutations: job && isForFunction(job) ? decide(job) : [],
    })),
  )
}

/**
 * The user who asked for a job; `null` where the store does not say. When the history no longer has the
 * creation, its first author only counts if the document names them.
 */
export function requesterOf(
  origin: DocumentOrigin | null,
  {createdBy}: Pick<JobRecord, 'createdBy'>,
): string | null {
  return origin && (origin.isCreation || origin.author === createdBy) ? origin.author : null
}

/**
 * Reads from the store's history who asked for a job, and for what: the author of the document's
 * creation, and the instruction that it had then. Nothing that was written into it later changes either.
 *
 * @throws JobRefusal when there is no such site
 * @throws StoreUnavailableError when the history does not have the job yet
 */
export async function openJob(services: FunctionServices, job: JobRecord): Promise<JobRun> {
  const {client, registry, now} = services
  const id = parseJobId(job._id)
  const site = id && (await registry.wholeSite(id.site))
  if (!id || !site) throw new JobRefusal(problem('job.site-gone'))
  const creation = await creationOf(client, job._id)
  if (!creation?.author) {
    throw new StoreUnavailableError(`The history does not say who created ${job._id}.`)
  }
  const askedMs = Date.parse(creation.at)
  const author = requesterOf(creation, job)
  if (author === null) {
    throw new JobRefusal(problem('job.requester-unknown'))
  }
  const created =
    job._rev === creation.id
      ? job
      : (await documentsAt(client, [job._id], creation.id)).get(job._id)
  const intent = created?.intent
  if (typeof intent !== 'string') throw new JobRefusal(problem('job.instruction-missing'))
  return {
    services,
    jobId: job._id,
    id,
    site,
    intent,
    actor: {kind: 'user', id: author},
    askedMs,
    startedMs: beginningOf(job, {askedMs, nowMs: Date.parse(now())}),
    listed: job.failures?.length ?? 0,
  }
}
