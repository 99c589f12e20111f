import {setTimeout as pause} from 'node:timers/promises'
import {commitDecision} from '../../../core/changes/commitDecision.ts'
import {chunk} from '../../../core/documents/chunk.ts'
import {addSums, newChunkRows, type ChunkRows} from '../../../core/jobs/jobChunk.ts'
import {
  beginningOf,
  checkpointOf,
  hasReadableProgress,
  addsUp,
  isForFunction,
  type JobRecord,
} from '../../../core/jobs/jobRecord.ts'
import {
  failUnreadableJob,
  endCancelled,
  failJob,
  finishJob,
  freezeChunks,
  handOverJob,
  recordSums,
  recordWaiting,
} from '../../../core/jobs/jobTransitions.ts'
import {problem, type Problem} from '../../../core/problems/problem.ts'
import {changeStore} from '../changeStore.ts'
import type {FunctionServices} from '../functionServices.ts'
import {StoreUnavailableError} from '../storeErrors.ts'
import {whenAnswered} from '../withRetry.ts'
import {applyChunk, eachChunk, readChunk} from './applyChunk.ts'
import {JobRefusal, type JobKind, type JobRun} from './jobKind.ts'
import {changeJob, openJob, readJob} from './openJob.ts'

/** How long one call works before it hands the rest over, in milliseconds; its limit is 300 s. */
const CALL_BUDGET_MS = 240_000
/** Chunks that are carried out at a time, so that a slow store is kept busy. */
export const LANES = 5
/** Pauses before reading again chunks that another call works on, in milliseconds. */
const WAITS_MS = [100, 300, 800]

/** How a call ended. */
export type JobResult =
  | 'finished'
  | 'cancelled'
  | 'handed-on'
  | 'waiting'
  | 'failed'
  | 'nothing-to-do'

/** One call of the function of a job. */
interface Call<Item, Plan, Found, Undo> {
  run: JobRun
  kind: JobKind<Item, Plan, Found, Undo>
  plan: Plan
  /** Whether there is time for more. */
  hasTime: () => boolean
}

function setBeginning(run: JobRun, job: JobRecord): void {
  const {askedMs, services} = run
  run.startedMs = beginningOf(job, {askedMs, nowMs: Date.parse(services.now())})
}

/**
 * Writes the items of a job into chunks, page by page, so that they stay the same whatever becomes of
 * the documents. Resumes where an earlier call stopped.
 *
 * @returns the job once all items are in chunks; `null` when it was cancelled, is gone, or time is up
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
      const current = await readJob(services, kind.name, jobId)
      const checkpoint = current && checkpointOf(current)
      if (!current || checkpoint?.phase !== 'freezing') return null
      if (current.startedAt) setBeginning(run, current)
      return {current, page: await kind.page(run, plan, checkpoint.after, checkpoint.shares)}
    })
    await whenAnswered(() =>
      commitDecision(store, (read) => {
        if (!read) return {mutations: []}
        const {current, page} = read
        const chunks = page.groups.flatMap(({items, source}) =>
          chunk(items, kind.chunkSize).map((some) => newChunkRows(some, source)),
        )
        const startedAt = new Date(run.startedMs).toISOString()
        const frozen = {chunks, after: page.after, intent: kind.storedIntent?.(plan) ?? null}
        return {mutations: freezeChunks({startedAt, ...current}, frozen, services.now())}
      }),
    )
    job = await readJob(services, kind.name, jobId)
  }
  if (job?.startedAt) setBeginning(run, job)
  return job
}

/** A chunk that is not done. */
interface OpenOne {
  id: string
  stage: number
}

/**
 * Reads which chunks of a job are not done, how many are `missing` from the store, and what the outcomes in
 * the others add up to.
 */
async function readOpenChunks<Item, Plan, Found, Undo>(
  {run, kind, plan}: Call<Item, Plan, Found, Undo>,
  count: number,
): Promise<{open: OpenOne[]; missing: number; sums: Map<string, number>}> {
  const open: OpenOne[] = []
  const sums = new Map<string, number>()
  let missing = 0
  let index = 0
  for await (const {id, rows} of eachChunk(run, kind, count)) {
    if (!rows) missing += 1
    else if (rows.waiting.length > 0) open.push({id, stage: kind.stageOf?.(plan, index) ?? 0})
    addSums(sums, rows?.sums)
    index += 1
  }
  return {open, missing, sums}
}

/**
 * Carries out chunks, one transaction each, several of a stage at a time: while one is written, others are read
 * and decided.
 *
 * @returns whether somebody stopped the job, time is up, or all were tried for whose stage it is time
 */
async function applyChunks<Item, Plan, Found, Undo>(
  {run, kind, plan, hasTime}: Call<Item, Plan, Found, Undo>,
  chunks: readonly OpenOne[],
): Promise<'stopped' | 'out-of-time' | 'tried'> {
  let end: 'stopped' | 'out-of-time' | 'tried' = 'tried'
  // Each call does at least one chunk, however little time there is.
  let hasBegun = false
  let isTaken = false
  const work = async (queue: Iterable<OpenOne>): Promise<void> => {
    for (const {id} of queue) {
      const [job, open] = await whenAnswered(() =>
        Promise.all([readJob(run.services, kind.name, run.jobId), readChunk(run, kind, id)]),
      )
      if (!job || job.cancelRequested === true || !isForFunction(job)) end = 'stopped'
      else if (hasBegun && !hasTime()) end = 'out-of-time'
      if (end !== 'tried') return
      hasBegun = true
      if (!open) continue
      const {waiting, source} = open.rows
      const found = await whenAnswered(() => kind.read(run, plan, waiting, source, false))
      if (!(await applyChunk(run, kind, plan, open, found))) isTaken = true
    }
  }
  const stages = Map.groupBy(chunks, ({stage}) => stage)
  for (const [, some] of [...stages].toSorted(([one], [other]) => one - other)) {
    const queue = some.values()
    await Promise.all(Array.from({length: kind.lanes ?? LANES}, () => work(queue)))
    // Another call may be at a chunk of this stage still.
    if (end !== 'tried' || isTaken) return end
  }
  return end
}

