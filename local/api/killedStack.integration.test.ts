import {randomUUID} from 'node:crypto'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {SanityClient} from '@sanity/client'
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest'
import {newBulkJob} from '../../core/changes/bulk/bulkJob.ts'
import {hasEnded} from '../../core/jobs/jobRecord.ts'
import {deterministicUlid} from '../../core/people/ulid.ts'
import type {BulkChange, LeadActivity} from '../../core/sanity.types.generated.ts'
import {isTransient} from '../../functions/shared/storeErrors.ts'
import {verifyChunks} from '../../functions/shared/verifyTrail.ts'
import {runBulkChange} from '../../functions/run-bulk-change/handler.ts'
import {sweep} from '../../functions/sweep/handler.ts'
import {startMail, type RunningMail} from '../mail/startMail.ts'
import {LOCAL_DATASET} from '../ports.ts'
import {startReadyProcess, type ReadyProcess} from '../readyProcess.ts'
import {
  clientAs,
  functionServicesOf,
  readChain,
  recordTrails,
  diffValues,
} from './testing/testServices.ts'
import {MODES} from './testing/testStack.ts'
import {testSite} from './testing/testSites.ts'

const QUERY_LAG_MS = 300
const MINUTE = 60_000
const SIGN_UPS = 24
const LEADS = 240
const KILLS = 7
const WAIT = {timeout: 10_000, interval: 100}
const tag = {tag: 'leads.test.chaos'}

function script(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}

/** A seeded generator of numbers from 0 to 1, so that a run can be repeated. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}

/** Does something until the store, or the API, is there again. */
async function persistently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt > 200 || !(isTransient(error) || error instanceof TypeError)) throw error
      await pause(50)
    }
  }
}

