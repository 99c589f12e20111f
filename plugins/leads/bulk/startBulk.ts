import type {SanityClient} from '@sanity/client'
import {
  bulkPeople,
  readBulkPeople,
  type BulkPeople,
  type BulkUndos,
} from '../../../core/changes/bulk/bulkPeople.ts'
import {
  BULK_VERSION,
  needsStanding,
  type BulkAction,
  type BulkIntent,
  type BulkTargets,
} from '../../../core/changes/bulk/bulkIntent.ts'
import {commitOnce, committer} from '../../../core/changes/commitDecision.ts'
import {newBulkJob} from '../../../core/changes/bulk/bulkJob.ts'
import type {LeadSelection} from '../../../core/audience/leadSelection.ts'
import {problem} from '../../../core/problems/problem.ts'
import {changeError} from '../../ui/changeStore.ts'
import type {WorkspaceSite} from '../../ui/siteContext.tsx'
import type {Lead} from '../../../core/sanity.types.generated.ts'
import {directReport, readBulkRows, type BulkReport} from './bulkReport.ts'
import type {AudienceFilter} from '../../../core/audience/toGroq.ts'
import {MAX_DIRECT, selectionFilter} from './selectionFilter.ts'
import {documentsOf, runDirect} from './runDirect.ts'
import {fetchByBody} from '../../../core/documents/fetchByBody.ts'

/** Who makes a bulk change, and by which client. */
export interface BulkSetting {
  client: SanityClient
  site: WorkspaceSite
  user: {id: string; name: string}
  newUlid: () => string
  now: () => string
}

/** Progress and cancelling of work that the page does itself. */
export interface BulkCallbacks {
  onProgress: (done: number, total: number) => void
  isCancelled: () => boolean
}

/** A bulk change that the page made, or that waits for a function. */
export type StartedBulk = {kind: 'done'; report: BulkReport} | {kind: 'queued'; jobId: string}

async function queueJob(setting: BulkSetting, intent: BulkIntent): Promise<StartedBulk> {
  const {client, site, user, newUlid, now} = setting
  const parts = {site: site.key, ulid: newUlid(), intent, createdBy: user.id, now: now()}
  const job = newBulkJob({...parts, way: 'function'})
  await commitOnce(committer(client, 'leads.bulk.start', 'sync'), [{create: job}])
  return {kind: 'queued', jobId: job._id}
}

/** Reads the selected leads: one more than the page changes by itself, to detect that there are more. */
async function readSelected(client: SanityClient, where: AudienceFilter): Promise<BulkPeople> {
  const query = `*[_type == "lead" && site == $site && (${where.filter})] | order(_id asc)[0...${MAX_DIRECT + 1}]`
  const options = {tag: 'leads.bulk.read'}
  return bulkPeople(await fetchByBody<Lead[]>(client, query, where.params, options))
}

function intentOf(setting: BulkSetting, action: BulkAction, targets: BulkTargets): BulkIntent {
  return {version: BULK_VERSION, action, targets}
}

/**
 * Makes a bulk change of the selected leads: up to {@link MAX_DIRECT} in the page itself, more by a
 * function. Reads the selection again, so that it changes the leads that match now.
 *
 * @param expected - the number of leads that the dialog showed
 * @throws the store's errors as long as nothing is written
 */
export async function startBulk(
  setting: BulkSetting,
  action: BulkAction,
  selection: LeadSelection,
  expected: number,
  callbacks: BulkCallbacks,
): Promise<StartedBulk> {
  const {client, site} = setting
  const intent = {...intentOf(setting, action, selection), expected}
  const count = selection.kind === 'ids' ? selection.ids.length : expected
  if (count > MAX_DIRECT) return queueJob(setting, intent)
  const selected = await readSelected(client, await selectionFilter(client, site, selection))
  // More leads match now than when they were counted.
  if (selected.leadIds.length > MAX_DIRECT) return queueJob(setting, intent)
  const found = selected.leadIds
  const ids = selection.kind === 'ids' ? [...new Set(selection.ids)].sort() : found
  const people = needsStanding(action)
    ? await readBulkPeople(documentsOf(client), ids, action)
    : selected
  // The job document lists the leads: the filter may match others when it is read.
  const named = intentOf(setting, action, {kind: 'ids', ids})
  const asked =
    selection.kind === 'matching'
      ? {asked: {view: selection.view, excluded: selection.excluded.length}}
      : {}
  const onProgress = (done: number) => callbacks.onProgress(done, ids.length)
  const change = {
    ...setting,
    ulid: setting.newUlid(),
    intent: {...named, ...asked, expected},
    ids,
    people,
  }
  const result = await runDirect({...change, onProgress, isCancelled: callbacks.isCancelled})
  return {kind: 'done', report: directReport(result, action)}
}

/**
 * Undoes a bulk change or retries its failures, from its stored chunks.
 *
 * @throws the store's errors as long as nothing is written
 */
export async function followUp(
  setting: BulkSetting,
  report: BulkReport,
  how: 'undo' | 'retry',
  callbacks: BulkCallbacks,
): Promise<StartedBulk> {
  const {client, site} = setting
  const action: BulkAction | null = how === 'undo' ? {kind: 'undo'} : report.action
  if (!action) throw changeError(problem('bulk.request-unknown'))
  const which: 'changed' | 'failed' = how === 'undo' ? 'changed' : 'failed'
  const targets = {kind: 'job' as const, jobId: report.jobId, which}
  const count = how === 'undo' ? report.tally.succeeded : report.tally.failed + report.left
  const intent = {...intentOf(setting, action, targets), expected: count}
  // A deleted list is restored by a function, which may read the store's history.
  const isOfList = report.action?.kind === 'deleteList'
  if (count > MAX_DIRECT || isOfList) return queueJob(setting, intent)
  if (how === 'retry' && report.way === 'page') {
    const ids = [...report.failures.map(({id}) => id), ...report.leftIds]
    return startBulk(setting, action, {kind: 'ids', ids}, ids.length, callbacks)
  }
  const rows = await readBulkRows(client, site.key, report.jobId)
  const undos: BulkUndos = new Map(
    rows.flatMap(({undo}) =>
      undo.flatMap((each) => (each.undo === null ? [] : [[each.id, each.undo] as const])),
    ),
  )
  const failed = rows.flatMap((each) => [...each.failed.map(({id}) => id), ...each.waiting])
  const ids = how === 'undo' ? [...undos.keys()] : failed
  const people = await readBulkPeople(documentsOf(client), ids, action)
  const onProgress = (done: number) => callbacks.onProgress(done, ids.length)
  const change = {...setting, ulid: setting.newUlid(), intent, ids, people, undos}
  const result = await runDirect({...change, onProgress, isCancelled: callbacks.isCancelled})
  return {kind: 'done', report: directReport(result, action)}
}
