import {parseBulkId} from '../changes/bulk/bulkIds.ts'
import {parseBulkIntent, type BulkAction, type BulkIntent} from '../changes/bulk/bulkIntent.ts'
import type {BulkJobRecord} from '../changes/bulk/bulkJob.ts'
import {ForeignDocumentError} from '../tenancy/assertSameSite.ts'
import type {AuditDraft} from './auditEvent.ts'
import {authorActor, countOf, shownId, toAuditDiff, wordOf, type Fact} from './facts.ts'
import {isWord, looksPersonal} from './harmless.ts'
import {keyedMark} from './keyedMark.ts'
import type {SayingContext} from './saidAudience.ts'
import {saidLeads, type AskedLeads} from './saidLeads.ts'
import {shownName} from './shownName.ts'
import type {StoreTransaction} from './storeTransaction.ts'

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
export interface JobAuditContext extends SayingContext {
  /** Author of the job's document by the store's history; `null` where that does not say. */
  author: string | null
  /** The transaction that began or ended it. */
  transaction: StoreTransaction
}

/**
 * What the audit trail says of a bulk change that has ended: who had what done to which leads, how
 * many were meant, and how that ended. Filters are told in words with marks for what people typed;
 * no lead is named, each share that was written has an event of its own.
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
      ...(intent ? saidLeads(askedOf(intent), site, context) : []),
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
