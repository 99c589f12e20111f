import {get} from 'node:http'
import {ALL_LEADS} from '../core/audience/leadSelection.ts'
import {EXPORT_REQUEST_VERSION, type ExportRequest} from '../core/changes/exports/exportIntent.ts'
import {newExportJob, readyExport} from '../core/changes/exports/exportJob.ts'
import {sealExport, signExportLink} from '../core/changes/exports/exportLinks.ts'
import {exportColumnTitle, PROOF_COLUMNS, type ExportColumn} from '../core/exports/exportColumns.ts'
import type {ExportFormat} from '../core/exports/exportFile.ts'
import {siteSecret} from '../core/people/keys.ts'
import {deterministicUlid} from '../core/people/ulid.ts'
import {testSite} from '../local/api/testing/testSites.ts'
import {startApiProcess} from '../local/api/testing/apiProcess.ts'
import {LOCAL_SECRET} from '../local/secret.ts'
import {BENCH_SITE} from './benchDocuments.ts'
import {type BenchRow, formatCount} from './benchRow.ts'
import {measureExport} from './exportJob.ts'
import type {LakeRequests} from './lakeRequests.ts'
import {memoryMb} from './processUse.ts'

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

const FILES: readonly {name: string; format: ExportFormat; columns: readonly ExportColumn[]}[] = [
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
  const site = testSite(BENCH_SITE, 'bench.example')
  await admin.mutate([{createIfNotExists: site}])
  const api = await startApiProcess(target.url)
  const rows: BenchRow[] = []
  try {
    for (const [index, file] of FILES.entries()) {
      const path = await prepare(admin, index, file)
      const found = await download(`${api.url}${path}`, api.pid)
      const rate = found.lines / found.seconds
      rows.push({
        name: `export of leads, ${file.name}`,
        median: found.seconds * 1000,
        p95: found.seconds * 1000,
        target: {text: '>= 50,000/s', met: rate >= 50_000},
        note:
          `${formatCount(found.lines)} rows, ${formatCount(rate)} a second, ` +
          `${(rate / perSecond).toFixed(2)}x of the lake's own export; first byte ${found.firstByteMs.toFixed(0)} ms ` +
          `(< 200); memory of the endpoints +${found.growthMb} MB`,
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

/** Downloads a file and throws it away. */
async function download(address: string, pid: number) {
  const before = memoryMb(pid)?.resident ?? 0
  let peak = before
  const look = setInterval(() => {
    peak = Math.max(peak, memoryMb(pid)?.resident ?? 0)
  }, LOOK_EVERY_MS)
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
    clearInterval(look)
  }
  const seconds = (performance.now() - started) / 1000
  return {lines, seconds, firstByteMs, growthMb: peak - before}
}
