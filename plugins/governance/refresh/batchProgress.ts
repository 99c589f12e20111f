import {hasEnded} from '../../../core/jobs/jobRecord.ts'
import {problem, type Problem} from '../../../core/problems/problem.ts'
import {refreshProblem} from '../../../core/shopify/syncStatus.ts'
import type {SyncRow} from '../data/siteSync.ts'
import type {StartedRefresh} from './startRefreshes.ts'

/** The progress of the refreshes of several sites. */
export interface BatchProgress {
  total: number
  succeeded: number
  running: readonly {site: string; id: string}[]
  failed: readonly {site: string; title: string; problems: readonly Problem[]}[]
  cancelled: number
}

/** The list knows only the newest refresh of a site. */
const OVERTAKEN = problem('sync.overtaken')

/** A refresh of a batch. */
export interface BatchItem extends StartedRefresh {
  /** Id of the site's newest refresh before this one; `null` where there was none. */
  before: string | null
}

/** Works out the progress of a batch from the newest refresh of each site. */
export function batchProgress(
  started: readonly BatchItem[],
  rows: readonly SyncRow[],
): BatchProgress {
  const rowOf = new Map(rows.map((row) => [row.key, row]))
  const running: {site: string; id: string}[] = []
  const failed: {site: string; title: string; problems: readonly Problem[]}[] = []
  let succeeded = 0
  let cancelled = 0
  for (const {site, id, failure, before} of started) {
    const row = rowOf.get(site)
    const title = row?.title ?? site
    const refresh = row?.refresh
    if (failure) failed.push({site, title, problems: failure.problems})
    else if (!refresh || refresh._id === before) running.push({site, id})
    else if (refresh._id !== id) failed.push({site, title, problems: [OVERTAKEN]})
    else if (!hasEnded({state: refresh.state})) running.push({site, id})
    else if (refresh.state === 'succeeded') succeeded += 1
    else if (refresh.state === 'cancelled') cancelled += 1
    else failed.push({site, title, problems: [refreshProblem(refresh) ?? problem('sync.failed')]})
  }
  return {total: started.length, succeeded, running, failed, cancelled}
}
