import {parseBulkId} from '../changes/bulk/bulkIds.ts'
import {parseBulkIntent, type BulkAction, type BulkIntent} from '../changes/bulk/bulkIntent.ts'
import type {BulkJobRecord} from '../changes/bulk/bulkJob.ts'
import {ForeignDocumentError} from '../tenancy/assertSameSite.ts'
import type {AuditDraft} from './appendEvents.ts'
import {authorActor, countOf, shownId, toAuditDiff, wordOf, type Fact} from './auditDiff.ts'
import {isWord, looksPersonal, keyedMark, shownName} from './redaction.ts'
import {type RedactionContext, redactedLeads, type AskedLeads} from './redactedAudience.ts'
import type {StoreTransaction} from './storeTransaction.ts'
import {parseExportIntent} from '../changes/exports/exportIntent.ts'
import type {ExportRecord} from '../changes/exports/exportJob.ts'
import {parseTenantDocumentId} from '../tenancy/documentId.ts'
import {parseRefreshId, parseRefreshIntent, SCHEDULED_BY} from '../shopify/refreshJob.ts'
import type {SnapshotRefresh, AuditEvent} from '../sanity.types.generated.ts'
import type {Stored} from '../documents/stored.ts'
import type {ChunkWrite} from './chunkDigest.ts'

const ACTIONS: Readonly<Record<BulkAction['kind'], string>> = {
  addTag: 'bulk.tag.added',
  removeTag: 'bulk.tag.removed',
  setStatus: 'bulk.status.changed',
  addToList: 'bulk.list.added',
  removeFromList: 'bulk.list.removed',
  addToCampaign: 'bulk.campaign.added',
  setField: 'bulk.fields.changed',
  setScore: 'bulk.fields.changed',
  setCustomField: 'bulk.fields.changed',
  delete: 'bulk.leads.deleted',
  undo: 'bulk.undone',
}

/** What a bulk change is called in the trail, such as `bulk.tag.added`. */
export function bulkAuditAction(action: BulkAction | null): string {
  return action === null ? 'bulk.unreadable' : ACTIONS[action.kind]
}

/** What was to be made of each lead. Values are marks, but for those that are the site's own words. */
function saidAction(action: BulkAction, site: string, secret: string): Fact[] {
  switch (action.kind) {
    case 'addTag':
    case 'removeTag':
      return [['tag', keyedMark(secret, 'tag', action.tag)]]
    case 'setStatus': {
      const {to} = action
      const plain = isWord(to) && !looksPersonal(to)
      return [['status', plain ? to : keyedMark(secret, 'status', to)]]
    }
    case 'addToList':
    case 'removeFromList':
      return [['list', shownId(site, action.listId, secret)]]
    case 'addToCampaign':
      return [['campaign', shownId(site, action.campaignId, secret)]]
    case 'setField':
      return [
        ['field', action.field],
        ['value', action.value === '' ? null : keyedMark(secret, action.field, action.value)],
      ]
    case 'setScore':
      return [
        ['field', 'score'],
        ['value', action.value],
      ]
    case 'setCustomField': {
      const value = action.value === '' ? null : keyedMark(secret, 'custom', action.value)
      return [
        ['field', shownName(action.name, secret)],
        ['value', value],
      ]
    }
    default:
      return []
  }
}

function askedOf({targets, asked}: BulkIntent): AskedLeads {
  if (targets.kind === 'job') return targets
  if (targets.kind === 'matching') {
    return {kind: 'matching', view: targets.view, excluded: targets.excluded.length}
  }
  return asked ? {kind: 'matching', ...asked} : {kind: 'ids'}
}

/** What the trail needs to know of a job beside its document. */
export interface JobAuditContext extends RedactionContext {
  /** Author of the job's document by the store's history; `null` where that does not say. */
  author: string | null
  /** The transaction that began or ended it. */
  transaction: StoreTransaction
}

/**
 * What the audit trail says of a bulk change that has ended: who had what done to which leads, how
 * many were meant, and how that ended. Filters are told in words with marks for what people typed;
 * no lead is named, each chunk that was written has an event of its own.
 *
 * @throws ForeignDocumentError when the id is not that of a bulk change
 */
export function auditOfBulkChange(job: BulkJobRecord, context: JobAuditContext): AuditDraft {
  const id = parseBulkId(job._id)
  if (!id) throw new ForeignDocumentError('')
  const {site} = id
  const {secret, author, transaction} = context
  const parsed = parseBulkIntent(job.intent)
  const intent = parsed.ok ? parsed.intent : null
  const {totals} = job
  return {
    site,
    at: transaction.at,
    transaction: transaction.id,
    actor: authorActor(author, secret),
    action: bulkAuditAction(intent?.action ?? null),
    target: {type: 'bulkChange', id: job._id},
    diff: toAuditDiff([
      ...(intent ? saidAction(intent.action, site, secret) : []),
      ...(intent ? redactedLeads(askedOf(intent), site, context) : []),
      ['by', wordOf(job.way)],
      ['state', wordOf(job.state)],
      ['asked', intent?.expected],
      ['total', countOf(totals?.total)],
      ['succeeded', countOf(totals?.succeeded)],
      ['unchanged', countOf(job.unchanged)],
      ['skipped', countOf(totals?.skipped)],
      ['failed', countOf(totals?.failed)],
    ]),
  }
}

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
      ...(intent ? redactedLeads(intent.leads, site, context) : []),
      ['columns', columns.length > MAX_COLUMNS ? intent?.columns.length : columns || null],
      ['asked', countOf(job.totals?.total)],
      ['state', isEnd ? wordOf(state) : null],
      ['rows', isEnd ? countOf(job.totals?.succeeded) : null],
    ]),
  }
}

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

/** Actions of events that tell a chunk of a bulk act. */
export const CHUNK_ACTION = 'bulk.share.written'

/** A chunk of a bulk act, as one transaction wrote it. */
export interface AuditedChunk {
  site: string
  transaction: StoreTransaction
  /** Whose act it is. */
  actor: AuditEvent['actor']
  /** Id of the job's document. */
  jobId: string
  /** Id of the chunk's document. */
  chunkId: string
  write: ChunkWrite
  /**
   * What the history says of the leads in a transaction that a user made: which attributes it
   * changed, how many leads it deleted, and of how many the entries do not tell everything, so that
   * their differences have events of their own. Left out where a function made it.
   */
  found?: {attributes: readonly string[]; deleted: number; untold: number}
}

/** Number of a chunk, as the end of its id gives it. */
function chunkNumber(chunkId: string): string | null {
  return parseTenantDocumentId(chunkId)?.key.split('.').at(-1) ?? null
}

/**
 * What the audit trail says of a chunk of a bulk act: how many entries it wrote to timelines, and a
 * digest that proves each of them (`chunkDigest.ts`). No lead is named.
 *
 * @param secret - `siteSecret(master, site, 'audit')`
 */
export function auditOfChunk(chunk: AuditedChunk, secret: string): AuditDraft {
  const {site, transaction, actor, jobId, chunkId, write, found} = chunk
  return {
    site,
    at: transaction.at,
    transaction: transaction.id,
    actor,
    action: CHUNK_ACTION,
    target: {type: 'bulkChange', id: shownId(site, jobId, secret)},
    diff: toAuditDiff([
      ['share', chunkNumber(chunkId)],
      ['entries', write.entries],
      ['digest', write.digest],
      ['attributes', found ? found.attributes.toSorted().join(' ') : null],
      ['deleted', found && found.deleted > 0 ? found.deleted : null],
      ['untold', found && found.untold > 0 ? found.untold : null],
    ]),
  }
}
