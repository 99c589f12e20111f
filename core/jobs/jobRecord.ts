import {z} from 'zod'
import {parseJsonText} from '../documents/parseJsonText.ts'
import type {Stored} from '../documents/stored.ts'
import type {BulkChange} from '../sanity.types.generated.ts'
import {isUlid} from '../people/ulid.ts'
import {isKeyOfKind, parseTenantDocumentId} from '../tenancy/documentId.ts'
import {isJobKind, type JobKindName} from './jobKinds.ts'
import type {JobTally} from './jobOutcome.ts'

/** What the engine reads of a job's document; some kinds of jobs have more. */
export type JobRecord = Pick<
  Stored<BulkChange>,
  | '_id'
  | '_rev'
  | 'cancelRequested'
  | 'checkpoint'
  | 'createdBy'
  | 'failures'
  | 'finishedAt'
  | 'intent'
  | 'moreFailures'
  | 'site'
  | 'startedAt'
  | 'state'
  | 'totals'
  | 'turn'
  | 'unchanged'
  | 'waitingFor'
  | 'way'
> & {
  /** How many items ended with each label, for kinds that give labels. */
  counts?: Readonly<Record<string, number | null | undefined>> | null | undefined
}

/** Who carries out a job: a page with its user's rights, or a function. */
export type JobWay = 'page' | 'function'

/** The numbers in the document of a job of which nothing is done yet; all new jobs share them. */
export const NOTHING_DONE = {
  turn: 0,
  totals: Object.freeze({total: 0, succeeded: 0, failed: 0, skipped: 0}),
  unchanged: 0,
  moreFailures: 0,
} as const

/** What the id of a job says. */
export interface JobId {
  site: string
  ulid: string
  /** Whether the id has a word that only some roles may write, as in `<site>.bulk.delete.<ulid>`. */
  isReserved: boolean
}

/**
 * The parts of the id of a job; `null` for any other id.
 *
 * @param kind - refuses jobs of other kinds
 */
export function parseJobId(id: string, kind?: JobKindName): JobId | null {
  const parsed = parseTenantDocumentId(id)
  if (!parsed || !isJobKind(parsed.kind) || (kind ?? parsed.kind) !== parsed.kind) return null
  const ulid = parsed.key.split('.').at(-1) ?? ''
  if (!isUlid(ulid) || !isKeyOfKind(parsed.key, parsed.kind)) return null
  return {site: parsed.site, ulid, isReserved: parsed.key !== ulid}
}

/** States in which nobody works on a job any more. */
const ENDED: ReadonlySet<string> = new Set(['succeeded', 'partly', 'failed', 'cancelled'])

/** Whether a job has ended, well or not. */
export function hasEnded(job: {state?: unknown}): boolean {
  return typeof job.state === 'string' && ENDED.has(job.state)
}

/** Whether a function has work to do on a job. */
export function isForFunction(job: Pick<JobRecord, 'state' | 'way'>): boolean {
  return job.way === 'function' && (job.state === 'queued' || job.state === 'running')
}

/** How many items ended in which way so far, by the numbers in the job's document. */
export function jobTally(job: Pick<JobRecord, 'totals' | 'unchanged'>): JobTally {
  const {succeeded, skipped, failed} = job.totals ?? {}
  return {
    succeeded: succeeded ?? 0,
    unchanged: job.unchanged ?? 0,
    skipped: skipped ?? 0,
    failed: failed ?? 0,
  }
}

/** How many items are done, whatever became of them. */
export function countDone(job: Pick<JobRecord, 'totals' | 'unchanged'>): number {
  const {succeeded, unchanged, skipped, failed} = jobTally(job)
  return succeeded + unchanged + skipped + failed
}

/** When a job was asked for by the store's history, and what time it is, in milliseconds since 1970. */
export interface JobTimes {
  askedMs: number
  nowMs: number
}

/**
 * When a job began, in milliseconds since 1970. Its author writes its document, so it began neither before it was
 * asked for nor in the future.
 */
export function beginningOf(
  {startedAt}: Pick<JobRecord, 'startedAt'>,
  {askedMs, nowMs}: JobTimes,
): number {
  const stated = startedAt == null ? nowMs : Date.parse(startedAt)
  return Math.max(Math.min(stated, nowMs), askedMs)
}

/** Whether all items of a job are written down and done, by its own numbers. */
export function addsUp(job: Pick<JobRecord, 'checkpoint' | 'totals' | 'unchanged'>): boolean {
  return checkpointOf(job).phase === 'applying' && countDone(job) === (job.totals?.total ?? 0)
}

/** Most chunks of a job; bulk changes reach ten million leads with that. */
const MAX_CHUNKS = 20_000

/** Latest time that ids of timeline entries can hold, in milliseconds since 1970. */
const LAST_MOMENT = 2 ** 48 - 1

const Count = z.int().min(0)

const Checkpoint = z.object({
  /** `freezing` while items are written into chunks, then `applying`. */
  phase: z.enum(['freezing', 'applying']),
  /** While freezing: the `after` of the page that was written last. */
  after: z.string().default(''),
  /** How many chunks there are. */
  shares: Count.max(MAX_CHUNKS),
  /** How much was done when the sweep last took the job over, and how often in a row nothing was. */
  seen: z.int().min(-1).default(-1),
  stalls: Count.default(0),
})

/** How far a job is, as its document says. */
export type JobCheckpoint = z.infer<typeof Checkpoint>

const BEGINNING: JobCheckpoint = {phase: 'freezing', after: '', shares: 0, seen: -1, stalls: 0}

/** `null` for a text that is not a checkpoint. */
function parseCheckpoint(text: string | null | undefined): JobCheckpoint | null {
  return text ? parseJsonText(Checkpoint, text) : BEGINNING
}

/** How far a job is; one that has not begun is at the beginning. */
export function checkpointOf(job: Pick<JobRecord, 'checkpoint'>): JobCheckpoint {
  return parseCheckpoint(job.checkpoint) ?? BEGINNING
}

const Progress = z.object({
  checkpoint: z
    .string()
    .nullish()
    .refine((text) => parseCheckpoint(text) !== null),
  totals: z
    .object({
      total: Count.nullish(),
      succeeded: Count.nullish(),
      failed: Count.nullish(),
      skipped: Count.nullish(),
    })
    .nullish(),
  unchanged: Count.nullish(),
  moreFailures: Count.nullish(),
  counts: z.record(z.string(), Count).nullish(),
  turn: Count.nullish(),
  failures: z.array(z.object({reference: z.string(), reason: z.string()})).nullish(),
  startedAt: z
    .string()
    .refine((text) => {
      const moment = Date.parse(text)
      return moment >= 0 && moment <= LAST_MOMENT
    })
    .nullish(),
})

/**
 * Whether the engine can read the progress in a job's document. The user who asks for a job writes its
 * document, so it may say anything.
 */
export function hasReadableProgress(job: JobRecord): boolean {
  return Progress.safeParse(job).success
}
