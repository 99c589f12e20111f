import type {AuditEvent} from '../sanity.types.generated.ts'
import {parseTenantDocumentId} from '../tenancy/documentId.ts'
import type {AuditDraft} from './auditEvent.ts'
import {shownId, toAuditDiff} from './facts.ts'
import type {ShareWrite} from './shareRecord.ts'
import type {StoreTransaction} from './storeTransaction.ts'

/** Actions of events that tell a share of a bulk act. */
export const SHARE_ACTION = 'bulk.share.written'

/** A share of a bulk act, as one transaction wrote it. */
export interface AuditedShare {
  site: string
  transaction: StoreTransaction
  /** Whose act it is. */
  actor: AuditEvent['actor']
  /** Id of the job's document. */
  jobId: string
  /** Id of the share's document. */
  shareId: string
  write: ShareWrite
  /**
   * What the history says of the leads in a transaction that a user made: which attributes it
   * changed, how many leads it deleted, and of how many the entries do not tell everything, so that
   * their differences have events of their own. Left out where a function made it.
   */
  found?: {attributes: readonly string[]; deleted: number; untold: number}
}

/** Number of a share, as the end of its id gives it. */
function shareNumber(shareId: string): string | null {
  return parseTenantDocumentId(shareId)?.key.split('.').at(-1) ?? null
}

/**
 * What the audit trail says of a share of a bulk act: how many entries it wrote to timelines, and a
 * digest that proves each of them (`shareRecord.ts`). No lead is named.
 *
 * @param secret - `siteSecret(master, site, 'audit')`
 */
export function auditOfShare(share: AuditedShare, secret: string): AuditDraft {
  const {site, transaction, actor, jobId, shareId, write, found} = share
  return {
    site,
    at: transaction.at,
    transaction: transaction.id,
    actor,
    action: SHARE_ACTION,
    target: {type: 'bulkChange', id: shownId(site, jobId, secret)},
    diff: toAuditDiff([
      ['share', shareNumber(shareId)],
      ['entries', write.entries],
      ['digest', write.digest],
      ['attributes', found ? found.attributes.toSorted().join(' ') : null],
      ['deleted', found && found.deleted > 0 ? found.deleted : null],
      ['untold', found && found.untold > 0 ? found.untold : null],
    ]),
  }
}
