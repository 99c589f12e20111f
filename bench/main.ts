import {writeFileSync} from 'node:fs'
import {cpus} from 'node:os'
import {parseArgs} from 'node:util'
import {startLakeProcess} from '../local/lake/testing/lakeProcess.ts'
import {STRICT_QUERY_LAG_MS} from '../local/start/localStack.ts'
import {copyBenchData, prepareBenchData} from './benchData.ts'
import {BENCH_SITE} from './benchDocuments.ts'
import {BENCH_HEADER, type BenchRow, formatRow} from './benchRow.ts'
import {startGroqJs} from './groqJsProcess.ts'
import {openSqlComparison} from './handSql.ts'
import {lakeRequests} from './lakeRequests.ts'
import {LAKE_ROWS, type MeasuredLake} from './lakeRows.ts'
import {memoryMb} from './processUse.ts'
import {queriesNotInSql, QUERY_ROWS} from './queryRows.ts'

// Child processes end with this one, even when it is killed.
process.env['LEADS_SUPERVISED'] = '1'

/** Runs the measurements, reads first. @returns the number of failed checks */
async function run({leads, only, strict, json}: BenchOptions): Promise<number> {
  const {directory, loading} = await prepareBenchData(leads, console.log)
  const copy = copyBenchData(directory)
  const started = performance.now()
  const lag = strict ? ['--query-lag-ms', String(STRICT_QUERY_LAG_MS)] : []
  const lakeProcess = await startLakeProcess(copy.directory, 0, lag).catch((error: unknown) => {
    copy.remove()
    throw error
  })
  const seconds = (performance.now() - started) / 1000
  const sql = openSqlComparison(directory)
  const groqJs = startGroqJs(sql.file, sql.documents)
  const rows: BenchRow[] = []
  const show = (row: BenchRow) => {
    const memory = memoryMb(lakeProcess.pid)
    const shown = memory ? {...row, memoryMb: memory.resident} : row
    rows.push(shown)
    console.log(formatRow(shown, sql.documents))
  }
  const lake: MeasuredLake = {
    target: lakeProcess,
    editor: lakeRequests(lakeProcess.url, `local-${BENCH_SITE}-editor`),
    admin: lakeRequests(lakeProcess.url, 'local-superadmin'),
  }
  const isWanted = ({name}: {name: string}) => name.includes(only)
  let scans = 0
  try {
    console.log(
      `${cpus().length} cores, ${leads} leads, ${sql.documents} documents; the lake started in ${seconds.toFixed(1)} s\n${BENCH_HEADER}`,
    )
    for (const job of QUERY_ROWS.filter(isWanted)) show(await job.run(lake, {groqJs, sql}))
    await groqJs.end()
    for (const {query, plan, rows: looked} of await queriesNotInSql(lake.admin)) {
      if (plan === 'scanned') scans += 1
      console.error(`${plan === 'scanned' ? 'SCANS' : 'narrowed'} (${looked} documents): ${query}`)
    }
    for (const job of LAKE_ROWS.filter(isWanted)) {
      for (const row of await job.run(lake, {directory, leads, loading})) show(row)
    }
    const memory = memoryMb(lakeProcess.pid)
    if (memory) {
      const target = memory.resident < 600 ? '< 600' : 'OVER 600'
      console.log(
        `Memory of the lake: ${memory.resident} MB (${target}), at most ${memory.peak} MB`,
      )
    }
    if (json) {
      const figures = {
        leads,
        documents: sql.documents,
        cores: cpus().length,
        loading,
        memory,
        scans,
      }
      writeFileSync(json, `${JSON.stringify({...figures, jobs: rows}, null, 2)}\n`)
    }
  } finally {
    sql.close()
    await groqJs.end()
    await lakeProcess.end('SIGTERM')
    copy.remove()
  }
  return scans + rows.filter(({failure}) => failure !== undefined).length
}

/** The command line. */
const USAGE = `npm run bench -- [--leads N] [--only NAME] [--strict] [--json FILE]
  --leads N     leads to measure with (1000000); their data is created once, below .local/bench
  --only NAME   only measurements whose names contain this
  --strict      lets queries lag behind writes, like \`npm start -- --strict\` does
  --json FILE   also writes the results to a file`

/** What to measure. */
interface BenchOptions {
  leads: number
  /** Part of a job's name; empty for all jobs. */
  only: string
  /** Whether queries lag behind writes. */
  strict: boolean
  json?: string
}

/** Parses the command line; `null` for `--help` and after printing an error. */
function readOptions(): BenchOptions | null {
  try {
    const {values} = parseArgs({
      options: {
        leads: {type: 'string', default: '1000000'},
        only: {type: 'string', default: ''},
        strict: {type: 'boolean', default: false},
        json: {type: 'string'},
        help: {type: 'boolean', default: false},
      },
    })
    const leads = Number(values.leads)
    if (values.help) return null
    if (!Number.isInteger(leads) || leads < 100) throw new Error('--leads must be at least 100')
    return {
      leads,
      only: values.only,
      strict: values.strict,
      ...(values.json ? {json: values.json} : {}),
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return null
  }
}

const options = readOptions()
if (!options) {
  console.error(USAGE)
  process.exit(2)
}
const failed = await run(options)
if (failed > 0) console.error(`${failed} of the bench's checks failed`)
process.exit(failed > 0 ? 1 : 0)
