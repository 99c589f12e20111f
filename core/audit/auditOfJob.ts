import type {BulkJobRecord} from '../changes/bulk/bulkJob.ts'
import {parseBulkIntent, type BulkAction, type BulkIntent} from '../changes/bulk/bulkIntent.ts'
import {exportSummary} from '../changes/exports/exportIntent.ts'
import type {ExportRecord} from '../changes/exports/exportJob.ts'
import {canonicalJson} from '../crypto/canonicalJson.ts'
import type {Stored} from '../documents/stored.ts'
import {parseJobId} from '../jobs/jobRecord.ts'
import {parseImportId, type ImportRecord} from '../imports/importJob.ts'
import {parseImportIntent, type ImportIntent} from '../imports/importPlan.ts'
import {isJobKind, JOB_KINDS, type JobKindName} from '../jobs/jobKinds.ts'
import type {AuditEvent, SnapshotRefresh} from '../sanity.types.generated.ts'
import {parseRefreshIntent, SCHEDULED_BY} from '../shopify/refreshJob.ts'
import {ForeignDocumentError, parseTenantDocumentId} from '../tenancy/documentId.ts'
import {originOf, type AuditDraft} from './appendEvents.ts'
import {toAuditDiff, toCount, toWord, type AuditDetail} from './auditDiff.ts'
import type {ChunkWrite} from './chunkDigest.ts'
import {redactedLeads, type RedactionContext, type SelectedLeads} from './redactedAudience.ts'
import {isWord, keyedMark, looksPersonal, redactId, redactName, toActor} from './redaction.ts'
import type {StoreTransaction} from './storeTransaction.ts'

/** What core reads of a `snapshotRefresh` document. */
type RefreshRecord = Stored<SnapshotRefresh>

/** A job that a transaction began or ended, as it was after the transaction. */
export type AuditedJob = {
  /** What is recorded: a moment that the kind declares as `audited`, or the download of a file. */
  moment: 'start' | 'end' | 'download'
  /** Author of the job's document by the store's history; `null` where that names none. */
  author: string | null
} & (
  | {kind: 'bulk'; job: BulkJobRecord}
  | {kind: 'refresh'; job: RefreshRecord}
  | {kind: 'export'; job: ExportRecord}
  | {kind: 'import'; job: ImportRecord}
)

/** What the event of a job needs beside the job's document. */
export interface JobAuditContext extends RedactionContext {
  /** Author of the job's document by the store's history; `null` where that names none. */
  author: string | null
  /** The transaction that began or ended the job. */
  transaction: StoreTransaction
}

/**
 * The audit event of a job that began or ended.
 *
 * @throws ForeignDocumentError when the id is not that of such a job
 */
export function auditOfJob(
  audited: AuditedJob,
  transaction: StoreTransaction,
  redaction: RedactionContext,
): AuditDraft {
  const context = {...redaction, author: audited.author, transaction}
  switch (audited.kind) {
    case 'bulk':
      return auditOfBulkChange(audited.job, context)
    case 'refresh':
      return auditOfRefresh(audited.job, context)
    case 'import':
      return auditOfImport(audited.job, audited.moment, context)
    default:
      return auditOfExport(audited.job, audited.moment, context)
  }
}

const BULK_ACTIONS: Readonly<Record<BulkAction['kind'], string>> = {
  addTag: 'bulk.tag.added',
  removeTag: 'bulk.tag.removed',
  setStatus: 'bulk.status.changed',
  addToList: 'bulk.list.added',
  removeFromList: 'bulk.list.removed',
  deleteList: 'bulk.list.deleted',
  addToCampaign: 'bulk.campaign.added',
  setField: 'bulk.fields.changed',
  setScore: 'bulk.fields.changed',
  setCustomField: 'bulk.fields.changed',
  delete: 'bulk.leads.deleted',
  undo: 'bulk.undone',
}

/**
 * The audit event of a bulk change that has ended: who changed what of which leads, how many leads
 * were selected, and the outcome. A filter becomes a sentence with marks for typed text. No lead is
 * named; each chunk that was written has an event of its own.
 *
 * @throws ForeignDocumentError when the id is not that of a bulk change
 */
