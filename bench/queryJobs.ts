import {audienceFields} from '../core/audience/fields.ts'
import {ALL_LEADS, viewToGroq} from '../core/audience/leadSelection.ts'
import {DEFAULT_COLUMNS} from '../plugins/leads/columns/layout.ts'
import type {GridRequest} from '../plugins/leads/data/pageQueries.ts'
import {type PagePlace, sortExpressions} from '../plugins/leads/data/pagePlace.ts'
import {countQuery, pageQuery} from '../plugins/leads/data/pageQueries.ts'
import {rowFields} from '../plugins/leads/data/rowFields.ts'
import {DEFAULT_SORT, type Sort, SORT_COLUMNS} from '../plugins/leads/data/sortKeys.ts'
import {LISTS_AT_ONCE} from '../core/changes/lists/listCounts.ts'
import {membersQuery} from '../functions/count-lists/countLists.ts'
import {BENCH_SITE, benchList} from './benchDocuments.ts'
import type {HandWritten, SqlTables} from './handSql.ts'
import type {BenchQuery} from './lakeRequests.ts'

/** A query to measure. */
export interface QueryJob {
  name: string
  /** Its target of the design, in milliseconds. */
  targetMs: number
  runs: number
  /** The query of a run. Each run has its own parameters where the cache must not answer. */
  query: (run: number) => BenchQuery
  /** The same rows by hand-written SQL. */
  sql: HandWritten
}

const BY_NAME: Sort = [{column: 'name', direction: 'asc'}]

/** Three conditions, as the grid's filter sends them. */
const FILTER =
  '_type == "lead" && site == $site && status == $status && (score > $score || $tag in tags)'

const filterParams = (run: number) => ({
  site: BENCH_SITE,
  status: ['new', 'contacted', 'qualified', 'won', 'lost'][run % 5],
  score: 40 + (run % 50) + run / 1000,
  tag: 'vip',
})

/** Names in the middle of the leads: a keyset page there is as deep as any. */
const NAMES = [
  'doro dahlwald',
  'gesa falkenhof',
  'ilka jungbach',
  'ada bernstein',
  'jonte jungstein',
]
const WORDS = ['ada dahl', 'falkenho', 'ehrwald glass', 'jonte ibsenb', 'hanno.grauf']
const BROAD = ['ander', 'ada', 'jonte', 'falken', 'gesa g']

/** Leads by their row numbers, with their JSON. */
function leadsOf(places: string): string {
  return `SELECT d.json FROM (${places}) e JOIN documents d ON d.n = e.n`
}

/** Full-text matches of words, and e-mail addresses with the prefix. */
function found(input: string, {column, leads}: SqlTables): string {
  const words = input.toUpperCase().split(' ')
  const match = words.map((word) => `"${word}"*`).join(' AND ')
  const email = column('lower(email)')
  return `SELECT rowid AS n FROM words WHERE words MATCH '${match}'
    UNION SELECT n FROM entries WHERE ${leads} AND ${email} >= '${input}' AND ${email} < '${input}~'`
}

function foundPage(input: string, order: string, tables: SqlTables): string {
  return leadsOf(`SELECT n FROM entries WHERE ${tables.leads} AND n IN (${found(input, tables)})
    ORDER BY ${order}, id LIMIT 50`)
}

/** Leads in the state "new" with a high score or a tag. */
function filtered({column, leads}: SqlTables): string {
  return `${leads} AND ${column('status')} = 'new'
    AND ((${column('score')} > 40 AND ${column('score')} < '') OR instr(${column('tags')}, 'vip') > 0)`
}

