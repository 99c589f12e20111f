import {defineQuery} from 'groq'
import {hasEnded} from '../../core/audit/auditOfBulkChange.ts'
import {abandonJob, handOn} from '../../core/changes/bulk/bulkState.ts'
import {CLAIM_LEASE_MS} from '../../core/changes/claimEmail.ts'
import {
  expireConfirmation,
  UNCONFIRMED_RETENTION_MS,
} from '../../core/changes/expireConfirmation.ts'
import {abandonExport} from '../../core/changes/exports/exportJob.ts'
import type {LeadExport} from '../../core/sanity.types.generated.ts'
import {parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import {auditWriter} from '../shared/auditWriter.ts'
import {readJob} from '../run-bulk-change/bulkRun.ts'
import {commitDecision} from '../shared/commitDecision.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {handleSubmission} from '../process-submission/handler.ts'
import {readPerson} from '../shared/personDocuments.ts'
import {recordMissedJobs} from './recordMissedJobs.ts'
import {sendMessage} from '../send-mail/handler.ts'

const UNPROCESSED_QUERY = defineQuery(`*[
  _type == "leadSubmission" && !defined(processedAt) && receivedAt < $before
  && (receivedAt > $afterTime || (receivedAt == $afterTime && _id > $afterId))
] | order(receivedAt asc, _id asc)[0...100]{_id, "at": receivedAt}`)

const UNSENT_QUERY = defineQuery(`*[
  _type == "emailMessage" && queuedAt < $before
  && (status == "queued" || (status == "sending" && claimedAt < $leased))
  && (queuedAt > $afterTime || (queuedAt == $afterTime && _id > $afterId))
] | order(queuedAt asc, _id asc)[0...100]{_id, "at": queuedAt}`)

const UNCONFIRMED_QUERY = defineQuery(`*[
  _type == "newsletterSubscriber" && status == "pending" && doubleOptIn.requestedAt < $before
  && (doubleOptIn.requestedAt > $afterTime
    || (doubleOptIn.requestedAt == $afterTime && _id > $afterId))
] | order(doubleOptIn.requestedAt asc, _id asc)[0...100]{_id, "at": doubleOptIn.requestedAt}`)

const UNRECORDED_QUERY = defineQuery(`*[
  _type == "leadActivity" && auditSeq == null && _createdAt < $before
  && (_createdAt > $afterTime || (_createdAt == $afterTime && _id > $afterId))
] | order(_createdAt asc, _id asc)[0...100]{_id, "at": _createdAt}`)

const IDLE_JOBS_QUERY = defineQuery(`*[
  _type == "bulkChange" && state in ["queued", "running"]
  && ((way == "function" && _updatedAt < $before) || _updatedAt < $abandoned)
  && (_createdAt > $afterTime || (_createdAt == $afterTime && _id > $afterId))
] | order(_createdAt asc, _id asc)[0...100]{_id, "at": _createdAt}`)

const IDLE_EXPORTS_QUERY = defineQuery(`*[
  _type == "leadExport" && state in ["queued", "running"] && _updatedAt < $abandoned
  && (_createdAt > $afterTime || (_createdAt == $afterTime && _id > $afterId))
] | order(_createdAt asc, _id asc)[0...100]{_id, "at": _createdAt}`)

const EXPIRED_CHUNKS_QUERY = defineQuery(`*[
  _type == "jobChunk" && expiresAt < $now
  && (expiresAt > $afterTime || (expiresAt == $afterTime && _id > $afterId))
] | order(expiresAt asc, _id asc)[0...100]{_id, "at": expiresAt}`)

/** How long a function gets to do its work before the sweep does it, in milliseconds. */
const PATIENCE_MS = 60_000
/** The audit trail is written last, after everything that it tells of. */
const AUDIT_PATIENCE_MS = 2 * PATIENCE_MS
/** A page that has not gone on with a bulk change for so long was closed. */
const ABANDONED_MS = 5 * PATIENCE_MS
/** How far back it is looked whether jobs are in the audit trail. */
const JOBS_KEPT_IN_MIND_MS = 120 * PATIENCE_MS
/** After so long a sweep leaves the rest to the next one, in milliseconds. */
const BUDGET_MS = 40_000
const AT_ONCE = 6
/** The audit trail takes many at a time in one transaction. */
const RECORDED_AT_ONCE = 100
const ACTOR = {kind: 'function' as const, id: 'sweep-submissions'}

/** What a sweep did. */
export interface SweepResult {
  submissions: number
  messages: number
  expired: number
  /** Entries of timelines, and jobs, that the audit trail did not have. */
  recorded: number
  /** Bulk changes and exports that nobody went on with, handed on or ended. */
  jobs: number
  /** How many attempts failed; what they were about stays for the next sweep. */
  failures: number
}

interface Found {
  _id: string
  at: string
}

function ago(services: FunctionServices, ms: number): string {
  return new Date(Date.parse(services.now()) - ms).toISOString()
}

async function expire(services: FunctionServices, id: string): Promise<void> {
  const {client, now} = services
  const parsed = parseTenantDocumentId(id)
  if (!parsed) return
  await commitDecision(client, 'leads.sweep.expire', async () => {
    const person = await readPerson(client, parsed.site, parsed.key, 'leads.sweep.read')
    return expireConfirmation({site: parsed.site, ...person, now: now(), actor: ACTOR})
  })
}

async function goOnWithJob(services: FunctionServices, id: string): Promise<void> {
  const {client, now} = services
  await commitDecision(client, 'leads.sweep.job', async () => {
    const job = await readJob(services, id)
    if (!job || (job.state !== 'queued' && job.state !== 'running')) return {mutations: []}
    return {mutations: job.way === 'page' ? abandonJob(job, now()) : handOn(job, 'sweep')}
  })
}

async function endExportOf(services: FunctionServices, id: string): Promise<void> {
  const {client, now} = services
  await commitDecision(client, 'leads.sweep.job', async () => {
    const job = await client.getDocument<LeadExport>(id, {tag: 'leads.sweep.job'})
    const isOpen = job?._type === 'leadExport' && !hasEnded(job)
    return {mutations: isOpen ? abandonExport(job, now()) : []}
  })
}

/**
 * Does what was left undone: submissions that no function processed within a minute, messages that
 * wait or whose sender died, sign-ups that nobody confirmed, bulk changes and
 * exports that nobody goes on with and what was kept for undoing them, entries of timelines and jobs
 * that the audit trail lacks. Goes from the oldest to the newest, page by page, so that one that fails again and
 * again does not keep the others waiting.
 *
 * @param elapsed - milliseconds of a clock that only goes forward
 */
export async function sweep(
  services: FunctionServices,
  elapsed: () => number,
): Promise<SweepResult> {
  const {client} = services
  const result: SweepResult = {
    submissions: 0,
    messages: 0,
    expired: 0,
    recorded: 0,
    jobs: 0,
    failures: 0,
  }
  const started = elapsed()

  const workThrough = async (
    query: string,
    params: Record<string, string>,
    work: (id: string) => Promise<unknown>,
    atOnce = AT_ONCE,
  ): Promise<number> => {
    let [afterTime, afterId] = ['', '']
    let done = 0
    for (;;) {
      const page = await client.fetch<Found[]>(
        query,
        {...params, afterTime, afterId},
        {tag: 'leads.sweep.page'},
      )
      const waiting = page.values()
      const worker = async (): Promise<void> => {
        for (const {_id} of waiting) {
          try {
            await work(_id)
            done += 1
          } catch {
            result.failures += 1
          }
        }
      }
      await Promise.all(Array.from({length: atOnce}, worker))
      const last = page.at(-1)
      if (!last || elapsed() - started > BUDGET_MS) return done
      afterTime = last.at
      afterId = last._id
    }
  }

  const before = ago(services, PATIENCE_MS)
  result.submissions = await workThrough(UNPROCESSED_QUERY, {before}, (id) =>
    handleSubmission(services, id),
  )
  result.messages = await workThrough(
    UNSENT_QUERY,
    {before, leased: ago(services, CLAIM_LEASE_MS)},
    (id) => sendMessage(services, id),
  )
  result.expired = await workThrough(
    UNCONFIRMED_QUERY,
    {before: ago(services, UNCONFIRMED_RETENTION_MS)},
    (id) => expire(services, id),
  )
  result.jobs = await workThrough(
    IDLE_JOBS_QUERY,
    {before, abandoned: ago(services, ABANDONED_MS)},
    (id) => goOnWithJob(services, id),
  )
  result.jobs += await workThrough(
    IDLE_EXPORTS_QUERY,
    {abandoned: ago(services, ABANDONED_MS)},
    (id) => endExportOf(services, id),
  )
  await workThrough(EXPIRED_CHUNKS_QUERY, {now: services.now()}, (id) =>
    client.delete(id, {tag: 'leads.sweep.chunk', visibility: 'async'}),
  )
  const writer = auditWriter(services)
  result.recorded = await workThrough(
    UNRECORDED_QUERY,
    {before: ago(services, AUDIT_PATIENCE_MS)},
    (id) => writer.record(id),
    RECORDED_AT_ONCE,
  )
  const missed = await recordMissedJobs(
    services,
    {since: ago(services, JOBS_KEPT_IN_MIND_MS), before: ago(services, AUDIT_PATIENCE_MS)},
    () => elapsed() - started > BUDGET_MS,
  )
  result.recorded += missed.recorded
  result.failures += missed.failures
  return result
}
