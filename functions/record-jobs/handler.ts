import {
  auditOfBulkChange,
  hasEnded,
  type JobAuditContext,
} from '../../core/audit/auditOfBulkChange.ts'
import {auditOfExport} from '../../core/audit/auditOfExport.ts'
import type {AuditDraft} from '../../core/audit/auditEvent.ts'
import {receiptId} from '../../core/audit/recordOnce.ts'
import type {BulkChange, LeadExport} from '../../core/sanity.types.generated.ts'
import {parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import {auditWriter, type RecordingResult} from '../shared/auditWriter.ts'
import {creationOf} from '../shared/documentHistory.ts'
import type {FunctionServices} from '../shared/functionServices.ts'

/** What tells how far a job is, as far as the trail is concerned. */
export type JobMoment = Pick<BulkChange | LeadExport, '_id' | '_type'> & {
  state?: string | null
  finishedAt?: string | null
}

function startReceipt(site: string, {_id}: JobMoment): string {
  return receiptId(site, `${_id} started`)
}

/** A job may end more than once, since what was cancelled can be gone on with. */
function endReceipt(site: string, {_id, finishedAt}: JobMoment): string {
  return receiptId(site, `${_id} ended ${finishedAt ?? ''}`)
}

/** Receipts that a job has when the trail tells all of it: of an export's beginning, and of each end. */
export function receiptsOf(site: string, job: JobMoment): string[] {
  const started = job._type === 'leadExport' ? [startReceipt(site, job)] : []
  return hasEnded(job) ? [...started, endReceipt(site, job)] : started
}

function draftOf(
  job: BulkChange | LeadExport,
  isStart: boolean,
  context: JobAuditContext,
): AuditDraft {
  if (job._type === 'bulkChange') return auditOfBulkChange(job, context)
  return auditOfExport(job, isStart ? 'started' : 'finished', context)
}

/**
 * Records in the audit trail that an export began, and how an export or a bulk change ended, once
 * each. Who asked for it is told by the store's history: whoever created the job's document.
 *
 * @param jobId - of a `bulkChange` or a `leadExport`; for any other there is nothing to do
 * @throws whatever reading or writing throw: the call has to be tried again
 */
export async function recordJob(
  services: FunctionServices,
  jobId: string,
): Promise<RecordingResult> {
  const {client, registry, secrets, now} = services
  const id = parseTenantDocumentId(jobId)
  if (id?.kind !== 'bulk' && id?.kind !== 'export') return 'nothing-to-do'
  const {site: key} = id
  const job = await client.getDocument<BulkChange | LeadExport>(jobId, {tag: 'leads.audit.job'})
  if (job?._type !== 'bulkChange' && job?._type !== 'leadExport') return 'nothing-to-do'
  const writer = auditWriter(services)
  const due = receiptsOf(key, job).filter((receipt) => !writer.knows(receipt))
  if (due.length === 0) return 'nothing-to-do'
  const site = (await registry.site(key)) ?? {key}
  const author = (await creationOf(client, jobId))?.author ?? null
  const context = {site, secret: secrets(site, 'audit'), author, now: now()}
  const first = startReceipt(key, job)
  const results = await Promise.all(
    due.map((receipt) =>
      writer.recordOnce(key, {receiptId: receipt, draft: draftOf(job, receipt === first, context)}),
    ),
  )
  return results.includes('written') ? 'written' : 'nothing-to-do'
}
