import {pageQuery, leadCountQuery} from '../plugins/leads/data/pageQueries.ts'
import {SORT_COLUMNS} from '../plugins/leads/data/sortKeys.ts'
import {searchParams} from '../plugins/leads/data/searchTerms.ts'
import {BENCH_SITE} from './benchDocuments.ts'
import type {BenchQuery} from './lakeRequests.ts'

/** A query to measure. */
export interface QueryJob {
  name: string
  /** Its target of the design, in milliseconds. */
  targetMs: number
  runs: number
  /** The query of a run. Where answers may not come from memory, each run has its own parameters. */
  query: (run: number) => BenchQuery
  /** The same rows by hand-written SQL; columns as `column(expression)` names them. */
  sql?: (column: (expression: string) => string) => string
}

const FIRST_PAGE = {site: BENCH_SITE, q: '', terms: [], value: null, id: ''}

/** Three conditions, as the grid's filter will send them. */
const FILTER =
  '_type == "lead" && site == $site && status == $status && (score > $score || $tag in tags)'

const filterParams = (run: number) => ({
  site: BENCH_SITE,
  status: ['new', 'contacted', 'qualified', 'won', 'lost'][run % 5],
  score: 40 + (run % 50) + run / 1000,
  tag: 'vip',
})

/** A place in the middle of the leads by name: a keyset page there is as deep as any. */
const NAMES = [
  'doro dahlwald',
  'gesa falkenhof',
  'ilka jungbach',
  'ada bernstein',
  'jonte jungstein',
]
const WORDS = ['ada dahl', 'falkenho', 'ehrwald glass', 'jonte ibsenb', 'hanno.grauf']
const BROAD = ['ander', 'ada', 'jonte', 'falken', 'gesa g']

const sortJobs: QueryJob[] = SORT_COLUMNS.flatMap((column) =>
  (['asc', 'desc'] as const).map((direction) => ({
    name: `grid first 50, ${column} ${direction}`,
    targetMs: 5,
    runs: 40,
    // A parameter that no part of the query reads keeps each run from being answered from memory.
    query: (run: number) => ({
      query: pageQuery({column, direction}),
      params: {...FIRST_PAGE, run},
    }),
  })),
)

/** The queries that are measured. */
export const QUERY_JOBS: readonly QueryJob[] = [
  ...sortJobs,
  {
    name: 'filter of 3 conditions, first 50',
    targetMs: 10,
    runs: 40,
    query: (run) => ({
      query: `*[${FILTER}] | order(createdAt desc, _id asc)[0...50]{_id, name, email, status, score, tags}`,
      params: filterParams(run),
    }),
  },
  {
    name: 'page at depth by keyset',
    targetMs: 10,
    runs: 40,
    query: (run) => ({
      query: pageQuery({column: 'name', direction: run % 2 === 0 ? 'asc' : 'desc'}),
      params: {...FIRST_PAGE, value: NAMES[run % 5], id: `${BENCH_SITE}.lead.m`, run},
    }),
    sql: (column) =>
      `SELECT d.json FROM (SELECT n FROM entries WHERE t = 3 AND f = 1 AND (${column('lower(name)')}, id) > ('doro dahlwald', 'artameta.lead.m') ORDER BY ${column('lower(name)')}, id LIMIT 50) e JOIN documents d ON d.n = e.n`,
  },
  {
    name: 'page at depth by offset',
    targetMs: 10,
    runs: 10,
    query: (run) => ({
      query: `*[_type == "lead" && site == $site] | order(lower(name) asc)[${200_000 + run}...${200_050 + run}]{_id, name}`,
      params: {site: BENCH_SITE},
    }),
  },
  {
    name: 'count of the filter, cold',
    targetMs: 100,
    runs: 20,
    query: (run) => ({query: `count(*[${FILTER}])`, params: filterParams(run)}),
    sql: (column) =>
      `SELECT count(*) FROM entries e WHERE t = 3 AND f = 1 AND ${column('status')} = 'new' AND ((${column('score')} > 40 AND ${column('score')} < '') OR e.n IN (SELECT n FROM members WHERE list = 1 AND value = 'vip' AND f = 1))`,
  },
  {
    name: 'count of the filter, cached',
    targetMs: 3,
    runs: 40,
    query: () => ({query: `count(*[${FILTER}])`, params: filterParams(0)}),
  },
  {
    name: 'search, page',
    targetMs: 8,
    runs: 40,
    query: (run) => ({
      query: pageQuery({column: 'createdAt', direction: 'desc'}),
      params: {...FIRST_PAGE, ...searchParams(WORDS[run % 5] ?? ''), run},
    }),
  },
  {
    name: 'search that finds many, page',
    targetMs: 8,
    runs: 40,
    query: (run) => ({
      query: pageQuery({column: 'name', direction: 'asc'}),
      params: {...FIRST_PAGE, ...searchParams(BROAD[run % 5] ?? ''), run},
    }),
  },
  {
    name: 'search, count',
    targetMs: 150,
    runs: 20,
    query: (run) => ({
      query: leadCountQuery,
      params: {site: BENCH_SITE, ...searchParams([...WORDS, ...BROAD][run % 10] ?? ''), run},
    }),
  },
]
