import {commitDecision} from '../../../core/changes/commitDecision.ts'
import {setTimeout as pause} from 'node:timers/promises'
import type {Mutation} from '../../../core/changes/mutation.ts'
import {chunk} from '../../../core/documents/chunk.ts'
import {checkpointOf, endUnreadable, hasReadableNotes} from '../../../core/jobs/jobNotes.ts'
import type {JobRecord} from '../../../core/jobs/jobRecord.ts'
import {shareIds} from '../../../core/jobs/jobShare.ts'
import {
  addsUp,
  endCancelled,
  failJob,
  finishJob,
  freezeShares,
  handOn,
  isForFunction,
  noteWaiting,
} from '../../../core/jobs/jobState.ts'
import {newRows, type ShareRows} from '../../../core/jobs/shareRows.ts'
import type {JobChunk} from '../../../core/sanity.types.generated.ts'
import {changeStore} from '../changeStore.ts'
import type {FunctionServices} from '../functionServices.ts'
import {StoreUnavailableError} from '../storeErrors.ts'
import {applyShare, readShare} from './applyShare.ts'
import {JobRefusal, type JobKind, type JobRun} from './jobKind.ts'
import {openJob, readJob} from './openJob.ts'

/** How long one call works before it hands the rest on, in milliseconds; its limit is 300 s. */
export const CALL_BUDGET_MS = 240_000
/** Shares that are carried out at a time: a store that answers slowly is kept busy. */
export const LANES = 5
/** Shares that are read at a time to see what is left of them. */
const SHARES_AT_ONCE = 20
/** Pauses before looking again at shares that another call works on, in milliseconds. */
const WAITS_MS = [100, 300, 800]

/** How a call ended. */
export type JobResult =
  | 'finished'
  | 'cancelled'
  | 'handed-on'
  | 'waiting'
  | 'failed'
  | 'nothing-to-do'

/** What a call carries with it. */
interface Call<Item, Plan, Found, Undo> {
  run: JobRun
  kind: JobKind<Item, Plan, Found, Undo>
  plan: Plan
  /** Whether there is time for more. */
  hasTime: () => boolean
}

function settle(
  services: FunctionServices,
  kind: Pick<JobKind<never, never, never, never>, 'document'>,
  jobId: string,
  decide: (job: JobRecord) => Mutation[],
): Promise<{mutations: Mutation[]}> {
  const store = changeStore(services.client, 'leads.job.settle', () =>
    readJob(services, kind, jobId),
  )
  return commitDecision(store, (job) => ({
    mutations: job && isForFunction(job) ? decide(job) : [],
  }))
}

/**
 * Notes which items a job is for, page by page, so that it is clear from then on, whatever becomes of
 * the documents. Resumes where an earlier call stopped.
 *
 * @returns the job once all items are noted; `null` when it was cancelled, is gone, or time is up
 */
async function freezeItems<Item, Plan, Found, Undo>(
  call: Call<Item, Plan, Found, Undo>,
  first: JobRecord,
): Promise<JobRecord | null> {
  const {run, kind, plan, hasTime} = call
  const {services, jobId} = run
  let job: JobRecord | null = first
  while (job && checkpointOf(job).phase === 'freezing') {
    if (!hasTime() || job.cancelRequested === true || !isForFunction(job)) return null
    const store = changeStore(services.client, 'leads.job.freeze', async () => {
      const current = await readJob(services, kind, jobId)
      const checkpoint = current && checkpointOf(current)
      if (!current || checkpoint?.phase !== 'freezing') return null
      run.startedMs = Date.parse(current.startedAt ?? new Date(run.startedMs).toISOString())
      return {current, page: await kind.page(run, plan, checkpoint.after)}
    })
    await commitDecision(store, (read) => {
      if (!read) return {mutations: []}
      const {current, page} = read
      const shares = page.parts.flatMap(({items, source}) =>
        chunk(items, kind.shareSize).map((piece) => newRows(piece, source)),
      )
      const startedAt = new Date(run.startedMs).toISOString()
      const frozen = {shares, after: page.after, intent: kind.noted?.(plan) ?? null}
      return {mutations: freezeShares({startedAt, ...current}, frozen, services.now())}
    })
    job = await readJob(services, kind, jobId)
  }
  if (job?.startedAt) run.startedMs = Date.parse(job.startedAt)
  return job
}