/** How far a call brought a job whose items are all in chunks. */
type Applied =
  | {end: 'complete'; sums: ReadonlyMap<string, number>}
  | {end: 'stopped' | 'out-of-time'}
  | {end: 'waiting'; cause: Problem}

/**
 * Carries out whatever is left. Chunks are found by their ids; the job is complete when none of them has
 * anything left and its numbers add up. It waits a little for chunks that another call works on.
 */
async function applyAll<Item, Plan, Found, Undo>(
  call: Call<Item, Plan, Found, Undo>,
  count: number,
): Promise<Applied> {
  const {run, kind} = call
  let waits = 0
  for (;;) {
    if (!call.hasTime()) return {end: 'out-of-time'}
    const {open, missing, sums} = await whenAnswered(() => readOpenChunks(call, count))
    if (open.length === 0) {
      const job = await readJob(run.services, kind.name, run.jobId)
      if (!job || !isForFunction(job)) return {end: 'stopped'}
      if (missing === 0 && addsUp(job)) return {end: 'complete', sums}
      const cause =
        missing > 0 ? problem('job.chunks-missing', {missing, count}) : problem('job.numbers-open')
      const wait = WAITS_MS[waits]
      if (wait === undefined) return {end: 'waiting', cause}
      waits += 1
      await pause(wait)
      continue
    }
    const end = await applyChunks(call, open)
    if (end !== 'tried') return {end}
    const left = await whenAnswered(() => readOpenChunks(call, count))
    const isStuck = left.open.length > 0 && left.open.length === open.length
    const wait = WAITS_MS[waits]
    if (isStuck && wait === undefined) {
      return {end: 'waiting', cause: problem('job.taken')}
    }
    if (isStuck) {
      waits += 1
      await pause(wait)
    } else waits = 0
  }
}

/** Ends a job whose items are all done, and writes what comes of it as a whole. */
async function finish<Item, Plan, Found, Undo>(
  {run, kind, plan}: Call<Item, Plan, Found, Undo>,
  count: number,
  sums: ReadonlyMap<string, number>,
): Promise<void> {
  const {services, jobId} = run
  const chunks: ChunkRows<Item, Undo>[] = []
  for await (const {rows} of eachChunk(run, kind, kind.finish ? count : 0)) {
    if (!rows) {
      // Another call ended the job and removed its chunks.
      const job = await readJob(services, kind.name, jobId)
      if (!job || !isForFunction(job)) return
      throw new StoreUnavailableError(`A chunk of ${jobId} can no longer be read.`)
    }
    chunks.push(rows)
  }
  const results = [...((await kind.finish?.(run, plan, chunks)) ?? [])]
  if (sums.size > 0) results.push(recordSums(jobId, sums))
  await changeJob(services, kind.name, jobId, (job) => finishJob(job, services.now(), results))
}

async function carryOutJob<Item, Plan, Found, Undo>(
  call: Call<Item, Plan, Found, Undo>,
  first: JobRecord,
): Promise<JobResult> {
  const {run, kind, plan} = call
  const {services, jobId} = run
  const frozen = await freezeItems(call, first)
  const isFrozen = frozen !== null && checkpointOf(frozen).phase === 'applying'
  const applied: Applied = isFrozen
    ? await applyAll(call, checkpointOf(frozen).shares)
    : {end: call.hasTime() ? 'stopped' : 'out-of-time'}
  switch (applied.end) {
    case 'complete':
      await finish(call, frozen ? checkpointOf(frozen).shares : 0, applied.sums)
      await kind.ended?.(run, plan)
      return 'finished'
    case 'stopped':
      await changeJob(services, kind.name, jobId, (job) =>
        job.cancelRequested === true ? endCancelled(job, services.now()) : [],
      )
      return 'cancelled'
    case 'out-of-time':
      await changeJob(services, kind.name, jobId, handOverJob)
      return 'handed-on'
    default: {
      const {cause} = applied
      await changeJob(services, kind.name, jobId, (job) => recordWaiting(job, cause))
      return 'waiting'
    }
  }
}

/**
 * Carries out a job, or resumes it. Several calls at once, or a call after one that was cut off anywhere,
 * do no item twice and call nothing done that is not. When the time is up, it hands the rest over. What
 * `core/jobs/README.md` guarantees holds for every kind.
 *
 * @param jobId - id of a job of the kind; for any other id there is nothing to do
 * @param elapsed - milliseconds of a clock that only goes forward
 * @throws whatever reading and writing throw; another call then resumes the job
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
  const job = await readJob(services, kind.name, jobId)
  if (!job || !isForFunction(job)) return 'nothing-to-do'
  if (!hasReadableProgress(job)) {
    await changeJob(services, kind.name, jobId, (current) =>
      failUnreadableJob(current, services.now()),
    )
    return 'failed'
  }
  if (job.cancelRequested === true) {
    await changeJob(services, kind.name, jobId, (current) =>
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
    await changeJob(services, kind.name, jobId, (current) =>
      failJob(current, error, services.now()),
    )
    return 'failed'
  }
}
