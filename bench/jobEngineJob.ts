import {randomUUID} from 'node:crypto'
import {newBulkJob} from '../core/changes/bulk/bulkJob.ts'
import {deterministicUlid} from '../core/people/ulid.ts'
import type {BulkChange} from '../core/sanity.types.generated.ts'
import {runBulkChange} from '../functions/run-bulk-change/handler.ts'
import {clientAs, functionServicesOf} from '../local/api/testing/testServices.ts'
import {testSite} from '../local/api/testing/testSites.ts'
import {BENCH_SITE} from './benchDocuments.ts'
import {type BenchRow, measure} from './benchRow.ts'

const LEADS = 10_000
const RUNS = 5

/** Adds a tag to 10,000 leads as a job, with timeline entries and undo data. */
export async function jobEngineRow(lakeUrl: string): Promise<BenchRow> {
  const stack = {lake: {url: lakeUrl}}
  const admin = clientAs(stack, `${BENCH_SITE}-admin`)
  const site = testSite(BENCH_SITE, 'artameta.example')
  await clientAs(stack, 'superadmin').createIfNotExists(site, {tag: 'leads.bench.site'})
  const ids = await admin.fetch<string[]>(
    `*[_type == "lead" && site == $site] | order(_id asc)[0...${LEADS}]._id`,
    {site: BENCH_SITE},
    {tag: 'leads.bench.leads'},
  )
  let failure: string | undefined
  const timing = await measure(RUNS, async (run) => {
    const job = newBulkJob({
      site: BENCH_SITE,
      ulid: deterministicUlid(Date.now(), randomUUID()),
      intent: {
        version: 1,
        action: {kind: run % 2 === 0 ? 'addTag' : 'removeTag', tag: 'bench'},
        targets: {kind: 'ids', ids},
      },
      createdBy: `${BENCH_SITE}-admin`,
      way: 'function',
      now: new Date().toISOString(),
    })
    await admin.create(job, {tag: 'leads.bench.ask'})
    await runBulkChange(functionServicesOf(stack), job._id, () => performance.now())
    const ended = await admin.getDocument<BulkChange>(job._id, {tag: 'leads.bench.end'})
    if (ended?.totals.succeeded !== ids.length) failure = 'Not every lead was changed.'
  })
  return {
    name: `job that tags ${LEADS.toLocaleString('en')} leads`,
    median: timing.median,
    p95: timing.p95,
    targetMs: 3000,
    note: 'with timeline entries and undo data',
    ...(failure ? {failure} : {}),
  }
}
