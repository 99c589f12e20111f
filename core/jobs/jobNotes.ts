import {z} from 'zod'
import {guardedPatch, type Mutation} from '../changes/mutation.ts'
import type {JobRecord} from './jobRecord.ts'

/** Most shares that a job may have; of bulk changes that is ten million leads. */
const MAX_SHARES = 20_000

/** Latest moment that ids of timeline entries can hold, in milliseconds since 1970. */
const LAST_MOMENT = 2 ** 48 - 1

const Count = z.int().min(0)

const Checkpoint = z.object({
  /** Items are being written down, or all are and are being done. */
  phase: z.enum(['freezing', 'applying']),
  /** While items are written down: what the next come after. */
  after: z.string().default(''),
  /** How many shares there are. */
  shares: Count.max(MAX_SHARES),
  /** How much was done when somebody last had to take the job up again, and how often in a row that was. */
  seen: z.int().min(-1).default(-1),
  stalls: Count.default(0),
})

/** How far a job is, as its document notes it. */
export type JobCheckpoint = z.infer<typeof Checkpoint>

const BEGINNING: JobCheckpoint = {phase: 'freezing', after: '', shares: 0, seen: -1, stalls: 0}

/** `null` for a text that is there and is no checkpoint. */
function parseCheckpoint(text: string | null | undefined): JobCheckpoint | null {
  if (text === null || text === undefined || text === '') return BEGINNING
  try {
    return Checkpoint.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** How far a job is; one that has not begun is at the beginning. */
export function checkpointOf(job: Pick<JobRecord, 'checkpoint'>): JobCheckpoint {
  return parseCheckpoint(job.checkpoint) ?? BEGINNING
}

const Notes = z.object({
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
 * Whether the document of a job says how far it is in a way that can be followed. Whoever asks for a
 * job writes its document, so it may say anything.
 */
export function hasReadableNotes(job: JobRecord): boolean {
  return Notes.safeParse(job).success
}

/** Ends a job that cannot be followed; what was done of it is not known any more. */
export function endUnreadable(job: JobRecord, now: string): Mutation[] {
  const reason = 'Its document does not say how far it is. Ask for it again.'
  return [
    guardedPatch(job, {
      set: {
        state: 'failed',
        finishedAt: now,
        totals: {total: 0, succeeded: 0, failed: 0, skipped: 0},
        unchanged: 0,
        moreFailures: 0,
        turn: 0,
        failures: [{_key: 'whole', reference: job._id, reason}],
      },
      unset: ['cancelRequested', 'checkpoint', 'startedAt', 'waitingFor'],
    }),
  ]
}
