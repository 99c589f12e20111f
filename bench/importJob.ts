import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {importRows as runImport} from '../functions/import-chunk/handler.ts'
import {newImport} from '../core/imports/importJob.ts'
import {MAPPING_VERSION, type ColumnTarget} from '../core/imports/importMapping.ts'
import {ChunkBuilder, uploadedChunk, type PreparedChunk} from '../core/imports/uploadChunks.ts'
import {deterministicUlid} from '../core/people/ulid.ts'
import type {LeadImport} from '../core/sanity.types.generated.ts'
import {clientAs, functionServicesOf} from '../local/api/testing/testServices.ts'
import {testSite} from '../local/api/testing/testSites.ts'
import {startLakeProcess} from '../local/lake/testing/lakeProcess.ts'
import {formatCount, type BenchRow} from './benchRow.ts'
import {cpuMs, memoryMb} from './processUse.ts'

const SITE = 'artameta'
const USER = 'artameta-editor'
const TARGET_ROWS_PER_SECOND = 10_000

const COLUMNS: readonly [string, ColumnTarget][] = [
  ['Email', {kind: 'field', field: 'email'}],
  ['First name', {kind: 'namePart', part: 'first'}],
  ['Last name', {kind: 'namePart', part: 'last'}],
  ['Company', {kind: 'field', field: 'company'}],
  ['Job title', {kind: 'field', field: 'jobTitle'}],
  ['Phone', {kind: 'field', field: 'phone'}],
  ['Tags', {kind: 'tags', separator: ','}],
  ['Created', {kind: 'createdAt'}],
  ['Budget', {kind: 'custom', name: 'budget', type: 'number'}],
]

/** A row of about 115 bytes; every fourth name and company repeats. */
function cellsOf(index: number): string[] {
  return [
    `first.last${index}@company${index % 5000}.example`,
    `First${index % 977}`,
    `Last${index % 3571}`,
    `Company ${index % 5000} Ltd`,
    'Head of Purchasing',
    `+46 70 ${String(1_000_000 + (index % 9_000_000))}`,
    index % 3 === 0 ? 'fair,vip' : 'fair',
    `2024-${String((index % 12) + 1).padStart(2, '0')}-11 10:00`,
    String(1000 + (index % 9000)),
  ]
}

function chunksOf(rows: number): PreparedChunk[] {
  const builder = new ChunkBuilder()
  const chunks: PreparedChunk[] = []
  for (let index = 0; index < rows; index += 1) {
    const full = builder.add(0, {line: index + 2, cells: cellsOf(index)})
    if (full) chunks.push(full)
  }
  const last = builder.flush()
  return last ? [...chunks, last] : chunks
}

/**
 * Imports rows that are uploaded already into an empty lake of its own: until every lead can be queried,
 * with duplicate matching, undo data, and what the audit trail needs. The function runs in this process.
 */
export async function importJobRows(rows: number): Promise<BenchRow[]> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-import-'))
  const lake = await startLakeProcess(join(directory, 'lake'))
  try {
    const stack = {lake}
    const site = {...testSite(SITE, 'artameta.example'), planLimit: rows * 10}
    await clientAs(stack, 'superadmin').create(site, {tag: 'leads.bench.site'})
    const client = clientAs(stack, USER)
    const chunks = chunksOf(rows)
    const upload = deterministicUlid(Date.now(), 'upload')
    const now = new Date().toISOString()
    for (const chunk of chunks) {
      const document = uploadedChunk({site: SITE, ulid: upload, createdBy: USER}, chunk, now)
      await client.create(document, {tag: 'leads.bench.upload'})
    }
    const measured = [
      await measureImport(stack, lake.pid, chunks, upload, 'import of new people'),
      await measureImport(stack, lake.pid, chunks, upload, 'the same import again'),
    ]
    return measured
  } finally {
    await lake.end('SIGTERM')
    rmSync(directory, {recursive: true, force: true})
  }
}

async function measureImport(
  stack: {lake: {url: string}},
  pid: number,
  chunks: readonly PreparedChunk[],
  upload: string,
  name: string,
): Promise<BenchRow> {
  const client = clientAs(stack, USER)
  const rows = chunks.reduce((sum, chunk) => sum + chunk.rows, 0)
  const job = newImport({
    site: SITE,
    ulid: deterministicUlid(Date.now(), name),
    createdBy: USER,
    intent: {
      version: 1,
      work: {
        kind: 'rows',
        mode: 'write',
        upload,
        files: [
          {
            name: 'people.csv',
            vendor: null,
            mapping: {
              version: MAPPING_VERSION,
              columns: COLUMNS.map(([heading, target]) => ({heading, target})),
            },
            subscription: null,
            timeZone: 'Europe/Stockholm',
          },
        ],
        chunks: chunks.map(({file, rows: count, digest}) => ({file, rows: count, digest})),
        choices: {existing: 'fill', fields: {}, rows: {}},
        consent: null,
        add: {tags: ['import'], lists: [], campaigns: []},
        lists: {},
        sendConfirmation: false,
        notify: null,
      },
    },
  })
  await client.create(job, {tag: 'leads.bench.ask'})
  const before = {lake: cpuMs(pid) ?? 0, own: cpuMs(process.pid) ?? 0}
  const started = performance.now()
  await runImport(functionServicesOf(stack), job._id, () => performance.now())
  const count = await client.fetch<number>(
    'count(*[_type == "lead" && site == $site])',
    {site: SITE},
    {tag: 'leads.bench.count'},
  )
  const ms = performance.now() - started
  const lakeMs = (cpuMs(pid) ?? 0) - before.lake
  const ownMs = (cpuMs(process.pid) ?? 0) - before.own
  const rate = (rows * 1000) / ms
  const ended = await client.getDocument<LeadImport>(job._id, {tag: 'leads.bench.end'})
  const isRight = ended?.state === 'succeeded' && count === rows
  const memory = memoryMb(pid)
  return {
    name: `${name}, ${formatCount(rows)} rows`,
    median: ms,
    p95: ms,
    target: {
      text: `> ${formatCount(TARGET_ROWS_PER_SECOND)} rows/s`,
      met: rate >= TARGET_ROWS_PER_SECOND,
    },
    note:
      `${formatCount(rate)} rows/s; CPU for 1,000 rows: function ${((ownMs * 1000) / rows).toFixed(0)} ms, ` +
      `lake ${((lakeMs * 1000) / rows).toFixed(0)} ms; lake at most ${memory?.peak ?? 0} MB`,
    ...(isRight ? {} : {failure: `The job ended ${ended?.state}, with ${count} of ${rows} leads.`}),
  }
}
