import {rmSync} from 'node:fs'
import {join} from 'node:path'
import {auditRows} from './auditJob.ts'
import {prepareBenchData, type Loading} from './benchData.ts'
import {BENCH_SITE} from './benchDocuments.ts'
import type {BenchRow} from './benchRow.ts'
import {bulkChangeRow} from './bulkChangeJob.ts'
import {jobEngineRow} from './jobEngineJob.ts'
import {measureExport, type ExportFigures} from './exportJob.ts'
import {intakeNote, measureIntake} from './intakeJob.ts'
import type {LakeRequests} from './lakeRequests.ts'
import {measureListeners, type ListenerPhase} from './listenerJob.ts'
import {policyRows} from './policyJob.ts'
import {shopFoldRow} from './shopFoldJob.ts'
import {timingOf} from './statistics.ts'

/** The lake that is measured, and who asks it. */
export interface MeasuredLake {
  target: {url: string; pid: number}
  editor: LakeRequests
  admin: LakeRequests
}

const whole = (value: number) => Math.round(value).toLocaleString('en')

async function exportRows({target}: MeasuredLake): Promise<BenchRow[]> {
  const runs: ExportFigures[] = []
  for (const token of [`local-${BENCH_SITE}-editor`, 'local-superadmin', 'local-superadmin']) {
    runs.push(await measureExport(target, token))
  }
  const {median, p95} = timingOf(runs.map(({firstByteMs}) => firstByteMs))
  const took = timingOf(runs.map(({seconds}) => seconds * 1000))
  const slowest = Math.min(...runs.map(({perSecond}) => perSecond))
  const growth = runs.map((run) => (run.growthMb === null ? '?' : `+${run.growthMb}`)).join(', ')
  return [
    {name: 'export of all, first byte', median, p95, targetMs: 200},
    {
      name: 'export of all, whole',
      median: took.median,
      p95: took.p95,
      target: {text: '>= 50,000/s', met: slowest >= 50_000},
      note: `${whole(runs[0]?.documents ?? 0)} documents, ${whole(slowest)} a second; memory ${growth} MB`,
    },
  ]
}

async function intakeRows({target, admin}: MeasuredLake): Promise<BenchRow[]> {
  const intake = await measureIntake(target, admin)
  const {median, p95} = intake.timing
  return [
    {
      name: 'intake, durable, 16 connections',
      median,
      p95,
      target: {text: '>= 1,500/s', met: intake.perSecond >= 1500},
      note: intakeNote(intake),
      ...(intake.refused > 0 && {failure: `${intake.refused} refused`}),
    },
  ]
}

function listenerNote({report, cpuMsPerMutation}: ListenerPhase): string {
  const cpu = cpuMsPerMutation === null ? '?' : cpuMsPerMutation.toFixed(2)
  return `${whole(report.perSecond)} mutations/s, lake CPU ${cpu} ms each; ${whole(report.events)} events`
}

/** Mutations a second; where the machine does not reach it, no comparison counts. */
const RATE = 2000

async function listenerRows({target, editor}: MeasuredLake): Promise<BenchRow[]> {
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

/** Leads that are loaded to measure loading. */
const LOADED_LEADS = 60_000

function loadRow({documents, seconds}: Loading): BenchRow {
  const each = (seconds * 1000 * 5000) / documents
  const perSecond = documents / seconds
  return {
    name: 'bulk load, 5,000 documents',
    median: each,
    p95: each,
    target: {text: '>= 30,000/s', met: perSecond >= 30_000},
    note: `${whole(documents)} documents, ${whole(perSecond)} a second, with indexes`,
  }
}

/** @param directory - of the bench data: others are made beside it */
async function loadRows(directory: string, loading: Loading | null): Promise<BenchRow[]> {
  if (loading) return [loadRow(loading)]
  const own = join(directory, '..', `leads-${LOADED_LEADS}`)
  rmSync(own, {recursive: true, force: true})
  const fresh = await prepareBenchData(LOADED_LEADS, () => undefined)
  rmSync(own, {recursive: true, force: true})
  return fresh.loading ? [loadRow(fresh.loading)] : []
}

/** Customers of the store that is counted. */
const SHOP_CUSTOMERS = 1_000_000

/** What a job needs besides the lake. */
export interface BenchDirectory {
  directory: string
  /** How many leads it holds. */
  leads: number
  loading: Loading | null
}

/** The jobs that do more than read pages, by name, in the order in which they run. */
export const LAKE_ROWS: readonly {
  name: string
  run: (lake: MeasuredLake, data: BenchDirectory) => Promise<BenchRow[]>
}[] = [
  {name: 'export', run: exportRows},
  {name: 'bulk change', run: ({editor}) => bulkChangeRow(editor).then((row) => [row])},
  {name: 'job', run: ({target}) => jobEngineRow(target.url).then((row) => [row])},
  {name: 'shop', run: () => shopFoldRow(SHOP_CUSTOMERS).then((row) => [row])},
  {name: 'intake', run: intakeRows},
  {name: 'listeners', run: listenerRows},
  {name: 'policy', run: () => policyRows()},
  {name: 'audit', run: (_, {leads}) => auditRows(leads)},
  {name: 'bulk load', run: (_, {directory, loading}) => loadRows(directory, loading)},
]
