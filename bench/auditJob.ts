import type {SanityClient} from '@sanity/client'
import {auditEventId, chainPrefix} from '../core/audit/appendEvents.ts'
import {beginCheck, checkPage} from '../core/audit/chainVerification.ts'
import {describeProblem} from '../core/problems/problem.ts'
import {clientAs} from '../local/api/testing/testServices.ts'
import {startLakeProcess} from '../local/lake/testing/lakeProcess.ts'
import {type AuditFilter, PLAIN_AUDIT_ADDRESS} from '../plugins/audit/address/auditAddress.ts'
import {conditionsOf} from '../plugins/audit/address/auditParams.ts'
import {auditPageQuery} from '../plugins/audit/data/auditRequests.ts'
import {readChain} from '../plugins/audit/data/readChain.ts'
import {verifyInBrowser} from '../plugins/audit/verify/verifyInBrowser.ts'
import {BENCH_ACTORS, benchPerson} from './auditDocuments.ts'
import {prepareAuditData} from './benchData.ts'
import {BENCH_SITE} from './benchDocuments.ts'
import {formatCount, measure, type BenchRow} from './benchRow.ts'
import {type BenchQuery, lakeRequests, type LakeRequests} from './lakeRequests.ts'

const RUNS = 40

/** A page to measure; each run has its own parameters, so that the cache answers none. */
interface AuditJob {
  name: string
  targetMs: number
  filter: (run: number) => Partial<AuditFilter>
  /** Where the page begins, in minutes since the first event; the end where left out. */
  depth?: (run: number, events: number) => number
}

const START = Date.UTC(2023, 0, 1)

const JOBS: readonly AuditJob[] = [
  {name: 'audit: newest page', targetMs: 10, filter: () => ({})},
  {
    name: 'audit: page at any depth',
    targetMs: 10,
    filter: () => ({}),
    depth: (run, events) => Math.floor((events * (run + 1)) / (RUNS + 2)),
  },
  {
    name: 'audit: filter by actor',
    targetMs: 20,
    filter: (run) => ({actor: {id: `user-${run % BENCH_ACTORS}`}}),
  },
  {
    name: 'audit: filter by kind of actor',
    targetMs: 20,
    filter: () => ({actor: {kind: 'visitor'}}),
  },
  {name: 'audit: filter by a rare act', targetMs: 20, filter: () => ({action: 'lead.deleted'})},
  {name: 'audit: filter that finds nothing', targetMs: 20, filter: () => ({action: 'lead.merged'})},
  {
    name: 'audit: filter by person',
    targetMs: 20,
    filter: (run) => ({targetId: `${BENCH_SITE}.lead.${benchPerson(run * 7)}`}),
  },
  {name: 'audit: filter by kind', targetMs: 20, filter: () => ({targetType: 'segment'})},
  {
    name: 'audit: actor and act within days',
    targetMs: 20,
    filter: (run) => ({
      actor: {id: `user-${run % BENCH_ACTORS}`},
      action: 'lead.deleted',
      from: '2023-02-01',
      to: '2023-03-01',
    }),
  },
]

function queryOf({filter, depth}: AuditJob, run: number, events: number): BenchQuery {
  const wanted = {...PLAIN_AUDIT_ADDRESS, ...filter(run)}
  const {conditions, time} = conditionsOf(BENCH_SITE, wanted, 'UTC')
  const at = depth ? new Date(START + depth(run, events) * 60_000).toISOString() : time.to
  return {query: auditPageQuery, params: {...conditions, at, id: '', run}}
}

async function pageRow(
  job: AuditJob,
  events: number,
  viewer: LakeRequests,
  admin: LakeRequests,
): Promise<BenchRow> {
  const {explain} = await admin.ask(queryOf(job, 0, events), true)
  const {median, p95} = await measure(RUNS, (run) => viewer.ask(queryOf(job, run, events)))
  const {name, targetMs} = job
  const row = {name, targetMs, median, p95}
  return explain?.plan === 'sql' ? row : {...row, failure: `${explain?.plan}, not from indexes`}
}

/** Events that are checked without the time of reading them. */
const CHECKED = 50_000

/** Events checked a second, without reading them. */
async function checkedPerSecond(client: SanityClient): Promise<number> {
  const whole = {after: chainPrefix(BENCH_SITE), through: auditEventId(BENCH_SITE, CHECKED)}
  const signal = new AbortController().signal
  let check = beginCheck()
  let ms = 0
  for await (const page of readChain(client, BENCH_SITE, whole, 1, {tag: 'leads.bench', signal})) {
    const started = performance.now()
    const checked = checkPage(check, page)
    ms += performance.now() - started
    if (checked.ok) ({check} = checked)
  }
  return (check.count * 1000) / ms
}

async function verifyRow(url: string): Promise<BenchRow> {
  const client = clientAs({lake: {url}}, `${BENCH_SITE}-viewer`)
  const started = performance.now()
  const {fault, count} = await verifyInBrowser(client, BENCH_SITE, {
    heads: null,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  })
  const ms = performance.now() - started
  const perSecond = (count * 1000) / ms
  return {
    name: 'audit: verifying the whole trail',
    median: ms,
    p95: ms,
    target: {text: '>= 50,000/s', met: perSecond >= 50_000},
    note: `${formatCount(count)} events, read and checked ${formatCount(perSecond)} a second; checked alone ${formatCount(await checkedPerSecond(client))}`,
    ...(fault ? {failure: describeProblem(fault.problem)} : {}),
  }
}

/** The Audit tool's queries, on a trail with a number of events and its own lake. */
export async function auditRows(events: number): Promise<BenchRow[]> {
  const {directory} = await prepareAuditData(events, console.log)
  const lake = await startLakeProcess(directory)
  try {
    const viewer = lakeRequests(lake.url, `local-${BENCH_SITE}-viewer`)
    const admin = lakeRequests(lake.url, 'local-superadmin')
    const rows: BenchRow[] = []
    for (const job of JOBS) rows.push(await pageRow(job, events, viewer, admin))
    return [...rows, await verifyRow(lake.url)]
  } finally {
    await lake.end('SIGTERM')
  }
}
