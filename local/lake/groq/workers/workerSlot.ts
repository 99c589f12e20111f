import {Worker} from 'node:worker_threads'
import type {QueryJob, WorkerMessage} from './workerProtocol.ts'
import {threadEnvironment} from '../../../threadCache.ts'

/** How long a worker that is told to end may take, in milliseconds: starting one takes less. */
const GENTLE_END_MS = 3_000

/** What a worker made of a query. */
export interface PoolAnswer {
  json: string
  /** How it was answered, as JSON; `null` unless the job asked for that. */
  explain: string | null
  ms: number
}

/** A query that waits, or is being evaluated. */
export interface Task {
  job: QueryJob
  owner: string
  /** Set when nobody waits for the answer any more. */
  abandoned: boolean
  settle: (outcome: PoolAnswer | {error: unknown}) => void
}

/** Light queries are never kept waiting by heavy ones: these have workers of their own. */
export type Lane = 'light' | 'heavy'

/** A worker with what it does at the moment. */
export interface WorkerSlot {
  readonly worker: Worker
  lane: Lane
  /** Whether it is loaded, so that a query need not wait for that. */
  isReady: boolean
  /** The operating system's id of its thread, once it is known. */
  thread: number | null
  task: Task | null
  /** Whether the task is being evaluated: before that the worker opens the dataset. */
  started: boolean
  /** Whether it ever gave an answer. */
  answered: boolean
  /** Ends the worker if the task takes too long; or an idle worker that is one too many. */
  limit: NodeJS.Timeout | null
  /** Goes off when the task turns out to be heavy. */
  patience: NodeJS.Timeout | null
}

/** Starts a worker. @param memoryMb - its heap */
export function startWorker(
  lane: Lane,
  memoryMb: number,
  on: {
    message: (slot: WorkerSlot, message: WorkerMessage) => void
    end: (slot: WorkerSlot, error: unknown) => void
  },
): WorkerSlot {
  const entry = lane === 'light' ? './queryWorker.ts' : './heavyWorker.ts'
  const worker = new Worker(new URL(entry, import.meta.url), {
    env: threadEnvironment(),
    execArgv: [],
    resourceLimits: {maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 24},
  })
  const slot: WorkerSlot = {
    worker,
    lane,
    isReady: false,
    thread: null,
    task: null,
    started: false,
    answered: false,
    limit: null,
    patience: null,
  }
  worker.unref()
  worker.on('message', (message: WorkerMessage) => on.message(slot, message))
  worker.on('error', (error) => on.end(slot, error))
  worker.on('exit', () => on.end(slot, null))
  return slot
}

/**
 * Ends a worker that may still be starting: a process ends with it when a thread is terminated while it
 * loads SQLite. One that does not end by itself is at a long query, and past that.
 */
export async function endGently(worker: Worker): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => resolve())
  })
  let patience: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    patience = setTimeout(resolve, GENTLE_END_MS)
  })
  worker.postMessage(null, [])
  await Promise.race([ended, late])
  clearTimeout(patience)
  await worker.terminate()
}

/** Calls back after a time, unless it is disarmed; does not keep the process alive. */
export function later(ms: number, act: () => void): NodeJS.Timeout {
  const timer = setTimeout(act, ms)
  timer.unref()
  return timer
}

/** Stops a worker's timers. */
export function disarm(slot: WorkerSlot): void {
  if (slot.limit) clearTimeout(slot.limit)
  if (slot.patience) clearTimeout(slot.patience)
  slot.limit = null
  slot.patience = null
}
