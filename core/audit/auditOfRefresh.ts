import {parseRefreshId, parseRefreshIntent, SCHEDULED_BY} from '../shopify/refreshJob.ts'
import type {SnapshotRefresh} from '../sanity.types.generated.ts'
import type {Stored} from '../documents/stored.ts'
import {ForeignDocumentError} from '../tenancy/assertSameSite.ts'
import type {JobAuditContext} from './auditOfBulkChange.ts'
import type {AuditDraft} from './auditEvent.ts'
import {authorActor, shownId, toAuditDiff, wordOf} from './facts.ts'

/** What core reads of a `snapshotRefresh` document. */
export type RefreshRecord = Stored<SnapshotRefresh>

/**
 * What the audit trail says of a refresh that has ended: who asked for it, and how it ended. Figures are
 * those of the snapshot, and no part of it.
 *
 * @throws ForeignDocumentError when the id is not that of a refresh
 */
export function auditOfRefresh(
  job: RefreshRecord,
  {secret, author, transaction}: JobAuditContext,
): AuditDraft {
  const id = parseRefreshId(job._id)
  if (!id) throw new ForeignDocumentError('')
  const actor = authorActor(author, secret)
  // Its id is one that only superadmins and the product can give.
  const isScheduled = id.byNetwork && job.createdBy === SCHEDULED_BY
  const isDryRun = parseRefreshIntent(job.intent ?? '')?.dryRun === true
  return {
    site: id.site,
    at: transaction.at,
    transaction: transaction.id,
    actor: isScheduled ? {...actor, kind: 'function'} : actor,
    action: isDryRun ? 'customers.counted' : 'customers.refreshed',
    target: {type: 'snapshotRefresh', id: shownId(id.site, job._id, secret)},
    diff: toAuditDiff([
      ['state', wordOf(job.state)],
      ['fault', wordOf(job.fault)],
    ]),
  }
}
