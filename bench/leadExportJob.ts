import {get} from 'node:http'
import {ALL_LEADS} from '../core/audience/leadSelection.ts'
import {EXPORT_REQUEST_VERSION, type ExportRequest} from '../core/changes/exports/exportIntent.ts'
import {newExportJob, readyExport} from '../core/changes/exports/exportJob.ts'
import {sealExport, signExportLink} from '../core/changes/exports/exportLinks.ts'
import {exportColumnTitle, PROOF_COLUMNS, type ExportColumn} from '../core/exports/exportColumns.ts'
import type {ExportFormat} from '../core/exports/exportFile.ts'
import {siteSecret} from '../core/people/keys.ts'
import {deterministicUlid} from '../core/people/ulid.ts'
import {startApiProcess} from '../local/api/testing/apiProcess.ts'
import {LOCAL_SECRET} from '../local/secret.ts'
import {BENCH_SITE} from './benchDocuments.ts'
import {type BenchRow, formatCount} from './benchRow.ts'
import {createBenchSite} from './benchSite.ts'
import {measureExport} from './exportJob.ts'
import type {LakeRequests} from './lakeRequests.ts'
import {cpuMs, memoryMb} from './processUse.ts'

const SHOWN: readonly ExportColumn[] = [
  'email',
  'name',
  'phone',
  'company',
  'status',
  'tags',
  'score',
  'source',
  'createdAt',
]

const FILES: readonly {
  name: string
  format: ExportFormat
  columns: readonly ExportColumn[]
}[] = [
  {name: 'CSV, 9 columns', format: 'csv', columns: SHOWN},
  {name: 'NDJSON, 9 columns', format: 'ndjson', columns: SHOWN},
  {name: 'CSV, proof of consent', format: 'csv', columns: PROOF_COLUMNS},
]

/** Downloads files of all leads from the endpoints, beside the lake's own export of all documents. */
export async function leadExportRows(
  target: {url: string; pid: number},
  admin: LakeRequests,
): Promise<BenchRow[]> {
  const {perSecond} = await measureExport(target, 'local-superadmin')
  await createBenchSite(admin)
  const api = await startApiProcess(target.url)
  const rows: BenchRow[] = []
  try {
    for (const [index, file] of FILES.entries()) {
      const path = await prepare(admin, index, file)
      const found = await download(`${api.url}${path}`, {endpoints: api.pid, lake: target.pid})
      const rate = found.lines / found.seconds
      rows.push({
        name: `export of leads, ${file.name}`,
        median: found.seconds * 1000,
        p95: found.seconds * 1000,
        target: {text: '>= 50,000/s', met: rate >= 50_000},
        note:
          `${formatCount(found.lines)} rows, ${formatCount(rate)} a second, ` +
          `${(rate / perSecond).toFixed(2)}x of the lake's own export; first byte ${found.firstByteMs.toFixed(0)} ms ` +
          `(< 200); ${describeUse(found)}`,
      })
    }
  } finally {
    await api.end('SIGTERM')
  }
  return rows
}

/** Writes an export that is ready, and gives the path of its file. */
async function prepare(
  admin: LakeRequests,
  index: number,
  {format, columns}: {format: ExportFormat; columns: readonly ExportColumn[]},
): Promise<string> {
  const request: ExportRequest = {
    version: EXPORT_REQUEST_VERSION,
    format,
    columns: columns.map((id) => ({id, heading: exportColumnTitle(id)})),
    leads: {kind: 'matching', view: ALL_LEADS, excluded: []},
  }
  const ulid = deterministicUlid(Date.now(), `bench-export-${index}`)
  const parts = {site: BENCH_SITE, ulid, request, expected: null, createdBy: 'superadmin'}
  const job = newExportJob(parts)
  const now = new Date()
  const asOf = now.toISOString()
  const expiresAt = new Date(now.getTime() + 3_600_000).toISOString()
  const secret = siteSecret(LOCAL_SECRET, BENCH_SITE, 'export')
  const seal = sealExport(secret, {jobId: job._id, intent: job.intent, asOf, expiresAt})
  await admin.mutate([{create: job}, ...readyExport(job, {count: 0, asOf, expiresAt, seal}, asOf)])
  const link = {jobId: job._id, userId: 'superadmin', expiresMs: now.getTime() + 600_000}
  const token = signExportLink(secret, link)
  return `/api/v1/tenant/leads/export/${job._id}/file?token=${token}`
}

const LOOK_EVERY_MS = 50
const LINE_BREAK = 10

/** What a process used for a download. */
interface ProcessUse {
  cpuMs: number
  /** The most memory that it had meanwhile, in MB. */
  peakMb: number
}

/** A discarded download. */
interface Download {
  lines: number
  seconds: number
  firstByteMs: number
  uses: ReadonlyMap<string, ProcessUse>
}

/** Formats what 1,000 rows cost each process. */
function describeUse({uses, lines}: Download): string {
  return [...uses]
    .map(([name, {cpuMs: ms, peakMb}]) => {
      const each = ((ms * 1000) / lines).toFixed(1)
      return `${name} ${each} ms CPU for 1,000 rows, at most ${peakMb} MB`
    })
    .join('; ')
}

/** Watches processes until it is stopped. */
function watchProcesses(pids: Readonly<Record<string, number>>) {
  const named = Object.entries(pids)
  const before = new Map(named.map(([name, pid]) => [name, cpuMs(pid) ?? 0]))
  const peaks = new Map<string, number>()
  const look = () => {
    for (const [name, pid] of named) {
      peaks.set(name, Math.max(peaks.get(name) ?? 0, memoryMb(pid)?.resident ?? 0))
    }
  }
  const timer = setInterval(look, LOOK_EVERY_MS)
  return (): ReadonlyMap<string, ProcessUse> => {
    clearInterval(timer)
    look()
    return new Map(
      named.map(([name, pid]) => [
        name,
        {cpuMs: (cpuMs(pid) ?? 0) - (before.get(name) ?? 0), peakMb: peaks.get(name) ?? 0},
      ]),
    )
  }
}

/** Downloads a file and throws it away. */
async function download(
  address: string,
  pids: Readonly<Record<string, number>>,
): Promise<Download> {
  const stopWatching = watchProcesses(pids)
  let uses: Download['uses'] = new Map()
  const started = performance.now()
  let firstByteMs = 0
  let lines = 0
  try {
    await new Promise<void>((resolve, reject) => {
      const request = get(address, (response) => {
        if (response.statusCode !== 200) {
          reject(new Error(`The download was answered ${response.statusCode}`))
          return
        }
        response.on('data', (chunk: Buffer) => {
          firstByteMs ||= performance.now() - started
          for (
            let at = chunk.indexOf(LINE_BREAK);
            at !== -1;
            at = chunk.indexOf(LINE_BREAK, at + 1)
          ) {
            lines += 1
          }
        })
        response.on('end', resolve)
        response.on('error', reject)
      })
      request.on('error', reject)
    })
  } finally {
    uses = stopWatching()
  }
  const seconds = (performance.now() - started) / 1000
  return {lines, seconds, firstByteMs, uses}
}