export function auditOfBulkChange(job: BulkJobRecord, context: JobAuditContext): AuditDraft {
  const id = parseJobId(job._id, 'bulk')
  if (!id) throw new ForeignDocumentError('')
  const {site} = id
  const {secret, author, transaction} = context
  const parsed = parseBulkIntent(job.intent)
  const intent = parsed.ok ? parsed.intent : null
  const {totals} = job
  return {
    ...originOf(site, transaction),
    actor: toActor(author, secret),
    action: intent ? BULK_ACTIONS[intent.action.kind] : 'bulk.unreadable',
    target: {type: 'bulkChange', id: job._id},
    diff: toAuditDiff([
      ...(intent ? actionDetails(intent.action, site, secret) : []),
      ...(intent ? redactedLeads(selectedLeads(intent), site, context) : []),
      ['by', toWord(job.way)],
      ['state', toWord(job.state)],
      ['asked', intent?.expected],
      ['total', toCount(totals?.total)],
      ['succeeded', toCount(totals?.succeeded)],
      ['unchanged', toCount(job.unchanged)],
      ['skipped', toCount(totals?.skipped)],
      ['failed', toCount(totals?.failed)],
    ]),
  }
}

/** What was to change in each lead. Values are marks, except the site's own words. */
function actionDetails(action: BulkAction, site: string, secret: string): AuditDetail[] {
  switch (action.kind) {
    case 'addTag':
    case 'removeTag':
      return [['tag', keyedMark(secret, 'tag', action.tag)]]
    case 'setStatus': {
      const {to} = action
      const isPlain = isWord(to) && !looksPersonal(to)
      return [['status', isPlain ? to : keyedMark(secret, 'status', to)]]
    }
    case 'addToList':
    case 'removeFromList':
      return [['list', redactId(site, action.listId, secret)]]
    case 'deleteList':
      return [
        ['list', redactId(site, action.listId, secret)],
        ['leads', action.imports.length > 0 ? 'deleted' : 'kept'],
      ]
    case 'addToCampaign':
      return [['campaign', redactId(site, action.campaignId, secret)]]
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
    case 'setCustomField':
      return [
        ['field', redactName(action.name, secret)],
        ['value', action.value === '' ? null : keyedMark(secret, 'custom', action.value)],
      ]
    default:
      return []
  }
}

function selectedLeads({targets, asked}: BulkIntent): SelectedLeads {
  if (targets.kind === 'job') return targets
  if (targets.kind === 'matching') {
    return {kind: 'matching', view: targets.view, excluded: targets.excluded.length}
  }
  return asked ? {kind: 'matching', ...asked} : {kind: 'ids'}
}

const EXPORT_ACTIONS: Readonly<Record<AuditedJob['moment'], string>> = {
  start: 'export.started',
  end: 'export.finished',
  download: 'export.downloaded',
}

/** Longest list of columns that an event holds, in UTF-16 code units. */
const MAX_COLUMNS = 1000

/**
 * The audit event of an export: who exports which columns of which leads, and, when it has ended, how
 * many rows and the outcome. Of a download it says who downloads the file.
 */
function auditOfExport(
  job: ExportRecord,
  moment: AuditedJob['moment'],
  context: JobAuditContext,
): AuditDraft {
  const id = parseTenantDocumentId(job._id)
  if (id?.kind !== 'export') throw new ForeignDocumentError(id?.site ?? '')
  const {site} = id
  const {secret, author, transaction} = context
  const intent = exportSummary(job.intent)
  const columns = (intent?.columns ?? []).map((column) => redactName(column, secret)).join(', ')
  const isEnd = moment === 'end'
  // Only the endpoints record a download, after they have checked who downloads.
  const actor = moment === 'download' ? (job.downloadedBy ?? null) : author
  return {
    ...originOf(site, transaction),
    actor: toActor(actor, secret),
    action: EXPORT_ACTIONS[moment],
    target: {type: 'leadExport', id: redactId(site, job._id, secret)},
    diff: toAuditDiff([
      ...(intent ? redactedLeads(intent.leads, site, context) : []),
      ['columns', columns.length > MAX_COLUMNS ? intent?.columns.length : columns || null],
      ['asked', toCount(job.totals?.total)],
      ['state', isEnd ? toWord(job.state) : null],
      ['rows', moment === 'start' ? null : toCount(job.totals?.succeeded)],
    ]),
  }
}

/**
 * The audit event of a snapshot refresh that has ended: who requested it, and the outcome. It holds no
 * figures of the snapshot.
 */
function auditOfRefresh(
  job: RefreshRecord,
  {secret, author, transaction}: JobAuditContext,
): AuditDraft {
  const id = parseJobId(job._id, 'refresh')
  if (!id) throw new ForeignDocumentError('')
  const actor = toActor(author, secret)
  // Only superadmins and the product can create a document with such an id.
  const isScheduled = id.isReserved && job.createdBy === SCHEDULED_BY
  const isDryRun = parseRefreshIntent(job.intent ?? '')?.dryRun === true
  return {
    ...originOf(id.site, transaction),
    actor: isScheduled ? {...actor, kind: 'function'} : actor,
    action: isDryRun ? 'customers.counted' : 'customers.refreshed',
    target: {type: 'snapshotRefresh', id: redactId(id.site, job._id, secret)},
    diff: toAuditDiff([
      ['state', toWord(job.state)],
      ['fault', toWord(job.fault)],
    ]),
  }
}

