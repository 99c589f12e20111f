import {readFileSync, writeFileSync} from 'node:fs'
import {cpus} from 'node:os'
import {setTimeout} from 'node:timers/promises'
import {parseArgs} from 'node:util'
import {startLakeProcess} from '../local/lake/lakeProcess.ts'
import {pageQuery, leadCountQuery} from '../plugins/leads/data/pageQueries.ts'
import {DEFAULT_SORT} from '../plugins/leads/data/sortKeys.ts'
import {pipelineQuery} from '../plugins/overview/data/overviewQueries.ts'
import {prepareBenchData} from './benchData.ts'
import {BENCH_SITE} from './benchDocuments.ts'
import {openComparisons} from './comparisons.ts'
import {intakeNote, measureIntake} from './intakeJob.ts'
import {lakeRequests} from './lakeRequests.ts'
import {queriesNotInSql} from './productScans.ts'
import {QUERY_JOBS} from './queryJobs.ts'
import {measure} from './statistics.ts'

const USAGE = `npm run bench -- [--leads N] [--only NAME] [--json FILE]
  --leads N     leads to measure with (1000000); their data is made once, below .local/bench
  --only NAME   only jobs whose names contain this
  --json FILE   also writes the figures to a file`

/** One line of the result. */
interface Row {
  name: string
  median: number
  p95: number
  targetMs?: number
  groqJsMs?: number
  sqlMs?: number
  note?: string
}

function readOptions() {
  try {
    const {values} = parseArgs({
      options: {
        leads: {type: 'string', default: '1000000'},
        only: {type: 'string', default: ''},
        json: {type: 'string'},
        help: {type: 'boolean', default: false},
      },
    })
    const leads = Number(values.leads)
    if (values.help) return null
    if (!Number.isInteger(leads) || leads < 100) throw new Error('--leads must be at least 100')
    return {...values, leads}
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return null
  }
}

function formatRow({name, median, p95, targetMs, groqJsMs, sqlMs, note}: Row): string {
  const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`
  const parts = [name.padEnd(38), ms(median).padStart(10), ms(p95).padStart(10)]
  parts.push(
    (targetMs === undefined ? '' : `${median <= targetMs ? '<' : 'OVER'} ${targetMs}`).padStart(9),
  )
  parts.push((groqJsMs === undefined ? '' : `${Math.round(groqJsMs / median)}x`).padStart(8))
  parts.push((sqlMs === undefined ? '' : ms(sqlMs)).padStart(10), note ?? '')
  return parts.join(' ').trimEnd()
}

/** Memory of the lake's process, in MB; `null` where the system does not tell. */
function residentMb(pid: number): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
  } catch {
    return null
  }
}

async function run(options: {leads: number; only: string; json?: string}): Promise<number> {
  const {leads, only} = options
  const {directory, loading} = await prepareBenchData(leads, console.log)
  const rows: Row[] = []
  const show = (row: Row) => {
    rows.push(row)
    console.log(formatRow(row))
  }
  if (loading) {
    const rate = Math.round(loading.documents / loading.seconds)
    console.log(
      `Loaded ${loading.documents} documents in ${loading.seconds.toFixed(1)} s: ${rate} a second`,
    )
  }
  const started = performance.now()
  const lakeProcess = await startLakeProcess(directory)
  console.log(`The lake started in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  const lake = lakeRequests(lakeProcess.url, `local-${BENCH_SITE}-editor`)
  const admin = lakeRequests(lakeProcess.url, 'local-superadmin')
  const comparisons = openComparisons(directory)
  let failed = 0
  try {
    console.log(
      `${cpus().length} cores, ${leads} leads; groq-js on ${comparisons.documents} documents\n` +
        `${'job'.padEnd(38)}     median        p95    target  groq-js        SQL`,
    )
    for (const job of QUERY_JOBS.filter(({name}) => name.includes(only))) {
      const {explain} = await lake.ask(job.query(0), true)
      if (explain?.plan !== 'sql') {
        failed += 1
        console.error(
          `NOT FROM INDEXES (${explain?.plan}, ${explain?.rows} documents): ${job.name}`,
        )
      }
      const timing = await measure(job.runs, (run) => lake.ask(job.query(run + 1)))
      const groqJsMs = comparisons.withGroqJs(job.query(1))
      // It held this process up: only now are connections seen that the lake closed meanwhile.
      await setTimeout(100)
      const sqlMs = job.sql && comparisons.withSql(job.sql).median
      show({...job, ...timing, groqJsMs, ...(sqlMs === undefined ? {} : {sqlMs})})
    }
    if ('opening requests'.includes(only)) {
      const page = {site: BENCH_SITE, q: '', terms: [], value: null, id: ''}
      const timing = await measure(20, (run) =>
        Promise.all([
          lake.ask({query: pageQuery(DEFAULT_SORT), params: {...page, run}}),
          lake.ask({query: leadCountQuery, params: {...page, run}}),
          lake.ask({
            query: pipelineQuery,
            params: {site: BENCH_SITE, statuses: [{value: 'new'}, {value: 'won'}], run},
          }),
        ]),
      )
      show({name: 'opening requests, together', ...timing, targetMs: 1000})
    }
    if ('intake'.includes(only)) {
      const intake = await measureIntake(lakeProcess, admin)
      if (intake.refused > 0) failed += 1
      const name = 'intake, durable, 16 connections'
      show({name, ...intake.timing, note: intakeNote(intake)})
    }
    for (const {query, plan, rows: looked} of await queriesNotInSql(admin)) {
      if (plan === 'scanned') failed += 1
      console.error(`${plan === 'scanned' ? 'SCANS' : 'narrowed'} (${looked} documents): ${query}`)
    }
    const memory = residentMb(lakeProcess.pid)
    if (memory !== null) console.log(`Memory of the lake: ${memory} MB`)
    if (options.json) {
      const figures = {leads, cores: cpus().length, loading, memoryMb: memory, jobs: rows}
      writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`)
    }
  } finally {
    comparisons.close()
    await lakeProcess.end('SIGTERM')
  }
  return failed
}

const options = readOptions()
if (!options) {
  console.error(USAGE)
  process.exit(2)
}
process.exit((await run(options)) > 0 ? 1 : 0)
