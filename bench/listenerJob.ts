import {fork} from 'node:child_process'
import {once} from 'node:events'
import {setTimeout} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'
import {DEFAULT_SORT} from '../plugins/leads/data/sortKeys.ts'
import {BENCH_SITE} from './benchDocuments.ts'
import {type BenchRow, formatCount, type Timing, timingOf} from './benchRow.ts'
import type {BenchQuery, LakeRequests} from './lakeRequests.ts'
import {LOAD_NEWS, type LoadNews} from './listenerLoad.ts'
import {cpuMs} from './processUse.ts'
import {gridCount, gridPage} from './queryJobs.ts'

/** Mutations a second; below that rate, results are not compared. */
const RATE = 2000

/** Queries while mutations run, without and with listeners. */
export async function listenerRows(
  target: {url: string; pid: number},
  editor: LakeRequests,
): Promise<BenchRow[]> {
  const phases = await measureListeners(editor, target, {perSecond: RATE})
  let alone = 0
  const isAtRate = phases.every(({report}) => report.perSecond >= RATE * 0.95)
  return phases.map((phase): BenchRow => {
    const {median, p95} = phase.timing
    const {wrong, failed} = phase.report
    const row = {median, p95, note: listenerNote(phase)}
    const problem = failed > 0 ? `${failed} transactions refused` : wrong[0]
    const failure = problem === undefined ? {} : {failure: problem}
    if (phase.listeners === 0) {
      alone = median
      return {...row, ...failure, name: 'queries while mutations run'}
    }
    const ratio = median / alone
    return {
      ...row,
      ...failure,
      name: `the same with ${phase.listeners} listeners`,
      target: {text: `< 1.33x: ${ratio.toFixed(2)}`, met: isAtRate && ratio <= 4 / 3},
    }
  })
}

/** What was measured while mutations ran. */
interface ListenerPhase {
  listeners: number
  /** Of the product's queries. */
  timing: Timing
  /** CPU time of the lake for each mutation, in milliseconds, the same queries included. */
  cpuMsPerMutation: number | null
  report: Extract<LoadNews, {kind: 'report'}>
}

/** Milliseconds between two queries: the same number of them in every phase. */
const QUERY_EVERY_MS = 40

const SEARCH = 'ada dahl'
const FILTER =
  '_type == "lead" && site == $site && status == "won" && (score > $score || "vip" in tags)'

/** A page of the grid, one of a search, a filter, and counts. */
function queryOf(run: number): BenchQuery {
  const filter = {site: BENCH_SITE, score: 40 + (run % 50) + run / 1000}
  const queries: BenchQuery[] = [
    gridPage(run, DEFAULT_SORT),
    gridPage(run, [{column: 'name', direction: 'asc'}]),
    gridPage(run, DEFAULT_SORT, {search: SEARCH}),
    {query: `*[${FILTER}] | order(createdAt desc, _id asc)[0...50]{_id, name}`, params: filter},
    gridCount(run, SEARCH),
  ]
  return queries[run % queries.length] ?? {query: '', params: {}}
}

/** Measures queries while mutations run, with a number of listeners. */
async function measurePhase(
  lake: LakeRequests,
  target: {url: string; pid: number},
  order: {listeners: number; perSecond: number; seconds: number; run: string},
): Promise<ListenerPhase> {
  const script = fileURLToPath(new URL('./listenerLoad.ts', import.meta.url))
  const child = fork(script, [JSON.stringify({...order, url: target.url})])
  const ended = once(child, 'exit')
  let report: ListenerPhase['report'] | null = null
  const load = {isOver: false}
  const begins = new Promise<void>((resolve, reject) => {
    child.on('message', (message) => {
      const news = LOAD_NEWS.parse(message)
      if (news.kind === 'begins') resolve()
      else if (news.kind === 'over') load.isOver = true
      else report = news
    })
    child.once('exit', (code) => {
      load.isOver = true
      reject(new Error(`The load of the listener job ended with ${code}`))
    })
  })
  await begins
  const durations: number[] = []
  const cpuBefore = cpuMs(target.pid)
  const started = performance.now()
  for (let run = 0; !load.isOver; run += 1) {
    const wait = started + run * QUERY_EVERY_MS - performance.now()
    if (wait > 0) await setTimeout(wait)
    const from = performance.now()
    await lake.ask(queryOf(run))
    durations.push(performance.now() - from)
  }
  const cpuAfter = cpuMs(target.pid)
  await ended
  const done = reportOf(report)
  return {
    listeners: order.listeners,
    timing: timingOf(durations),
    cpuMsPerMutation:
      cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / done.mutations,
    report: done,
  }
}

function reportOf(report: ListenerPhase['report'] | null): ListenerPhase['report'] {
  if (!report) throw new Error('The load of the listener job did not report')
  return report
}

/**
 * The product's queries while 2,000 mutations a second run, without listeners and with 200, twice in
 * alternation: on a shared machine, measurements close in time compare best.
 */
async function measureListeners(
  lake: LakeRequests,
  target: {url: string; pid: number},
  {perSecond = 2000, seconds = 8, listeners = 200} = {},
): Promise<ListenerPhase[]> {
  const phases: ListenerPhase[] = []
  for (const [turn, count] of [0, listeners, 0, listeners].entries()) {
    const run = `${Date.now().toString(36)}-${turn}`
    phases.push(await measurePhase(lake, target, {listeners: count, perSecond, seconds, run}))
  }
  return phases
}

function listenerNote({report, cpuMsPerMutation}: ListenerPhase): string {
  const cpu = cpuMsPerMutation === null ? '?' : cpuMsPerMutation.toFixed(2)
  return `${formatCount(report.perSecond)} mutations/s, lake CPU ${cpu} ms each; ${formatCount(report.events)} events`
}
