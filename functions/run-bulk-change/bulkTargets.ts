import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {
  LeadViewError,
  selectionToGroq,
  type LeadSelection,
  needsSegments,
  viewContext,
} from '../../core/audience/leadSelection.ts'
import type {SegmentSource} from '../../core/audience/checkAudience.ts'
import type {BulkAction, BulkIntent} from '../../core/changes/bulk/bulkIntent.ts'
import type {BulkUndos} from '../../core/changes/bulk/bulkPeople.ts'
import {idsForNext, parseBulkRows} from '../../core/changes/bulk/bulkOutcome.ts'
import {problem} from '../../core/problems/problem.ts'
import {parseIdOfKind} from '../../core/tenancy/documentId.ts'
import {JobRefusal, type JobPage, type JobRun} from '../shared/jobs/jobKind.ts'
import {parseJobId, type JobId, type JobWay} from '../../core/jobs/jobRecord.ts'
import {chunkId} from '../../core/jobs/jobChunk.ts'
import type {BulkChange, JobChunk} from '../../core/sanity.types.generated.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {requesterOf} from '../shared/jobs/openJob.ts'
import {creationOf, listAuthors} from '../shared/documentHistory.ts'
import {fetchByBody} from '../../core/documents/fetchByBody.ts'

/** Leads of one page of targets. */
const PAGE = 10_000

/** Chunks of an earlier job that are read at a time. */
const CHUNKS_AT_ONCE = 20

const SEGMENTS_QUERY = defineQuery('*[_type == "segment" && site == $site]{_id, title, definition}')

type SegmentRow = SegmentSource & {_id: string}

/** A bulk change whose instruction was checked. */
export interface BulkPlan {
  intent: BulkIntent
  /** The earlier bulk change whose leads it is for; `null` where it names or selects leads itself. */
  earlier: EarlierJob | null
}

/**
 * Reads a page of the leads that a bulk change is for: named by id, selected by a view, or those of an
 * earlier bulk change.
 *
 * @throws JobRefusal when they cannot be determined
 */
export async function pageOfTargets(
  run: JobRun,
  {intent, earlier}: BulkPlan,
  after: string,
): Promise<JobPage<string>> {
  const {targets} = intent
  try {
    if (targets.kind === 'ids') return namedPage(run.site.key, targets.ids, after)
    if (targets.kind === 'matching') return await matchingPage(run, targets, after)
  } catch (error) {
    if (error instanceof LeadViewError) throw new JobRefusal(error.problems)
    throw error
  }
  if (targets.kind === 'noted') throw new JobRefusal(problem('bulk.no-leads'))
  return earlier ? earlierPage(run, earlier, targets.which, after) : {groups: [], after: null}
}

function isLeadOf(site: string, id: string): boolean {
  return parseIdOfKind(id, 'lead')?.site === site
}

function namedPage(site: string, ids: readonly string[], after: string): JobPage<string> {
  const rest = [...new Set(ids)].sort().filter((id) => id > after)
  if (!rest.every((id) => isLeadOf(site, id))) {
    throw new JobRefusal(problem('bulk.foreign-leads'))
  }
  const page = rest.slice(0, PAGE)
  return {groups: [{items: page}], after: rest.length > PAGE ? (page.at(-1) ?? null) : null}
}

async function matchingPage(
  {services, site, startedMs}: JobRun,
  selection: LeadSelection & {kind: 'matching'},
  after: string,
): Promise<JobPage<string>> {
  const {view} = selection
  const params = {site: site.key}
  const segments = needsSegments(view)
    ? await services.client.fetch<SegmentRow[]>(SEGMENTS_QUERY, params, {
        tag: 'leads.bulk.segments',
      })
    : []
  const byId = new Map(
    segments
      .filter(({_id}) => parseIdOfKind(_id, 'segment')?.site === site.key)
      .map((segment) => [segment._id, segment] as const),
  )
  const now = new Date(startedMs).toISOString()
  const where = selectionToGroq(selection, viewContext(site, view, byId, now))
  const query = `*[_type == "lead" && site == $site && _id > $after && (${where.filter})] | order(_id asc)[0...${PAGE}]._id`
  const ids = await fetchByBody<string[]>(
    services.client,
    query,
    {...where.params, ...params, after},
    {tag: 'leads.bulk.page'},
  )
  const own = ids.filter((id) => isLeadOf(site.key, id))
  return {groups: [{items: own}], after: ids.length === PAGE ? (ids.at(-1) ?? null) : null}
}

/** An earlier bulk change, whose chunks say which leads are meant and how to undo what it did. */
export interface EarlierJob {
  jobId: string
  id: JobId
  way: JobWay
  /** Author of its document by the store's history. */
  author: string | null
  /** Its instruction, as its document has it now. */
  intent: string | null
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
  const id = parseJobId(jobId, 'bulk')
  if (id?.site !== site) throw new JobRefusal(problem('bulk.earlier-foreign'))
  const job = await client.getDocument<BulkChange>(jobId, {tag: 'leads.bulk.earlier'})
  if (job?._type !== 'bulkChange') throw new JobRefusal(problem('bulk.earlier-gone'))
  return {
    jobId,
    id,
    way: await wayOf(client, jobId, id),
    intent: job.intent ?? null,
    author: requesterOf(await creationOf(client, jobId), job),
  }
}

/** Who carried a job out, by its chunks: its author may write anything into the job's document since. */
async function wayOf(client: SanityClient, jobId: string, id: JobId): Promise<JobWay> {
  const first = chunkId(id, 'function', 0)
  const chunk = await client.getDocument<JobChunk>(first, {tag: 'leads.bulk.earlier'})
  return chunk?.jobId === jobId ? 'function' : 'page'
}

async function earlierPage(
  {services, site}: JobRun,
  earlier: EarlierJob,
  which: 'failed' | 'changed',
  after: string,
): Promise<JobPage<string>> {
  const from = Number(after || '0')
  const ids = Array.from({length: CHUNKS_AT_ONCE}, (_, index) =>
    chunkId(earlier.id, earlier.way, from + index),
  )
  const found = await services.client.getDocuments<JobChunk>(ids, {tag: 'leads.bulk.earlier'})
  const groups: JobPage<string>['groups'] = []
  for (const [index, id] of ids.entries()) {
    const chunk = found[index]
    // A job of another author may have the same ULID, and so chunks of the same ids.
    const rows = chunk?.jobId === earlier.jobId ? parseBulkRows(chunk.rows) : null
    if (!rows || !(await isAuthentic(services, earlier, id))) continue
    const items = idsForNext(rows, which).filter((each) => isLeadOf(site.key, each))
    groups.push({items, source: id})
  }
  const isLast = found.every((chunk) => chunk === null)
  return {groups, after: isLast ? null : String(from + ids.length)}
}

/** Editors write the chunks of pages: those of other authors say nothing about this job. */
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