/** Ids of the shares of a job that are not done, by their documents; `missing` ones are not there. */
async function openShares<Item, Plan, Found, Undo>(
  {run, kind}: Call<Item, Plan, Found, Undo>,
  count: number,
): Promise<{open: string[]; missing: number}> {
  const ids = shareIds(run.id, 'function', count)
  const open: string[] = []
  let missing = 0
  for (const piece of chunk(ids, SHARES_AT_ONCE)) {
    const found = await run.services.client.getDocuments<JobChunk>(piece, {tag: 'leads.job.shares'})
    for (const [index, id] of piece.entries()) {
      const rows = kind.parseRows(found[index]?.rows)
      if (!rows) missing += 1
      else if (rows.waiting.length > 0) open.push(id)
    }
  }
  return {open, missing}
}

/**
 * Carries out shares, one transaction each, several at a time: while one is written others are read and
 * decided.
 *
 * @returns whether somebody stopped the job, time is up, or all were tried
 */
async function applyShares<Item, Plan, Found, Undo>(
  {run, kind, plan, hasTime}: Call<Item, Plan, Found, Undo>,
  ids: readonly string[],
): Promise<'stopped' | 'out-of-time' | 'tried'> {
  const queue = ids.values()
  let end: 'stopped' | 'out-of-time' | 'tried' = 'tried'
  // However little time there is, each call brings the job further.
  let hasBegun = false
  const work = async (): Promise<void> => {
    for (const id of queue) {
      const [job, open] = await Promise.all([
        readJob(run.services, kind, run.jobId),
        readShare(run, kind, id),
      ])
      if (!job || job.cancelRequested === true || !isForFunction(job)) end = 'stopped'
      else if (hasBegun && !hasTime()) end = 'out-of-time'
      if (end !== 'tried') return
      hasBegun = true
      if (!open) continue
      const {waiting, source} = open.rows
      const found = await kind.read(run, plan, waiting, source)
      await applyShare(run, kind, plan, {...open, found})
    }
  }
  await Promise.all(Array.from({length: kind.lanes ?? LANES}, work))
  return end
}

/** How far a call brought a job whose items are all noted. */
type Applied = {end: 'complete' | 'stopped' | 'out-of-time'} | {end: 'waiting'; reason: string}

/**
 * Carries out whatever is left. Shares are known by their ids; the job is complete when none of them
 * has anything left and its numbers add up. Shares that another call works on are waited for a little.
 */
async function applyAll<Item, Plan, Found, Undo>(
  call: Call<Item, Plan, Found, Undo>,
  shares: number,
): Promise<Applied> {
  const {run, kind} = call
  let waits = 0
  for (;;) {
    if (!call.hasTime()) return {end: 'out-of-time'}
    const {open, missing} = await openShares(call, shares)
    if (open.length === 0) {
      const job = await readJob(run.services, kind, run.jobId)
      if (!job || !isForFunction(job)) return {end: 'stopped'}
      if (missing === 0 && addsUp(job)) return {end: 'complete'}
      const reason =
        missing > 0
          ? `${missing} of its ${shares} shares cannot be read.`
          : 'Its numbers do not add up yet.'
      const wait = WAITS_MS[waits]
      if (wait === undefined) return {end: 'waiting', reason}
      waits += 1
      await pause(wait)
      continue
    }
    const end = await applyShares(call, open)
    if (end !== 'tried') return {end}
    const left = await openShares(call, shares)
    const isStuck = left.open.length > 0 && left.open.length === open.length
    const wait = WAITS_MS[waits]
    if (isStuck && wait === undefined) {
      return {end: 'waiting', reason: 'Another call works on its shares.'}
    }
    if (isStuck) {
      waits += 1
      await pause(wait)
    } else waits = 0
  }
}

