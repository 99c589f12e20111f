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
import type {Lead, Site} from '../../../core/sanity.types.generated.ts'
import {reportOfDirect, readBulkRows, type BulkReport} from './bulkReport.ts'
import {bulkWhere, MAX_DIRECT, type BulkWhere} from './bulkWhere.ts'
import {documentsOf, runDirect} from './runDirect.ts'

/** Who makes a bulk change, with what. */
export interface BulkSetting {
  client: SanityClient
  site: Site
  user: {id: string; name: string}
  /** A new ULID. */
  newUlid: () => string
  now: () => string
}

/** How the page hears of what it does itself. */
export interface BulkHandles {
  onProgress: (done: number, total: number) => void
  isCancelled: () => boolean
}

/** A bulk change that is made, or that was given to a function. */
export type StartedBulk = {kind: 'made'; report: BulkReport} | {kind: 'given'; jobId: string}

async function giveToFunction(setting: BulkSetting, intent: BulkIntent): Promise<StartedBulk> {
  const {client, site, user, newUlid, now} = setting
  const parts = {site: site.key, ulid: newUlid(), intent, createdBy: user.id, now: now()}
  const job = newBulkJob({...parts, way: 'function'})
  await commitOnce(committer(client, 'leads.bulk.start', 'sync'), [{create: job}])
  return {kind: 'given', jobId: job._id}
}

/** Reads the leads of a selection, one more than the page changes by itself. */
async function readSelected(client: SanityClient, where: BulkWhere): Promise<BulkPeople> {
  const query = `*[_type == "lead" && site == $site && (${where.condition})] | order(_id asc)[0...${MAX_DIRECT + 1}]`
  const options = {perspective: 'raw', tag: 'leads.bulk.read'} as const
  return bulkPeople(await client.fetch<Lead[]>(query, where.params, options))
}

function intentOf(setting: BulkSetting, action: BulkAction, targets: BulkTargets): BulkIntent {
  return {version: BULK_VERSION, action, targets}
}

/**
 * Makes a bulk change of the selected leads: by the page itself where they are few, else by a
 * function. What is selected is asked anew, so that it is the leads of this moment.
 *
 * @param expected - how many the person was told
 * @throws whatever the store throws while nothing is written yet
 */
export async function startBulk(
  setting: BulkSetting,
  action: BulkAction,
  selection: LeadSelection,
  expected: number,
  handles: BulkHandles,
): Promise<StartedBulk> {
  const {client, site} = setting
  const intent = {...intentOf(setting, action, selection), expected}
  const count = selection.kind === 'ids' ? selection.ids.length : expected
  if (count > MAX_DIRECT) return giveToFunction(setting, intent)
  const selected = await readSelected(client, await bulkWhere(client, site, selection))
  // More began to match since they were counted.
  if (selected.leadIds.length > MAX_DIRECT) return giveToFunction(setting, intent)
  const found = selected.leadIds
  const ids = selection.kind === 'ids' ? [...new Set(selection.ids)].sort() : found
  const people = needsStanding(action)
    ? await readBulkPeople(documentsOf(client), ids, action)
    : selected
  // What is noted of it names the leads: the filter may mean others by the time it is read.
  const named = intentOf(setting, action, {kind: 'ids', ids})
  const asked =
    selection.kind === 'matching'
      ? {asked: {view: selection.view, excluded: selection.excluded.length}}
      : {}
  const onProgress = (done: number) => handles.onProgress(done, ids.length)
  const change = {
    ...setting,
    ulid: setting.newUlid(),
    intent: {...named, ...asked, expected},
    ids,
    people,
  }
  const result = await runDirect({...change, onProgress, isCancelled: handles.isCancelled})
  return {kind: 'made', report: reportOfDirect(result, action)}
}

/**
 * Undoes a bulk change, or tries again what failed, by what is kept of it.
 *
 * @throws whatever the store throws while nothing is written yet
 */
export async function followUp(
  setting: BulkSetting,
  report: BulkReport,
  how: 'undo' | 'retry',
  handles: BulkHandles,
): Promise<StartedBulk> {
  const {client, site} = setting
  const action: BulkAction | null = how === 'undo' ? {kind: 'undo'} : report.action
  if (!action) throw new Error('It is not known any more what was asked for.')
  const which: 'changed' | 'failed' = how === 'undo' ? 'changed' : 'failed'
  const targets = {kind: 'job' as const, jobId: report.jobId, which}
  const count = how === 'undo' ? report.tally.succeeded : report.tally.failed + report.left
  const intent = {...intentOf(setting, action, targets), expected: count}
  if (count > MAX_DIRECT) return giveToFunction(setting, intent)
  if (how === 'retry' && report.way === 'page') {
    const ids = [...report.failures.map(({id}) => id), ...report.leftIds]
    return startBulk(setting, action, {kind: 'ids', ids}, ids.length, handles)
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
  const onProgress = (done: number) => handles.onProgress(done, ids.length)
  const change = {...setting, ulid: setting.newUlid(), intent, ids, people, undos}
  const result = await runDirect({...change, onProgress, isCancelled: handles.isCancelled})
  return {kind: 'made', report: reportOfDirect(result, action)}
}
