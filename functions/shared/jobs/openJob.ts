import type {JobRecord} from '../../../core/jobs/jobRecord.ts'
import {parseJobId} from '../../../core/jobs/jobShare.ts'
import {parseIdOfKind} from '../../../core/tenancy/documentId.ts'
import type {FunctionServices} from '../functionServices.ts'
import {StoreUnavailableError} from '../storeErrors.ts'
import {creationOf, documentsAt, type DocumentOrigin} from '../storeHistory.ts'
import {JobRefusal, type JobKind, type JobRun} from './jobKind.ts'

type AnyKind = Pick<JobKind<never, never, never, never>, 'document'>

/**
 * Reads the document of a job as it is now.
 *
 * @returns `null` when it is gone, or the id or the document is not of the kind
 */
export async function readJob(
  {client}: FunctionServices,
  {document}: AnyKind,
  jobId: string,
): Promise<JobRecord | null> {
  if (!parseIdOfKind(jobId, document.kind)) return null
  const job = await client.getDocument<JobRecord & {_type: string; _rev: string}>(jobId, {
    tag: 'leads.job.read',
  })
  return job?._type === document.type ? job : null
}

/**
 * Who asked for a job; `null` where the store does not say. Whoever happens to be the first whose change
 * the history still has did not ask for it, unless the document names them.
 */
export function askerOf(
  origin: DocumentOrigin | null,
  {createdBy}: Pick<JobRecord, 'createdBy'>,
): string | null {
  return origin && (origin.isCreation || origin.author === createdBy) ? origin.author : null
}

/**
 * Finds out who asked for a job, and for what. Both are told by the store's history: whoever created
 * the document asked for it, and what it said then is what they asked for. What was written into it
 * later, by whomever, changes neither.
 *
 * @throws JobRefusal when there is no such site
 * @throws StoreUnavailableError when the history does not have the job yet
 */
export async function openJob(services: FunctionServices, job: JobRecord): Promise<JobRun> {
  const {client, registry, now} = services
  const id = parseJobId(job._id)
  const site = id && (await registry.site(id.site))
  if (!id || !site) throw new JobRefusal('There is no such site.')
  const creation = await creationOf(client, job._id)
  if (!creation?.author) {
    throw new StoreUnavailableError(`The history does not say who created ${job._id}.`)
  }
  const author = askerOf(creation, job)
  if (author === null) {
    throw new JobRefusal('The history no longer says who asked for it. Ask for it again.')
  }
  const created =
    job._rev === creation.id
      ? job
      : (await documentsAt(client, [job._id], creation.id)).get(job._id)
  const intent = created?.intent
  if (typeof intent !== 'string') throw new JobRefusal('Its document says nothing to be done.')
  return {
    services,
    jobId: job._id,
    id,
    site,
    intent,
    actor: {kind: 'user', id: author},
    startedMs: Date.parse(job.startedAt ?? now()),
    listed: job.failures?.length ?? 0,
  }
}
