import type {ListRecord} from '../../documents/list.ts'
import {parseImportIntent, type RowsToImport} from '../../imports/importPlan.ts'
import {hasEnded} from '../../jobs/jobRecord.ts'
import {parseIdOfKind, parseTenantDocumentId} from '../../tenancy/documentId.ts'
import {parseBulkIntent, type BulkAction} from '../bulk/bulkIntent.ts'
import {guardedPatch, type Mutation} from '../mutation.ts'

/** Lists whose members one query counts: at a million leads, twenty would take seconds, and others wait for it. */
export const LISTS_AT_ONCE = 5

/** A list is counted at least this often, whatever changed its leads; in milliseconds. */
export const LIST_COUNT_AGE_MS = 86_400_000

/**
 * Queries may not see the newest writes, so a count that was taken within this time after a job ended is
 * taken once more; in milliseconds.
 */
export const QUERY_LAG_MS = 60_000

/** The lists whose members a job may have changed. */
export type ChangedLists =
  | {kind: 'none'}
  | {kind: 'some'; ids: readonly string[]}
  /** All lists of the site. */
  | {kind: 'all'}

/** The attributes of a job that {@link listsOfJob} depends on. */
export interface EndedJob {
  _id: string
  state?: string | null | undefined
  intent?: string | null | undefined
  /** When its document was written last, by the store's clock; ISO 8601, UTC. */
  _updatedAt?: string | null | undefined
}

const NONE: ChangedLists = {kind: 'none'}
const ALL: ChangedLists = {kind: 'all'}

/**
 * The lists whose members a bulk change or an import may have changed. Users write the instruction of a
 * job; one that lies only delays a count until the next daily one.
 */
export function listsOfJob(job: EndedJob): ChangedLists {
  const id = parseTenantDocumentId(job._id)
  if (!id || !hasEnded(job)) return NONE
  if (id.kind === 'bulk') {
    const parsed = parseBulkIntent(job.intent)
    return parsed.ok ? ofSite(id.site, listsOfAction(parsed.intent.action)) : ALL
  }
  if (id.kind !== 'import') return NONE
  const intent = parseImportIntent(job.intent)
  if (intent === null || intent.work.kind !== 'rows') return ALL
  if (intent.work.mode === 'check') return NONE
  return ofSite(id.site, {kind: 'some', ids: listsOfRows(intent.work)})
}

/** The lists that an import of rows brings leads into. */
export function listsOfRows({add, files, lists}: RowsToImport): string[] {
  return [...add.lists, ...Object.values(lists), ...files.flatMap((file) => file.lists ?? [])]
}

/** Whether a job brings leads into a list, by its instruction. */
export function bringsIntoList(intent: string | null | undefined, listId: string): boolean {
  const bulk = parseBulkIntent(intent)
  if (bulk.ok) {
    const {action} = bulk.intent
    return action.kind === 'addToList' && action.listId === listId
  }
  const work = parseImportIntent(intent)?.work
  return work?.kind === 'rows' && work.mode === 'write' && listsOfRows(work).includes(listId)
}

function listsOfAction(action: BulkAction): ChangedLists {
  switch (action.kind) {
    case 'addToList':
    case 'removeFromList':
    // What is deleted with a list is on no other.
    case 'deleteList':
      return {kind: 'some', ids: [action.listId]}
    // Deleted and restored leads were in any lists.
    case 'delete':
    case 'undo':
      return ALL
    default:
      return NONE
  }
}

function ofSite(site: string, lists: ChangedLists): ChangedLists {
  if (lists.kind !== 'some') return lists
  const ids = [...new Set(lists.ids)].filter((id) => parseIdOfKind(id, 'list')?.site === site)
  return ids.length > 0 ? {kind: 'some', ids} : NONE
}

/** The attributes of a list that decisions on its count depend on. */
export type CountedList = Pick<ListRecord, '_id' | '_rev' | 'memberCount'>

/**
 * Decides on recording a new count of a list's members. A count that was begun later stays.
 *
 * @param now - when counting began, ISO 8601 UTC
 */
export function recordListCount(list: CountedList, value: number, now: string): Mutation[] {
  const known = list.memberCount?.at
  if (typeof known === 'string' && known >= now) return []
  return [guardedPatch(list, {set: {memberCount: {value, at: now}}})]
}

/** Lists of a site whose count may be wrong: those that were counted before a moment. */
export interface DueLists {
  site: string
  /** Ids; `null` for all lists of the site. */
  ids: readonly string[] | null
  /** ISO 8601, UTC. */
  before: string
}

/**
 * The lists to count after jobs: those that a job may have changed, when their count was taken before
 * queries could see all of that job.
 *
 * @param jobs - that ended lately
 */
export function listsDueAfter(jobs: readonly EndedJob[]): DueLists[] {
  return jobs.flatMap((job): DueLists[] => {
    const lists = listsOfJob(job)
    const site = parseTenantDocumentId(job._id)?.site
    const ended = Date.parse(job._updatedAt ?? '')
    if (lists.kind === 'none' || site === undefined || Number.isNaN(ended)) return []
    const before = new Date(ended + QUERY_LAG_MS).toISOString()
    return [{site, ids: lists.kind === 'all' ? null : lists.ids, before}]
  })
}
