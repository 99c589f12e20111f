import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import type {BulkJobRecord} from '../../../core/changes/bulk/bulkJob.ts'
import {
  type BulkOutcome,
  parseBulkRows,
  type BulkRows,
} from '../../../core/changes/bulk/bulkOutcome.ts'
import {parseBulkIntent, type BulkAction} from '../../../core/changes/bulk/bulkIntent.ts'
import {tallyOf, type JobTally} from '../../../core/jobs/jobOutcome.ts'
import type {Problem} from '../../../core/problems/problem.ts'
import {parseProblems} from '../../../core/problems/storedProblems.ts'
import type {DirectResult} from './runDirect.ts'

const bulkChunksQuery = defineQuery(
  '*[_type == "jobChunk" && site == $site && jobId == $jobId && _id > $after] | order(_id asc)[0...20]{_id, rows}',
)

/** A lead, and why it was not changed. */
export interface BulkProblem {
  id: string
  problems: readonly Problem[]
}

/** The result of a bulk change, as the interface shows it. */
export interface BulkReport {
  jobId: string
  way: 'page' | 'function'
  action: BulkAction | null
  tally: JobTally
  /** Number of leads that were not reached. */
  left: number
  /** Their ids, where the page knows them. */
  leftIds: readonly string[]
  /** The failures, or the first of them. */
  failures: readonly BulkProblem[]
  /** Number of failures beside those. */
  moreFailures: number
  /** Leads that were left out on purpose; empty for a function's work, whose chunks list them. */
  skipped: readonly BulkProblem[]
  canUndo: boolean
}

function problemsOf(outcomes: readonly BulkOutcome[], kind: 'failed' | 'skipped'): BulkProblem[] {
  return outcomes.flatMap((outcome) =>
    outcome.kind === kind && 'problems' in outcome
      ? [{id: outcome.id, problems: outcome.problems}]
      : [],
  )
}

/** Reports a bulk change that the page made itself. */
export function directReport(result: DirectResult, action: BulkAction): BulkReport {
  const {jobId, outcomes, left} = result
  return {
    jobId,
    way: 'page',
    action,
    tally: tallyOf(outcomes),
    left: left.length,
    leftIds: left,
    failures: problemsOf(outcomes, 'failed'),
    moreFailures: 0,
    skipped: problemsOf(outcomes, 'skipped'),
    canUndo: outcomes.some((outcome) => outcome.kind === 'changed' && outcome.undo !== null),
  }
}

/** Reports a bulk change that a function made, from its document. */
export function jobReport(job: BulkJobRecord): BulkReport {
  const {total = 0, succeeded = 0, skipped = 0, failed = 0} = job.totals ?? {}
  const parsed = parseBulkIntent(job.intent)
  const tally = {
    succeeded: succeeded ?? 0,
    unchanged: job.unchanged ?? 0,
    skipped: skipped ?? 0,
    failed: failed ?? 0,
  }
  const done = tally.succeeded + tally.unchanged + tally.skipped + tally.failed
  return {
    jobId: job._id,
    way: 'function',
    action: parsed.ok ? parsed.intent.action : null,
    tally,
    left: Math.max(0, (total ?? 0) - done),
    leftIds: [],
    failures: (job.failures ?? []).map(({reference, reason}) => ({
      id: reference ?? '',
      problems: parseProblems(reason),
    })),
    moreFailures: job.moreFailures ?? 0,
    skipped: [],
    canUndo: tally.succeeded > 0,
  }
}

/** Reads all chunks of a bulk change. */
export async function readBulkRows(
  client: SanityClient,
  site: string,
  jobId: string,
): Promise<BulkRows[]> {
  const all: BulkRows[] = []
  let after = ''
  for (;;) {
    const options = {perspective: 'raw', tag: 'leads.bulk.rows'} as const
    const page = await client.fetch<{_id: string; rows: string}[]>(
      bulkChunksQuery,
      {site, jobId, after},
      options,
    )
    const rows = page.map((chunk) => parseBulkRows(chunk.rows))
    all.push(...rows.filter((each) => each !== null))
    const last = page.at(-1)
    if (!last || page.length < 20) return all
    after = last._id
  }
}
