import {defineQuery} from 'groq'
import {
  LIST_COUNT_AGE_MS,
  listsDueAfter,
  type DueLists,
  type EndedJob,
} from '../../core/changes/lists/listCounts.ts'
import {parseIdOfKind} from '../../core/tenancy/documentId.ts'
import {countLists, type CountResult} from '../count-lists/countLists.ts'
import type {FunctionServices} from '../shared/functionServices.ts'

/** How far back a run looks for jobs whose call of `count-lists` may have been dropped, in milliseconds. */
const LOOK_BACK_MS = 3_600_000

/** Time after which a run leaves the rest to the next one, in milliseconds. */
const BUDGET_MS = 90_000

const COUNTS_DUE_QUERY = defineQuery(`{
  "jobs": *[_type in ["bulkChange", "leadImport"] && _updatedAt > $since
      && state in ["succeeded", "partly", "failed", "cancelled"]]
    | order(_updatedAt asc, _id asc)[0...200]{_id, _updatedAt, state, intent},
  "lists": *[_type == "leadList" && (!defined(memberCount.at) || memberCount.at < $old)]
    | order(_id asc)[0...1000]._id
}`)

interface Due {
  jobs: EndedJob[]
  lists: string[]
}

/** Lists that were never counted or not for a day, by site. */
function agedLists(ids: readonly string[], before: string): DueLists[] {
  const bySite = new Map<string, string[]>()
  for (const id of ids) {
    const site = parseIdOfKind(id, 'list')?.site
    if (site !== undefined) bySite.set(site, [...(bySite.get(site) ?? []), id])
  }
  return Array.from(bySite, ([site, lists]) => ({site, ids: lists, before}))
}

/**
 * Counts the lists whose count may be wrong: those that a job of the last hour may have changed since they
 * were counted, those that were never counted, and each once a day. While nothing changes it is one query.
 * A list that fails affects no other.
 *
 * @param elapsed - milliseconds of a clock that only goes forward
 */
export async function refreshLists(
  services: FunctionServices,
  elapsed: () => number,
): Promise<CountResult> {
  const {client, now} = services
  const started = elapsed()
  const hasTime = (): boolean => elapsed() - started < BUDGET_MS
  const ago = (ms: number): string => new Date(Date.parse(now()) - ms).toISOString()
  const old = ago(LIST_COUNT_AGE_MS)
  const {jobs, lists} = await client.fetch<Due>(
    COUNTS_DUE_QUERY,
    {since: ago(LOOK_BACK_MS), old},
    {tag: 'leads.lists.waiting'},
  )
  const result: CountResult = {counted: 0, failures: 0}
  for (const due of [...listsDueAfter(jobs), ...agedLists(lists, old)]) {
    if (!hasTime()) break
    try {
      const {counted, failures} = await countLists(services, due, hasTime)
      result.counted += counted
      result.failures += failures
    } catch {
      result.failures += 1
    }
  }
  return result
}