describe.each(MODES)('a stack whose processes are killed at any time ($mode)', ({strict}) => {
  let directory: string
  let mail: RunningMail
  let processes: Record<'lake' | 'api' | 'runner', ReadyProcess>
  let start: Record<keyof typeof processes, () => Promise<ReadyProcess>>
  let stack: {lake: {url: string}}
  let apiUrl: string
  let superadmin: SanityClient

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'killed-'))
    mail = await startMail({directory: join(directory, 'mail'), smtpPort: 0, pagePort: 0})
    const lag = strict ? ['--query-lag-ms', String(QUERY_LAG_MS)] : []
    const lakeAt = (port: number) => () =>
      startReadyProcess('the lake', script('../lake/main.ts'), [
        '--data',
        join(directory, 'lake'),
        '--port',
        String(port),
        ...lag,
      ])
    const lake = await lakeAt(0)()
    const url: string = JSON.parse(lake.ready).lake
    stack = {lake: {url}}
    const env = {SANITY_STUDIO_API_HOST: url, LEADS_SMTP_URL: mail.smtpUrl}
    const apiAt = (port: number) => () =>
      startReadyProcess('the API', script('main.ts'), ['--port', String(port)], env)
    const api = await apiAt(0)()
    apiUrl = JSON.parse(api.ready).api
    const runnerArgs = ['--data', directory, '--lake', url, ...(strict ? ['--strict'] : [])]
    start = {
      lake: lakeAt(Number(new URL(url).port)),
      api: apiAt(Number(new URL(apiUrl).port)),
      runner: () => startReadyProcess('the runner', script('../runner/main.ts'), runnerArgs, env),
    }
    processes = {lake, api, runner: await start.runner()}
    superadmin = clientAs(stack, 'superadmin')
    await superadmin.create(testSite('artameta', 'artameta.example'), tag)
  })
  afterEach(async () => {
    for (const each of Object.values(processes)) await each.end('SIGKILL')
    await mail.stop()
    await rm(directory, {recursive: true, force: true})
  })

  async function signUp(index: number): Promise<void> {
    const body = JSON.stringify({
      email: `person-${index}@example.com`,
      consent: true,
      site: 'artameta',
    })
    await persistently(async () => {
      const response = await fetch(`${apiUrl}/api/newsletter`, {
        method: 'POST',
        headers: {'content-type': 'application/json', 'idempotency-key': `sign-up-${index}`},
        body,
      })
      if (response.status !== 202) throw new TypeError(`Answered ${response.status}`)
    })
  }

  async function addLeads(): Promise<string[]> {
    const leads = Array.from({length: LEADS}, (_, index) => ({
      _id: `artameta.lead.${deterministicUlid(0, `chaos-${index}`)}`,
      _type: 'lead',
      site: 'artameta',
      email: `lead-${index}@example.com`,
      status: 'new',
      tags: [],
    }))
    await superadmin.mutate(
      leads.map((lead) => ({create: lead})),
      {...tag, returnDocuments: false},
    )
    return leads.map(({_id}) => _id)
  }

  async function askForTag(ids: readonly string[], name: string): Promise<string> {
    const job = newBulkJob({
      site: 'artameta',
      ulid: deterministicUlid(Date.now(), name),
      intent: {
        version: 1,
        action: {kind: 'addTag', tag: name},
        targets: {kind: 'ids', ids: [...ids]},
      },
      createdBy: 'artameta-editor',
      way: 'function',
      now: new Date().toISOString(),
    })
    const editor = clientAs(stack, 'artameta-editor')
    await persistently(() => editor.createIfNotExists(job, tag))
    return job._id
  }

  /** Sweeps, with a clock that is ahead, until nothing waits any more. */
  async function settle(jobs: readonly string[]): Promise<void> {
    for (let round = 0; round < 60; round += 1) {
      const services = functionServicesOf(stack, {
        aheadMs: 10 * MINUTE + round * MINUTE,
        variables: {LEADS_SMTP_URL: mail.smtpUrl, LEADS_PUBLIC_API_URL: 'http://api.test'},
      })
      await pause(strict ? QUERY_LAG_MS + 200 : 200)
      const done = await sweep(services, randomUUID(), () => performance.now())
      const found = await superadmin.getDocuments<BulkChange>([...jobs], tag)
      const isIdle = Object.values(done).every((count) => count === 0)
      const open = found.filter((job) => job && !hasEnded(job))
      if (isIdle && open.length === 0) return
      // As a call of the function would, while the runner may make one too.
      for (const job of open) if (job) await runBulkChange(services, job._id, () => 0)
    }
    throw new Error('It does not come to rest.')
  }

  test('loses nothing, does nothing twice, and records everything', async () => {
    const random = randomOf(strict ? 11 : 7)
    const leads = await addLeads()
    const working = (async () => {
      const jobs: string[] = []
      for (let index = 0; index < SIGN_UPS; index += 1) {
        await signUp(index)
        if (index % 8 === 4) jobs.push(await askForTag(leads, `tag-${index}`))
        await pause(random() * 120)
      }
      return jobs
    })()
    const names = ['lake', 'api', 'runner'] as const
    for (let kill = 0; kill < KILLS; kill += 1) {
      await pause(150 + random() * 500)
      const name = names[kill % names.length] ?? 'runner'
      await processes[name].end('SIGKILL')
      processes[name] = await start[name]()
    }
    const jobs = await working
    await settle(jobs)
    // What it would still be called for is left to the sweep, so that all is at rest when it is counted.
    await processes.runner.end('SIGTERM')
    await settle(jobs)
    // What a writer of the trail puts right where a guard was killed is told by the next one.
    while ((await recordTrails(stack)) > 0);

    const counts = await superadmin.fetch<Record<string, number>>(
      `{
        "submissions": count(*[_type == "leadSubmission"]),
        "processed": count(*[_type == "leadSubmission" && outcome == "processed"]),
        "subscribers": count(*[_type == "newsletterSubscriber" && status == "pending"]),
        "arrivals": count(*[_type == "leadActivity" && kind == "submission"]),
        "messages": count(*[_type == "emailMessage"]),
        "sent": count(*[_type == "emailMessage" && status == "sent"])
      }`,
      {},
      tag,
    )
    expect(new Set(Object.values(counts))).toEqual(new Set([SIGN_UPS]))
    // A sender that dies after sending sends again, under the same message id.
    const mails = mail.mailbox.list()
    expect(new Set(mails.map(({messageId}) => messageId)).size).toBe(SIGN_UPS)

    const total = {total: LEADS, succeeded: LEADS, failed: 0, skipped: 0}
    for (const job of await superadmin.getDocuments<BulkChange>(jobs, tag)) {
      expect(job).toMatchObject({state: 'succeeded', totals: total, unchanged: 0})
    }
    const events = await readChain(superadmin, 'artameta')
    const told = events.map(diffValues)
    const single = told.flatMap(({activity}) => (activity === undefined ? [] : [activity]))
    expect(new Set(single).size).toBe(single.length)
    // Queries may not see yet what the chain, which is read by ids, already tells.
    await vi.waitFor(async () => {
      const entries = await superadmin.fetch<LeadActivity[]>('*[_type == "leadActivity"]', {}, tag)
      expect(entries.filter(({jobId}) => jobId)).toHaveLength(jobs.length * LEADS)
      const alone = entries.filter(({jobId}) => !jobId).map(({_id}) => _id)
      expect(new Set(single)).toEqual(new Set(alone))
    }, WAIT)
    const inShares = told.reduce((sum, {entries: count}) => sum + Number(count ?? 0), 0)
    expect(inShares).toBe(jobs.length * LEADS)
    expect(await verifyChunks(superadmin, 'artameta')).toEqual([])
    expect(superadmin.config().dataset).toBe(LOCAL_DATASET)
  }, 180_000)
})
