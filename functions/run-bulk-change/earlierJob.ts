import {parseBulkId} from '../../core/changes/bulk/bulkIds.ts'
import type {BulkJobRecord} from '../../core/changes/bulk/bulkJob.ts'
import {parseBulkRows, type BulkRows} from '../../core/changes/bulk/bulkRows.ts'
import type {JobWay} from '../../core/jobs/jobShare.ts'
import {shareId} from '../../core/jobs/jobShare.ts'
import {checkpointOf} from '../../core/jobs/jobNotes.ts'
import type {BulkChange, JobChunk} from '../../core/sanity.types.generated.ts'
import type {BulkAction} from '../../core/changes/bulk/bulkIntent.ts'
import type {BulkUndos} from '../../core/changes/bulk/bulkPeople.ts'
import {parseIdOfKind} from '../../core/tenancy/documentId.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {askerOf} from '../shared/jobs/openJob.ts'
import {JobRefusal, type JobRun} from '../shared/jobs/jobKind.ts'
import {creationOf, listAuthors} from '../shared/storeHistory.ts'

/** Shares of an earlier job that are read at a time. */
const SHARES_AT_ONCE = 20

/** An earlier bulk change whose shares say which leads are meant, and what is to be undone. */
export interface EarlierJob {
  id: {site: string; ulid: string; byAdministrator: boolean}
  way: JobWay
  /** Author of its document by the store's history. */
  author: string | null
  /** How many shares it has; `null` where only looking for them tells. */
  shares: number | null
}

/** A share of an earlier job, as far as it is to be believed. */
export interface EarlierShare {
  id: string
  rows: BulkRows
}

/**
 * Finds an earlier bulk change of a site.
 *
 * @throws JobRefusal when there is none
 */
export async function findEarlierJob(
  {client}: FunctionServices,
  site: string,
  jobId: string,
): Promise<EarlierJob> {
  const id = parseBulkId(jobId)
  if (id?.site !== site) throw new JobRefusal('The earlier bulk change is not of this site.')
  const job = await client.getDocument<BulkChange>(jobId, {tag: 'leads.bulk.earlier'})
  if (job?._type !== 'bulkChange') throw new JobRefusal('The earlier bulk change is gone.')
  const record: BulkJobRecord = job
  const way = record.way === 'page' ? 'page' : 'function'
  return {
    id,
    way,
    author: askerOf(await creationOf(client, jobId), record),
    shares: way === 'function' ? checkpointOf(record).shares : null,
  }
}

/** Editors write shares of pages: those of somebody else say nothing about this job. */
async function isAuthentic(
  {client}: FunctionServices,
  {way, author}: EarlierJob,
  id: string,
): Promise<boolean> {
  if (way === 'function') return true
  const authors = await listAuthors(client, id)
  return author !== null && authors.length > 0 && authors.every((each) => each === author)
}

/**
 * Reads some shares of an earlier job, by their ids.
 *
 * @param from - number of the first
 * @returns the shares that are to be believed, and the number of the next; `null` when there are none
 */
export async function readEarlierShares(
  services: FunctionServices,
  earlier: EarlierJob,
  from: number,
): Promise<{shares: EarlierShare[]; next: number | null}> {
  const end = Math.min(earlier.shares ?? Infinity, from + SHARES_AT_ONCE)
  const ids = Array.from({length: Math.max(0, end - from)}, (_, index) =>
    shareId(earlier.id, earlier.way, from + index),
  )
  if (ids.length === 0) return {shares: [], next: null}
  const found = await services.client.getDocuments<JobChunk>(ids, {tag: 'leads.bulk.earlier'})
  const shares: EarlierShare[] = []
  for (const [index, id] of ids.entries()) {
    const rows = parseBulkRows(found[index]?.rows)
    if (rows && (await isAuthentic(services, earlier, id))) shares.push({id, rows})
  }
  const isLast = earlier.shares === null ? found.includes(null) : end >= earlier.shares
  return {shares, next: isLast ? null : end}
}

/**
 * Reads what undoing a bulk change restores.
 *
 * @param source - id of the chunk that has it
 */
export async function readUndos(
  {services, site}: JobRun,
  action: BulkAction,
  source: string | undefined,
): Promise<BulkUndos> {
  if (source === undefined || action.kind !== 'undo') return new Map()
  if (parseIdOfKind(source, 'chunk')?.site !== site.key) return new Map()
  const chunk = await services.client.getDocument<JobChunk>(source, {tag: 'leads.bulk.undo'})
  const rows = parseBulkRows(chunk?.rows)
  return new Map(
    (rows?.undo ?? []).flatMap(({id, undo}) => (undo === null ? [] : [[id, undo] as const])),
  )
}
