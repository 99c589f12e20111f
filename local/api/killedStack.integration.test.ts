import {randomUUID} from 'node:crypto'
import {setTimeout as pause} from 'node:timers/promises'
import type {SanityClient} from '@sanity/client'
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest'
import {newBulkJob} from '../../core/changes/bulk/bulkJob.ts'
import {hasEnded} from '../../core/jobs/jobRecord.ts'
import {deterministicUlid} from '../../core/people/ulid.ts'
import type {BulkChange, LeadActivity} from '../../core/sanity.types.generated.ts'
import {verifyChunks} from '../../functions/shared/verifyTrail.ts'
import {runBulkChange} from '../../functions/run-bulk-change/handler.ts'
import {sweep} from '../../functions/sweep/handler.ts'
import {LOCAL_DATASET} from '../ports.ts'
import {persistently, startProcessStack, type ProcessStack} from './testing/processStack.ts'
import {
  clientAs,
  functionServicesOf,
  readChain,
  recordTrails,
  diffValues,
} from './testing/testServices.ts'
import {MODES} from './testing/testStack.ts'
import {testSite} from './testing/testSites.ts'

const MINUTE = 60_000
/** Twice as much work is killed when all kills are asked for: `npm run test:kills`. */
const SCALE = process.env['LEADS_KILLS'] === 'all' ? 2 : 1
const SIGN_UPS = 12 * SCALE
const LEADS = 30 * SCALE
/** So that three bulk changes are asked for meanwhile. */
const SIGN_UPS_PER_JOB = SIGN_UPS / 3
const KILLS = 6
const WAIT = {timeout: 60_000, interval: 100}
const tag = {tag: 'leads.test.chaos'}

/** A seeded generator of numbers from 0 to 1, so that a run can be repeated. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

describe.each(MODES)('a stack whose processes are killed at any time ($mode)', ({strict}) => {
  let stack: ProcessStack
  let superadmin: SanityClient

  beforeEach(async () => {
    stack = await startProcessStack({strict})
    superadmin = clientAs(stack, 'superadmin')
    await superadmin.create(testSite('artameta', 'artameta.example'), tag)
  })
  afterEach(() => stack.stop())

  async function signUp(index: number, signal: AbortSignal): Promise<void> {
    const body = JSON.stringify({
      email: `person-${index}@example.com`,
      consent: true,
      site: 'artameta',
    })
    await persistently(async () => {
      const response = await fetch(`${stack.apiUrl}/api/newsletter`, {
        method: 'POST',
        headers: {'content-type': 'application/json', 'idempotency-key': `sign-up-${index}`},
        body,
      })
      if (response.status !== 202) throw new TypeError(`Answered ${response.status}`)
    }, signal)
  }

  async function addLeads(): Promise<string[]> {
    const leads = Array.from({length: LEADS}, (_, index) => ({
      _id: `artameta.lead.${deterministicUlid(0, `chaos-${index}`)}`,
      _type: 'lead',
      site: 'artameta',
      email: `lead-${index}@example.com`,
      status: 'new',
      tags: [],
      // So that no function is called for each of them.
      source: {kind: 'import'},
    }))
    await superadmin.mutate(
      leads.map((lead) => ({create: lead})),
      {...tag, returnDocuments: false},
    )
    return leads.map(({_id}) => _id)
  }

  async function askForTag(
    ids: readonly string[],
    name: string,
    signal: AbortSignal,
  ): Promise<string> {
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
    await persistently(() => editor.createIfNotExists(job, tag), signal)
    return job._id
  }

  /** Sweeps, with a clock that is ahead, until nothing waits any more. */
  async function settle(jobs: readonly string[]): Promise<void> {
    for (let round = 0; round < 60; round += 1) {
      const services = functionServicesOf(stack, {
        aheadMs: 10 * MINUTE + round * MINUTE,
        variables: {LEADS_SMTP_URL: stack.mail.smtpUrl, LEADS_PUBLIC_API_URL: 'http://api.test'},
      })
      await stack.settled()
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

  test('loses nothing, does nothing twice, and records everything', async ({signal}) => {
    const random = randomOf(strict ? 11 : 7)
    const leads = await addLeads()
    const work = async (): Promise<string[]> => {
      const jobs: string[] = []
      for (let index = 0; index < SIGN_UPS; index += 1) {
        await signUp(index, signal)
        if (index % SIGN_UPS_PER_JOB === SIGN_UPS_PER_JOB / 2)
          jobs.push(await askForTag(leads, `tag-${index}`, signal))
        await pause(random() * 240)
      }
      return jobs
    }
    const names = ['lake', 'api', 'runner'] as const
    const killProcesses = async (): Promise<void> => {
      for (let kill = 0; kill < KILLS; kill += 1) {
        await pause(150 + random() * 500)
        const name = names[kill % names.length] ?? 'runner'
        await stack.kill(name)
      }
    }
    const [jobs] = await Promise.all([work(), killProcesses()])
    await settle(jobs)
    // What it would still be called for is left to the sweep, so that all is at rest when it is counted.
    await stack.end('runner')
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
    const mails = stack.mail.mailbox.list()
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
