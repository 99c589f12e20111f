import {productQueries} from '../local/lake/groq/indexes/productQueries.ts'
import {BENCH_SITE} from './benchDocuments.ts'
import type {LakeRequests} from './lakeRequests.ts'
import {QUERY_JOBS} from './queryJobs.ts'

const TIME = '2025-06-01T00:00:00.000Z'

/** Values for every parameter that a query of the product names. */
const PARAMS: Record<string, unknown> = {
  site: BENCH_SITE,
  statuses: [{value: 'new'}, {value: 'won'}],
  sites: [{key: BENCH_SITE, since: TIME}],
  ids: [`${BENCH_SITE}.lead.a`],
  kinds: ['note'],
  terms: ['ada*'],
  q: 'ada',
  id: `${BENCH_SITE}.lead.a`,
  leadId: `${BENCH_SITE}.lead.a`,
  cursorId: '',
  status: 'new',
  value: 'new',
}

function paramsOf(query: string): Record<string, unknown> {
  const names = [...query.matchAll(/\$([A-Za-z_]\w*)/g)].map(([, name]) => name ?? '')
  return Object.fromEntries(names.map((name) => [name, PARAMS[name] ?? TIME]))
}

/** Queries of the product that are not answered from indexes alone. */
export async function queriesNotInSql(
  lake: LakeRequests,
): Promise<{query: string; plan: string; rows: number}[]> {
  const product = productQueries()
    .filter((query) => /\[0\.\.\.|count\(|\]\[0\]|_id (?:==|in) /.test(query))
    .map((query) => ({query, params: paramsOf(query)}))
  const found: {query: string; plan: string; rows: number}[] = []
  for (const query of [...product, ...QUERY_JOBS.map((job) => job.query(0))]) {
    const {explain} = await lake.ask(query, true)
    if (explain && explain.plan !== 'sql') {
      found.push({query: query.query, plan: explain.plan, rows: explain.rows})
    }
  }
  return found
}
