import {defineQuery} from 'groq'
import {inPieces} from '../../core/documents/inPieces.ts'
import {parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {recordJob, receiptsOf, type JobMoment} from '../record-jobs/handler.ts'

const RECENT_JOBS_QUERY = defineQuery(`*[
  _type in ["bulkChange", "leadExport"] && _updatedAt > $since && _updatedAt < $before
  && (_updatedAt > $afterTime || (_updatedAt == $afterTime && _id > $afterId))
] | order(_updatedAt asc, _id asc)[0...100]{_id, _type, state, finishedAt, "at": _updatedAt}`)

/** Receipts that are asked for at a time: their ids have to fit into one URL. */
const AT_ONCE = 40

/** How recording went. */
export interface MissedJobs {
  recorded: number
  failures: number
}

/** Jobs that are due an event which has no receipt. */
async function missedOf(
  {client}: FunctionServices,
  jobs: readonly (JobMoment & {_id: string})[],
): Promise<string[]> {
  const due = jobs.flatMap((job) => {
    const site = parseTenantDocumentId(job._id)?.site
    return site === undefined
      ? []
      : receiptsOf(site, job).map((receipt) => ({receipt, jobId: job._id}))
  })
  const missed = new Set<string>()
  for (const piece of inPieces(due, AT_ONCE)) {
    const ids = piece.map(({receipt}) => receipt)
    const found = await client.getDocuments(ids, {tag: 'leads.sweep.receipts'})
    for (const [index, {jobId}] of piece.entries()) if (!found[index]) missed.add(jobId)
  }
  return [...missed]
}

/**
 * Records what the audit trail should tell of jobs and does not, because their function was never
 * called or failed each time. Asks for receipts, many at a time, so that jobs which are recorded cost
 * next to nothing.
 *
 * @param since - jobs that were changed after it, ISO 8601 UTC
 * @param before - and before it: their function gets time to do it
 * @param isOver - whether there is no time for more
 */
export async function recordMissedJobs(
  services: FunctionServices,
  {since, before}: {since: string; before: string},
  isOver: () => boolean,
): Promise<MissedJobs> {
  const result: MissedJobs = {recorded: 0, failures: 0}
  let [afterTime, afterId] = ['', '']
  for (;;) {
    const page = await services.client.fetch(
      RECENT_JOBS_QUERY,
      {since, before, afterTime, afterId},
      {tag: 'leads.sweep.page'},
    )
    for (const id of await missedOf(services, page)) {
      try {
        if ((await recordJob(services, id)) === 'written') result.recorded += 1
      } catch {
        result.failures += 1
      }
    }
    const last = page.at(-1)
    if (!last || isOver()) return result
    afterTime = last.at
    afterId = last._id
  }
}
