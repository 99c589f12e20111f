import {z} from 'zod'
import {BENCH_SITE} from './benchDocuments.ts'
import {type BenchRow, measure} from './benchRow.ts'
import type {LakeRequests} from './lakeRequests.ts'

const LEADS = 1000
const REQUESTS = 4
const RUNS = 10
const SEEN = z.object({ids: z.array(z.string())})

/** Sets a field of 1,000 leads by id, as an editor who selected them in the grid. */
export async function bulkChangeRow(lake: LakeRequests): Promise<BenchRow> {
  const query = `{"ids": *[_type == "lead" && site == $site] | order(createdAt desc, _id asc)[0...${LEADS * RUNS}]._id}`
  const {result} = await lake.ask({query, params: {site: BENCH_SITE}})
  const {ids} = SEEN.parse(result)
  const label = `bench-${Date.now()}`
  const set = {owner: label, lastActivityAt: new Date().toISOString()}
  const timing = await measure(RUNS, async (run) => {
    const own = Array.from({length: LEADS}, (_, index) => ids[(run * LEADS + index) % ids.length])
    const share = LEADS / REQUESTS
    for (let first = 0; first < LEADS; first += share) {
      const mutations = own.slice(first, first + share).map((id) => ({patch: {id, set}}))
      await lake.mutate(mutations)
    }
  })
  const changed = await lake.ask({
    query: 'count(*[_type == "lead" && site == $site && owner == $label])',
    params: {site: BENCH_SITE, label},
  })
  const expected = Math.min(ids.length, LEADS * RUNS)
  return {
    name: 'bulk change of 1,000 leads by id',
    median: timing.median,
    p95: timing.p95,
    targetMs: 400,
    note: `${REQUESTS} requests`,
    ...(changed.result !== expected && {
      failure: `${String(changed.result)} of ${expected} leads were changed`,
    }),
  }
}
