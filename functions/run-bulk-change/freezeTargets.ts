import {defineQuery} from 'groq'
import {selectionToGroq, type LeadSelection} from '../../core/audience/leadSelection.ts'
import type {SegmentSource} from '../../core/audience/resolveSegments.ts'
import {needsSegments, viewContext} from '../../core/audience/viewContext.ts'
import {inPieces} from '../../core/documents/inPieces.ts'
import type {BulkTargets} from '../../core/changes/bulk/bulkIntent.ts'
import type {BulkJobRecord} from '../../core/changes/bulk/bulkJob.ts'
import {
  idsForNext,
  newBulkRows,
  parseBulkRows,
  type BulkRows,
} from '../../core/changes/bulk/bulkRows.ts'
import {checkpointOf, freezeShare, type BulkCheckpoint} from '../../core/changes/bulk/bulkState.ts'
import type {JobChunk} from '../../core/sanity.types.generated.ts'
import {parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import {commitDecision} from '../shared/commitDecision.ts'
import {BulkRefusal, readJob, type BulkRun} from './bulkRun.ts'

/** Leads of one share, which are changed in one transaction. */
export const SHARE = 500
/** Leads that are written down at a time. */
const PAGE = 10_000
const SHARES_OF_A_JOB = 20

const SEGMENTS_QUERY = defineQuery('*[_type == "segment" && site == $site]{_id, title, definition}')
const EARLIER_QUERY = defineQuery(`*[
  _type == "jobChunk" && site == $site && jobId == $jobId && _id > $after
] | order(_id asc)[0...20]{_id, rows}`)

type SegmentRow = SegmentSource & {_id: string}

/** Some of the leads that a bulk change is for, and the id that the next come after. */
interface Page {
  shares: BulkRows[]
  /** `null` when these were the last. */
  after: string | null
}

function sharesOf(ids: readonly string[]): BulkRows[] {
  return inPieces(ids, SHARE).map((share) => newBulkRows(share))
}

function namedPage(run: BulkRun, ids: readonly string[], after: string): Page {
  const own = [...new Set(ids)].sort().filter((id) => id > after)
  const foreign = own.some((id) => {
    const parsed = parseTenantDocumentId(id)
    return parsed?.kind !== 'lead' || parsed.site !== run.id.site
  })
  if (foreign) throw new BulkRefusal('It names documents that are no leads of this site.')
  const page = own.slice(0, PAGE)
  return {shares: sharesOf(page), after: own.length > PAGE ? (page.at(-1) ?? null) : null}
}

async function matchingPage(
  run: BulkRun,
  selection: LeadSelection & {kind: 'matching'},
  after: string,
): Promise<Page> {
  const {services, site, startedMs} = run
  const {view} = selection
  const params = {site: site.key}
  const segments = needsSegments(view)
    ? await services.client.fetch<SegmentRow[]>(SEGMENTS_QUERY, params, {
        tag: 'leads.bulk.segments',
      })
    : []
  const byId = new Map(segments.map((segment) => [segment._id, segment] as const))
  const now = new Date(startedMs).toISOString()
  const where = selectionToGroq(selection, viewContext(site, view, byId, now))
  const query = `*[_type == "lead" && site == $site && _id > $after && (${where.filter})] | order(_id asc)[0...${PAGE}]._id`
  const ids = await services.client.fetch<string[]>(
    query,
    {...where.params, ...params, after},
    {tag: 'leads.bulk.page'},
  )
  const own = ids.filter((id) => parseTenantDocumentId(id)?.site === site.key)
  return {shares: sharesOf(own), after: ids.length === PAGE ? (ids.at(-1) ?? null) : null}
}

async function earlierPage(
  run: BulkRun,
  {jobId, which}: BulkTargets & {kind: 'job'},
  after: string,
): Promise<Page> {
  const {services, site} = run
  const chunks = await services.client.fetch<Pick<JobChunk, '_id' | 'rows'>[]>(
    EARLIER_QUERY,
    {site: site.key, jobId, after},
    {tag: 'leads.bulk.earlier'},
  )
  const shares = chunks.flatMap(({_id, rows}) => {
    const parsed = parseBulkRows(rows)
    const ids = parsed ? idsForNext(parsed, which) : []
    const own = ids.filter((id) => parseTenantDocumentId(id)?.site === site.key)
    return own.length === 0 ? [] : [newBulkRows(own, _id)]
  })
  const last = chunks.length === SHARES_OF_A_JOB ? (chunks.at(-1)?._id ?? null) : null
  return {shares, after: last}
}

function pageOf(run: BulkRun, after: string): Promise<Page> | Page {
  const {targets} = run.intent
  if (targets.kind === 'ids') return namedPage(run, targets.ids, after)
  return targets.kind === 'matching'
    ? matchingPage(run, targets, after)
    : earlierPage(run, targets, after)
}

/**
 * Writes down which leads a bulk change is for, page by page in the order of their ids, so that it
 * is clear from then on, whatever becomes of the leads. Goes on where an earlier call stopped.
 *
 * @param goOn - whether there is time for another page
 * @returns whether all are written down
 * @throws BulkRefusal when its leads cannot be told
 */
export async function freezeTargets(
  run: BulkRun,
  first: BulkJobRecord,
  goOn: () => boolean,
): Promise<boolean> {
  const {services, jobId} = run
  let job: BulkJobRecord | null = first
  while (job && checkpointOf(job).phase === 'freezing') {
    if (!goOn() || job.cancelRequested === true) return false
    await commitDecision(services.client, 'leads.bulk.freeze', async () => {
      const current = await readJob(services, jobId)
      const checkpoint = current && checkpointOf(current)
      if (!current || checkpoint?.phase !== 'freezing') return {mutations: []}
      run.startedMs = Date.parse(current.startedAt ?? new Date(run.startedMs).toISOString())
      const {shares, after} = await pageOf(run, checkpoint.after)
      const chunks = checkpoint.chunks + shares.length
      const next: BulkCheckpoint =
        after === null ? {phase: 'applying', chunks} : {phase: 'freezing', after, chunks}
      const startedAt = new Date(run.startedMs).toISOString()
      return {mutations: freezeShare({startedAt, ...current}, shares, next, services.now())}
    })
    job = await readJob(services, jobId)
  }
  if (job?.startedAt) run.startedMs = Date.parse(job.startedAt)
  return job !== null
}