/** What the trail calls an import by its work. */
function importAction(intent: ImportIntent | null): 'import' | 'check' | 'undo' {
  if (intent?.work.kind === 'undo') return 'undo'
  return intent?.work.mode === 'check' ? 'check' : 'import'
}

/**
 * The audit event of an import that began or ended: what it was to do with how many rows of how many files,
 * by which statement of consent, and the outcome. Names of files are marks, and so is the statement, whose
 * text the site keeps.
 */
function auditOfImport(
  job: ImportRecord,
  moment: AuditedJob['moment'],
  context: JobAuditContext,
): AuditDraft {
  const id = parseImportId(job._id)
  if (!id) throw new ForeignDocumentError(parseTenantDocumentId(job._id)?.site ?? '')
  const {site} = id
  const {secret, author, transaction} = context
  const intent = parseImportIntent(job.intent)
  const isEnd = moment === 'end'
  const counts = Object.entries(job.counts ?? {}).map(
    ([label, count]) => [label, toCount(count)] as const,
  )
  return {
    ...originOf(site, transaction),
    actor: toActor(author, secret),
    action: isEnd ? 'import.finished' : 'import.started',
    target: {type: 'leadImport', id: redactId(site, job._id, secret)},
    diff: toAuditDiff([
      ['work', importAction(intent)],
      ...(intent ? importDetails(intent, site, secret) : []),
      ['state', isEnd ? toWord(job.state) : null],
      ['total', isEnd ? toCount(job.totals?.total) : null],
      ...(isEnd ? counts : []),
    ]),
  }
}

function importDetails({work}: ImportIntent, site: string, secret: string): AuditDetail[] {
  if (work.kind === 'undo') return [['import', redactId(site, work.importId, secret)]]
  const {files, chunks, consent, sendConfirmation} = work
  return [
    ['files', files.length],
    ['file', keyedMark(secret, 'file', files.map(({name}) => name).join('\n'))],
    ['rows', chunks.reduce((sum, {rows}) => sum + rows, 0)],
    ['consent', consent ? keyedMark(secret, 'consent', canonicalJson(consent)) : null],
    ['mails', sendConfirmation ? 'confirmation' : null],
  ]
}

/** Actions of the events of chunks, by the kind of their job. */
const CHUNK_ACTIONS: Readonly<Record<JobKindName, string>> = {
  bulk: 'bulk.share.written',
  import: 'import.share.written',
  export: 'export.share.written',
  refresh: 'refresh.share.written',
}

/** Whether an event is that of a chunk. */
export function isChunkAction(action: string): boolean {
  return Object.values(CHUNK_ACTIONS).includes(action)
}

/** A chunk of a job, as one transaction wrote it. */
export interface AuditedChunk {
  site: string
  transaction: StoreTransaction
  /** Who asked for the job. */
  actor: AuditEvent['actor']
  jobId: string
  chunkId: string
  write: ChunkWrite
  /**
   * For a transaction of a user: what the history says about its leads. Which attributes it changed,
   * how many leads it deleted, and how many leads their activities do not cover; those have events of
   * their own.
   */
  found?: {attributes: readonly string[]; deleted: number; uncovered: number}
}

/**
 * The audit event of a chunk of a job: how many activities and documents of new people it wrote, and digests
 * that prove each of them (`chunkDigest.ts`). No lead is named.
 *
 * @param secret - `siteSecret(master, site, 'audit')`
 */
export function auditOfChunk(chunk: AuditedChunk, secret: string): AuditDraft {
  const {site, transaction, actor, jobId, chunkId, write, found} = chunk
  const number = parseTenantDocumentId(chunkId)?.key.split('.').at(-1)
  const kind = parseTenantDocumentId(jobId)?.kind
  const jobKind = isJobKind(kind) ? kind : 'bulk'
  return {
    ...originOf(site, transaction),
    actor,
    action: CHUNK_ACTIONS[jobKind],
    target: {type: JOB_KINDS[jobKind].type, id: redactId(site, jobId, secret)},
    diff: toAuditDiff([
      ['share', number],
      ['entries', write.entries],
      ['digest', write.digest],
      ['people', write.people ?? null],
      ['peopleDigest', write.peopleDigest ?? null],
      ['attributes', found ? found.attributes.toSorted().join(' ') : null],
      ['deleted', found && found.deleted > 0 ? found.deleted : null],
      ['untold', found && found.uncovered > 0 ? found.uncovered : null],
    ]),
  }
}
