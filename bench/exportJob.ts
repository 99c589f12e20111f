import {get} from 'node:http'
import {LOCAL_DATASET} from '../local/ports.ts'
import {BENCH_SITE} from './benchDocuments.ts'
import {type BenchRow, formatCount, timingOf} from './benchRow.ts'
import {memoryMb} from './processUse.ts'

/** Exports the dataset as an editor and as a superadmin. */
export async function exportRows(target: {url: string; pid: number}): Promise<BenchRow[]> {
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
      note: `${formatCount(runs[0]?.documents ?? 0)} documents, ${formatCount(slowest)} a second; memory ${growth} MB`,
    },
  ]
}

/** Result of an export. */
interface ExportFigures {
  documents: number
  bytes: number
  /** Milliseconds until the first byte of the body. */
  firstByteMs: number
  seconds: number
  perSecond: number
  /** Growth of the lake's memory at its peak, in MB. */
  growthMb: number | null
}

/** Interval of memory readings, in milliseconds. */
const LOOK_EVERY_MS = 50
const LINE_BREAK = 10

function countLines(chunk: Buffer): number {
  let lines = 0
  for (let at = chunk.indexOf(LINE_BREAK); at !== -1; at = chunk.indexOf(LINE_BREAK, at + 1)) {
    lines += 1
  }
  return lines
}

/** Exports the dataset as the bearer of a token can read it, and discards the result. */
export async function measureExport(
  target: {url: string; pid: number},
  token: string,
): Promise<ExportFigures> {
  const before = memoryMb(target.pid)?.resident ?? null
  let peak = before ?? 0
  const look = setInterval(() => {
    peak = Math.max(peak, memoryMb(target.pid)?.resident ?? 0)
  }, LOOK_EVERY_MS)
  const started = performance.now()
  let firstByteMs = 0
  let documents = 0
  let bytes = 0
  try {
    await new Promise<void>((resolve, reject) => {
      const address = `${target.url}/v2025-02-19/data/export/${LOCAL_DATASET}?tag=leads.bench.export`
      const request = get(address, {headers: {Authorization: `Bearer ${token}`}}, (response) => {
        if (response.statusCode !== 200) {
          reject(new Error(`The export was answered ${response.statusCode}`))
          return
        }
        response.on('data', (chunk: Buffer) => {
          firstByteMs ||= performance.now() - started
          bytes += chunk.length
          documents += countLines(chunk)
        })
        response.on('end', resolve)
        response.on('error', reject)
      })
      request.on('error', reject)
    })
  } finally {
    clearInterval(look)
  }
  const seconds = (performance.now() - started) / 1000
  return {
    documents,
    bytes,
    firstByteMs,
    seconds,
    perSecond: documents / seconds,
    growthMb: before === null ? null : peak - before,
  }
}
