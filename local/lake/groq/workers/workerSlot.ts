import {Worker} from 'node:worker_threads'
import {withCompileCache} from '../../../nodeSettings.ts'
import type {GrantHolder} from '../../access/grantPredicate.ts'
import type {LakeErrorBody} from '../../lakeError.ts'
import type {Perspective} from '../perspective.ts'

/** A query as a worker receives it. */
export interface QueryJob {
  id: number
  /** Path of the dataset's SQLite file. */
  file: string
  dataset: string
  projectId: string
  reader: GrantHolder
  perspective: Perspective
  /** `null` only opens the dataset, so that the first query need not wait for it. */
  query: string | null
  /** Parameters as JSON text: JSON can be nested too deeply for a structured clone. */
  params: string
  /** ISO 8601 */
  now: string
  /** Whether to return how the query was answered. */
  explain: boolean
  /**
   * Milliseconds of work after which the worker gives the query back as `heavy`, if it reaches a
   * place where work is counted; `null` for no limit.
   */
  cpuLimitMs: number | null
}

/**
 * What a worker sends: first its thread, then for each job when it starts, which is when its time limit
 * begins, and how it ends. `rested`: it was told to rest and has closed all files.
 */
export type WorkerMessage =
  | {kind: 'thread'; thread: number | null}
  | {kind: 'started'; id: number}
  | {kind: 'heavy'; id: number}
  | {kind: 'done'; id: number; json: string; explain: string | null; ms: number}
  | {kind: 'failed'; id: number; statusCode: number; body: LakeErrorBody}
  | {kind: 'rested'}

/** The answer to a query. */
export interface PoolAnswer {
  json: string
  /** How it was answered, as JSON; `null` unless the job asked for that. */
  explain: string | null
  ms: number
}

/** A query that waits or runs. */
export interface Task {
  job: QueryJob
  owner: string
  /** Whether the caller has stopped waiting. */
  abandoned: boolean
  settle: (outcome: PoolAnswer | {error: unknown}) => void
}

/** Heavy queries have workers of their own, so that light ones never wait for them. */
export type Lane = 'light' | 'heavy'

/** A worker and its current task. */
export interface WorkerSlot {
  readonly worker: Worker
  lane: Lane
  /** Whether its code is loaded. */
  isReady: boolean
  /** The operating system's id of its thread, once it is known. */
  thread: number | null
  task: Task | null
  /** Whether the task is being evaluated; before, the worker opens the dataset. */
  started: boolean
  /** Whether it has ever answered. */
  answered: boolean
  /** Stops the worker when the task takes too long, or when an additional worker idles. */
  limitTimer: NodeJS.Timeout | null
  /** Makes the task heavy when it holds the worker too long. */
  demoteTimer: NodeJS.Timeout | null
}

/** Receives what a worker sends, and how it ended by itself. */
export interface WorkerEvents {
  message: (slot: WorkerSlot, message: WorkerMessage) => void
  end: (slot: WorkerSlot, error: unknown) => void
}

/** Starts a worker. @param memoryMb - its heap */
export function startWorker(lane: Lane, memoryMb: number, on: WorkerEvents): WorkerSlot {
  const entry = lane === 'light' ? './queryWorker.ts' : './heavyWorker.ts'
  const worker = new Worker(new URL(entry, import.meta.url), {
    env: withCompileCache(),
    execArgv: [],
    resourceLimits: {maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 24},
  })
  return createSlot(worker, lane, on)
}

/** Gives a worker, which has nothing to do yet, a place in a pool. */
export function createSlot(worker: Worker, lane: Lane, on: WorkerEvents): WorkerSlot {
  const slot: WorkerSlot = {
    worker,
    lane,
    isReady: false,
    thread: null,
    task: null,
    started: false,
    answered: false,
    limitTimer: null,
    demoteTimer: null,
  }
  worker.on('message', (message: WorkerMessage) => on.message(slot, message))
  worker.on('error', (error) => on.end(slot, error))
  worker.on('exit', () => on.end(slot, null))
  // After the listeners: the first for messages lets the process wait for the thread.
  worker.unref()
  return slot
}

/** How long a worker may take to end by itself, in milliseconds. Starting one takes less. */
const GENTLE_END_MS = 3_000

/**
 * Ends a worker that may still be starting: terminating a thread while it loads SQLite ends the whole
 * process. A worker that does not end by itself runs a long query, so it has started.
 */
export async function endGently(worker: Worker): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => resolve())
  })
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, GENTLE_END_MS)
  })
  worker.postMessage('end', [])
  await Promise.race([ended, late])
  clearTimeout(timer)
  await worker.terminate()
}

/** A timer that does not keep the process alive. */
export function later(ms: number, act: () => void): NodeJS.Timeout {
  const timer = setTimeout(act, ms)
  timer.unref()
  return timer
}

/** Stops a worker's timers. */
export function clearTimers(slot: WorkerSlot): void {
  if (slot.limitTimer) clearTimeout(slot.limitTimer)
  if (slot.demoteTimer) clearTimeout(slot.demoteTimer)
  slot.limitTimer = null
  slot.demoteTimer = null
}
