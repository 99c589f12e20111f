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
import {auditWriter, type RecordingResult} from './auditWriter.ts'
import {creationOf} from './documentHistory.ts'
import type {FunctionServices} from './functionServices.ts'

/** An event that a job is due, and the receipt that it has when it was recorded. */
interface Due {
  receiptId: string
  draft: (context: JobAuditContext) => AuditDraft
}

/** A job may end more than once, since what was cancelled can be gone on with. */
function endOf({_id, finishedAt}: BulkChange | LeadExport): string {
  return `${_id} ended ${finishedAt ?? ''}`
}

function dueOf(site: string, job: BulkChange | LeadExport): Due[] {
  const ended = hasEnded(job)
  if (job._type === 'bulkChange') {
    const draft = (context: JobAuditContext) => auditOfBulkChange(job, context)
    return ended ? [{receiptId: receiptId(site, endOf(job)), draft}] : []
  }
  const started: Due = {
    receiptId: receiptId(site, `${job._id} started`),
    draft: (context) => auditOfExport(job, 'started', context),
  }
  const finished: Due = {
    receiptId: receiptId(site, endOf(job)),
    draft: (context) => auditOfExport(job, 'finished', context),
  }
  return ended ? [started, finished] : [started]
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
  const due = dueOf(key, job).filter((each) => !writer.knows(each.receiptId))
  if (due.length === 0) return 'nothing-to-do'
  const site = (await registry.site(key)) ?? {key}
  const author = (await creationOf(client, jobId))?.author ?? null
  const context = {site, secret: secrets(site, 'audit'), author, now: now()}
  const results = await Promise.all(
    due.map((each) =>
      writer.recordOnce(key, {receiptId: each.receiptId, draft: each.draft(context)}),
    ),
  )
  return results.includes('written') ? 'written' : 'nothing-to-do'
}
