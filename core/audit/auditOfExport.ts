import {parseExportIntent} from '../changes/exports/exportIntent.ts'
import type {ExportRecord} from '../changes/exports/exportJob.ts'
import {ForeignDocumentError} from '../tenancy/assertSameSite.ts'
import {parseTenantDocumentId} from '../tenancy/documentId.ts'
import type {JobAuditContext} from './auditOfBulkChange.ts'
import type {AuditDraft} from './auditEvent.ts'
import {authorActor, countOf, shownId, toAuditDiff, wordOf} from './facts.ts'
import {saidLeads} from './saidLeads.ts'
import {shownName} from './shownName.ts'

/** Longest list of columns that an event holds, in UTF-16 code units. */
const MAX_COLUMNS = 1000

/**
 * What the audit trail says of an export: who took which columns of which leads out of the store,
 * and, when it has ended, how many and how that ended.
 *
 * @param moment - whether it begins or has ended
 * @throws ForeignDocumentError when the id is not that of an export
 */
export function auditOfExport(
  job: ExportRecord,
  moment: 'started' | 'finished',
  context: JobAuditContext,
): AuditDraft {
  const id = parseTenantDocumentId(job._id)
  if (id?.kind !== 'export') throw new ForeignDocumentError(id?.site ?? '')
  const {site} = id
  const {secret, author, transaction} = context
  const intent = parseExportIntent(job.intent)
  const columns = (intent?.columns ?? []).map((column) => shownName(column, secret)).join(', ')
  const isEnd = moment === 'finished'
  const {state} = job
  return {
    site,
    at: transaction.at,
    transaction: transaction.id,
    actor: authorActor(author, secret),
    action: `export.${moment}`,
    target: {type: 'leadExport', id: shownId(site, job._id, secret)},
    diff: toAuditDiff([
      ...(intent ? saidLeads(intent.leads, site, context) : []),
      ['columns', columns.length > MAX_COLUMNS ? intent?.columns.length : columns || null],
      ['asked', countOf(job.totals?.total)],
      ['state', isEnd ? wordOf(state) : null],
      ['rows', isEnd ? countOf(job.totals?.succeeded) : null],
    ]),
  }
}