/** Ends a job of which every item is done, with what comes of it as a whole. */
async function finishWhole<Item, Plan, Found, Undo>(
  {run, kind, plan}: Call<Item, Plan, Found, Undo>,
  count: number,
): Promise<void> {
  const {services, jobId} = run
  const shares: ShareRows<Item, Undo>[] = []
  const ids = kind.finish ? shareIds(run.id, 'function', count) : []
  for (const piece of chunk(ids, SHARES_AT_ONCE)) {
    const found = await services.client.getDocuments<JobChunk>(piece, {tag: 'leads.job.shares'})
    for (const share of found) {
      const rows = kind.parseRows(share?.rows)
      if (!rows) {
        // Another call ended the job, and removed them with it.
        const job = await readJob(services, kind, jobId)
        if (!job || !isForFunction(job)) return
        throw new StoreUnavailableError(`A share of ${jobId} cannot be read any more.`)
      }
      shares.push(rows)
    }
  }
  const whole = (await kind.finish?.(run, plan, shares)) ?? []
  await settle(services, kind, jobId, (job) => finishJob(job, services.now(), whole))
}

async function carryOutJob<Item, Plan, Found, Undo>(
  call: Call<Item, Plan, Found, Undo>,
  first: JobRecord,
): Promise<JobResult> {
  const {run, kind} = call
  const {services, jobId} = run
  const frozen = await freezeItems(call, first)
  const isFrozen = frozen !== null && checkpointOf(frozen).phase === 'applying'
  const applied: Applied = isFrozen
    ? await applyAll(call, checkpointOf(frozen).shares)
    : {end: call.hasTime() ? 'stopped' : 'out-of-time'}
  switch (applied.end) {
    case 'complete':
      await finishWhole(call, frozen ? checkpointOf(frozen).shares : 0)
      return 'finished'
    case 'stopped':
      await settle(services, kind, jobId, (job) =>
        job.cancelRequested === true ? endCancelled(job, services.now()) : [],
      )
      return 'cancelled'
    case 'out-of-time':
      await settle(services, kind, jobId, handOn)
      return 'handed-on'
    default: {
      const {reason} = applied
      await settle(services, kind, jobId, (job) => noteWaiting(job, reason))
      return 'waiting'
    }
  }
}

/**
 * Carries out a job, or resumes it. Called again while it is being carried out, by several calls at
 * once, or after it was cut off anywhere, it does no item twice and calls nothing done that was not.
 * When its time is up it hands the rest on. What `jobs/README.md` says of the engine holds for every
 * kind.
 *
 * @param jobId - of a job of the kind; for any other there is nothing to do
 * @param elapsed - milliseconds of a clock that only goes forward
 * @throws whatever reading and writing throw; another call then resumes it
 */
export async function runJob<Item, Plan, Found, Undo>(
  services: FunctionServices,
  kind: JobKind<Item, Plan, Found, Undo>,
  jobId: string,
  elapsed: () => number,
  budgetMs = CALL_BUDGET_MS,
): Promise<JobResult> {
  const started = elapsed()
  const hasTime = (): boolean => elapsed() - started < budgetMs
  const job = await readJob(services, kind, jobId)
  if (!job || !isForFunction(job)) return 'nothing-to-do'
  if (!hasReadableNotes(job)) {
    await settle(services, kind, jobId, (current) => endUnreadable(current, services.now()))
    return 'failed'
  }
  if (job.cancelRequested === true) {
    await settle(services, kind, jobId, (current) =>
      current.cancelRequested === true ? endCancelled(current, services.now()) : [],
    )
    return 'cancelled'
  }
  try {
    const run = await openJob(services, job)
    const plan = await kind.open(run, job)
    return await carryOutJob({run, kind, plan, hasTime}, job)
  } catch (error) {
    if (!(error instanceof JobRefusal)) throw error
    await settle(services, kind, jobId, (current) => failJob(current, error, services.now()))
    return 'failed'
  }
}