const sortJobs: QueryJob[] = SORT_COLUMNS.flatMap((column) =>
  (['asc', 'desc'] as const).map((direction) => ({
    name: `grid first 50, ${column} ${direction}`,
    targetMs: 5,
    runs: 40,
    query: (run: number) => gridPage(run, [{column, direction}]),
    sql: (tables: SqlTables) =>
      leadsOf(
        `SELECT n FROM entries WHERE ${tables.leads} ORDER BY ${tables.column(sortExpressions([{column, direction}]).keys[0] ?? '')} ${direction}, id LIMIT 50`,
      ),
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
    sql: (tables) =>
      leadsOf(
        `SELECT n FROM entries WHERE ${filtered(tables)} ORDER BY ${tables.column('createdAt')} DESC, id LIMIT 50`,
      ),
  },
  {
    name: 'page at depth by keyset',
    targetMs: 10,
    runs: 40,
    query: (run) => {
      const row = {values: [NAMES[run % 5] ?? ''], id: `${BENCH_SITE}.lead.m`}
      const kind = run % 4 < 2 ? 'after' : 'before'
      const sort: Sort = [{column: 'name', direction: run % 2 === 0 ? 'asc' : 'desc'}]
      return gridPage(run, sort, {place: {kind, row}})
    },
    sql: ({column, leads}) =>
      leadsOf(
        `SELECT n FROM entries WHERE ${leads} AND (${column('lower(name)')}, id) > ('doro dahlwald', 'artameta.lead.m') ORDER BY ${column('lower(name)')}, id LIMIT 50`,
      ),
  },
  {
    name: 'page at depth by offset',
    targetMs: 10,
    runs: 10,
    query: (run) => ({
      query: `*[_type == "lead" && site == $site] | order(lower(name) asc)[${200_000 + run}...${200_050 + run}]{_id, name}`,
      params: {site: BENCH_SITE},
    }),
    sql: ({column, leads}) =>
      leadsOf(
        `SELECT n FROM entries WHERE ${leads} ORDER BY ${column('lower(name)')}, id LIMIT 50 OFFSET 200000`,
      ),
  },
  {
    name: 'count of the filter, cold',
    targetMs: 100,
    runs: 20,
    query: (run) => ({query: `count(*[${FILTER}])`, params: filterParams(run)}),
    sql: (tables) => `SELECT count(*) FROM entries WHERE ${filtered(tables)}`,
  },
  {
    name: 'count of the filter, cached',
    targetMs: 3,
    runs: 40,
    query: () => ({query: `count(*[${FILTER}])`, params: filterParams(0)}),
    sql: (tables) => `SELECT count(*) FROM entries WHERE ${filtered(tables)}`,
  },
  {
    name: 'search, page',
    targetMs: 8,
    runs: 40,
    query: (run) => gridPage(run, DEFAULT_SORT, {search: WORDS[run % 5] ?? ''}),
    sql: (tables) => foundPage('ada dahl', `${tables.column('createdAt')} DESC`, tables),
  },
  {
    name: 'search that finds many, page',
    targetMs: 8,
    runs: 40,
    query: (run) => gridPage(run, BY_NAME, {search: BROAD[run % 5] ?? ''}),
    sql: (tables) => foundPage('ada', tables.column('lower(name)'), tables),
  },
  {
    name: 'search, count',
    targetMs: 150,
    runs: 20,
    query: (run) => gridCount(run, [...WORDS, ...BROAD][run % 10] ?? ''),
    sql: (tables) =>
      `SELECT count(*) FROM entries WHERE ${tables.leads} AND n IN (${found('ada dahl', tables)})`,
  },
  {
    name: 'count of members of 5 lists',
    targetMs: 100,
    runs: 20,
    query: (run) => {
      const ids = Array.from({length: LISTS_AT_ONCE}, (_, number) => benchList((run % 16) + number))
      const {query, params} = membersQuery(BENCH_SITE, ids)
      return {query, params: {...params, run}}
    },
    sql: ({column, leads}) =>
      Array.from(
        {length: LISTS_AT_ONCE},
        (_, number) =>
          `SELECT count(*) FROM entries WHERE ${leads} AND instr(${column('lists')}, '${benchList(number)}') > 0`,
      ),
  },
]

const CONTEXT = {fields: audienceFields(), now: '2026-01-01T00:00:00.000Z', timeZone: 'UTC'}
const FIELDS = rowFields(DEFAULT_COLUMNS)

function requestOf(sort: Sort, search: string): GridRequest {
  const where = viewToGroq({...ALL_LEADS, search}, CONTEXT)
  return {site: BENCH_SITE, sort, where, fields: FIELDS}
}

/**
 * The query of a page, as the grid sends it.
 *
 * @param run - a parameter that the query does not read, so that the cache answers no run
 */
export function gridPage(
  run: number,
  sort: Sort,
  options: {search?: string; place?: PagePlace} = {},
): BenchQuery {
  const {search = '', place = {kind: 'start'}} = options
  const {query, params} = pageQuery(requestOf(sort, search), place)
  return {query, params: {...params, run}}
}

/** The query of a count, as the grid sends it; see {@link gridPage}. */
export function gridCount(run: number, search = ''): BenchQuery {
  const {query, params} = countQuery(requestOf(DEFAULT_SORT, search))
  return {query, params: {...params, run}}
}
