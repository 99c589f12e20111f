import {productQueries} from '../local/lake/groq/indexes/productQueries.ts'
import {DEFAULT_SORT} from '../plugins/leads/data/sortKeys.ts'
import {pipelineQuery} from '../plugins/overview/data/requests.ts'
import {BENCH_SITE} from './benchDocuments.ts'
import {type BenchRow, measure} from './benchRow.ts'
import type {GroqJsProcess} from './groqJsProcess.ts'
import type {HandWritten, SqlComparison} from './handSql.ts'
import type {BenchQuery, LakeRequests} from './lakeRequests.ts'
import {gridCount, gridPage, QUERY_JOBS, type QueryJob} from './queryJobs.ts'

/** What the lake's answers are compared with, on the same documents. */
export interface Comparisons {
  groqJs: GroqJsProcess
  sql: SqlComparison
}

/** The callers of the lake. */
interface Callers {
  editor: LakeRequests
  admin: LakeRequests
}

/**
 * Measures one query. Fails when the answer does not come from indexes alone; the lake explains that to
 * administrators only.
 */
export async function queryRow(
  {name, targetMs, runs, query, sql}: QueryJob,
  {editor: lake, admin}: Callers,
  comparisons: Comparisons,
): Promise<BenchRow> {
  const {explain} = await admin.ask(query(0), true)
  const timing = await measure(runs, (run) => lake.ask(query(run + 1)))
  const row = {name, targetMs, median: timing.median, p95: timing.p95}
  const groqJs = await comparisons.groqJs.time(query(1))
  const sqlMs = comparisons.sql.time(sql).median
  if (explain?.plan === 'sql') return {...row, groqJs, sqlMs}
  return {...row, groqJs, sqlMs, failure: `${explain?.plan}, ${explain?.rows} documents read`}
}

/** The queries of the grid and the overview when they open. */
function openingQueries(run: number): BenchQuery[] {
  const statuses = [{value: 'new'}, {value: 'won'}]
  return [
    gridPage(run, DEFAULT_SORT),
    gridCount(run),
    {query: pipelineQuery, params: {site: BENCH_SITE, statuses, run}},
  ]
}

const openingSql: HandWritten = ({column, leads}) => [
  `SELECT d.json FROM (SELECT n FROM entries WHERE ${leads} ORDER BY ${column('createdAt')} DESC, id LIMIT 50) e JOIN documents d ON d.n = e.n`,
  `SELECT count(*) FROM entries WHERE ${leads}`,
  `SELECT count(*) FROM entries WHERE ${leads}`,
  `SELECT count(*) FROM entries WHERE ${leads} AND ${column('status')} = 'new'`,
  `SELECT count(*) FROM entries WHERE ${leads} AND ${column('status')} = 'won'`,
]

async function openingRow({editor: lake}: Callers, comparisons: Comparisons): Promise<BenchRow> {
  const timing = await measure(20, (run) =>
    Promise.all(openingQueries(run).map((query) => lake.ask(query))),
  )
  let ms = 0
  let documents = 0
  for (const query of openingQueries(0)) {
    const one = await comparisons.groqJs.time(query)
    ms += one.ms
    documents = one.documents
  }
  const sqlMs = comparisons.sql.time(openingSql).median
  const {median, p95} = timing
  return {
    name: 'opening requests, together',
    median,
    p95,
    targetMs: 1000,
    groqJs: {ms, documents},
    sqlMs,
  }
}

/** The measurements that only read, by name. */
export const QUERY_ROWS: readonly {
  name: string
  run: (callers: Callers, comparisons: Comparisons) => Promise<BenchRow>
}[] = [
  ...QUERY_JOBS.map((job) => ({
    name: job.name,
    run: (callers: Callers, comparisons: Comparisons) => queryRow(job, callers, comparisons),
  })),
  {name: 'opening requests', run: openingRow},
]

const TIME = '2025-06-01T00:00:00.000Z'

/** Values for the parameters of the product's queries. */
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
