import {defineQuery} from 'groq'
import {
  LeadViewError,
  selectionToGroq,
  type LeadSelection,
  needsSegments,
  viewContext,
} from '../../core/audience/leadSelection.ts'
import type {SegmentSource} from '../../core/audience/checkAudience.ts'
import type {BulkIntent} from '../../core/changes/bulk/bulkIntent.ts'
import {idsForNext} from '../../core/changes/bulk/bulkRows.ts'
import {parseIdOfKind} from '../../core/tenancy/documentId.ts'
import {JobRefusal, type JobPage, type JobRun} from '../shared/jobs/jobKind.ts'
import {readEarlierShares, type EarlierJob} from './earlierJob.ts'

/** Leads that are noted at a time. */
const PAGE = 10_000

const SEGMENTS_QUERY = defineQuery('*[_type == "segment" && site == $site]{_id, title, definition}')

type SegmentRow = SegmentSource & {_id: string}

/** A bulk change as it was asked for and found to be allowed. */
export interface BulkPlan {
  intent: BulkIntent
  /** Where its leads are those of an earlier one. */
  earlier: EarlierJob | null
}

function isLeadOf(site: string, id: string): boolean {
  return parseIdOfKind(id, 'lead')?.site === site
}

function namedPage(site: string, ids: readonly string[], after: string): JobPage<string> {
  const own = [...new Set(ids)].sort().filter((id) => id > after)
  if (!own.every((id) => isLeadOf(site, id))) {
    throw new JobRefusal('It names documents that are no leads of this site.')
  }
  const page = own.slice(0, PAGE)
  return {parts: [{items: page}], after: own.length > PAGE ? (page.at(-1) ?? null) : null}
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
  const ids = await services.client.fetch<string[]>(
    query,
    {...where.params, ...params, after},
    {tag: 'leads.bulk.page'},
  )
  const own = ids.filter((id) => isLeadOf(site.key, id))
  return {parts: [{items: own}], after: ids.length === PAGE ? (ids.at(-1) ?? null) : null}
}

async function earlierPage(
  {services, site}: JobRun,
  earlier: EarlierJob,
  which: 'failed' | 'changed',
  after: string,
): Promise<JobPage<string>> {
  const {shares, next} = await readEarlierShares(services, earlier, Number(after || '0'))
  return {
    after: next === null ? null : String(next),
    parts: shares.map(({id, rows}) => ({
      items: idsForNext(rows, which).filter((each) => isLeadOf(site.key, each)),
      source: id,
    })),
  }
}

/**
 * Some of the leads that a bulk change is for.
 *
 * @throws JobRefusal when they cannot be told
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
    if (error instanceof LeadViewError) throw new JobRefusal(error.message)
    throw error
  }
  if (targets.kind === 'noted') throw new JobRefusal('It names no leads.')
  return earlier ? earlierPage(run, earlier, targets.which, after) : {parts: [], after: null}
}
