import {Worker} from 'node:worker_threads'
import {LakeError} from '../lakeError.ts'
import {queryFailed, queryTimeout, queryTooLarge} from './queryProblem.ts'
import {createWaitingLine} from './waitingLine.ts'
import type {QueryJob, WorkerMessage} from './workerProtocol.ts'

/** Bounds of a {@link QueryPool}. Times are milliseconds. */
export interface QueryPoolOptions {
  /** Workers that are kept. */
  workers: number
  /** Workers there may be while queries wait behind slow ones. */
  maxWorkers: number
  /** How long a query may take. */
  timeLimitMs: number
  /** How long a query may wait for a worker. */
  waitLimitMs: number
  /** How long a worker may take to bring its documents up to date before a query. */
  loadLimitMs: number
  /** How long a query may wait before another worker is started for it. */
  patienceMs: number
  /** How long an additional worker may idle. */
  idleMs: number
  /** How long a query may go on that nobody waits for any more. */
  abortGraceMs: number
  /** Heap of one worker, in MB: whatever a query makes of documents. */
  memoryMb: number
  /** What a new worker opens before its first query. */
  warmUp: () => Omit<QueryJob, 'id'>[]
}

/** What a worker made of a query. */
export interface PoolAnswer {
  json: string
  /** How it was answered, as JSON; `null` unless the job asked for that. */
  explain: string | null
  ms: number
}

/** Threads that evaluate queries, each one query at a time. */
export interface QueryPool {
  /**
   * @param owner - who asks; the pool shares its workers among those who wait
   * @throws LakeError for a query that failed, took too long or needed too much memory; the
   *   signal's reason when it is aborted
   */
  run(job: Omit<QueryJob, 'id'>, owner: string, signal?: AbortSignal): Promise<PoolAnswer>
  /** How many threads there are now. */
  size(): number
  close(): Promise<void>
}

/** A query that waits, or is being evaluated. */
interface Task {
  job: QueryJob
  owner: string
  /** Set when nobody waits for the answer any more. */
  abandoned: boolean
  settle: (outcome: PoolAnswer | {error: unknown}) => void
}

/** A worker with what it does at the moment. */
interface Slot {
  worker: Worker
  task: Task | null
  timer: NodeJS.Timeout | null
  started: boolean
  answered: boolean
}

/** Starts the workers of a pool. */
export function createQueryPool(options: QueryPoolOptions): QueryPool {
  const slots = new Set<Slot>()
  const line = createWaitingLine<Task>(Math.max(1, options.maxWorkers - 1))
  let nextId = 1
  let closed = false
  let impatience: NodeJS.Timeout | null = null

  function arm(slot: Slot, ms: number, onTime: () => void): void {
    if (slot.timer) clearTimeout(slot.timer)
    slot.timer = setTimeout(onTime, ms)
    slot.timer.unref()
  }

  function disarm(slot: Slot): void {
    if (slot.timer) clearTimeout(slot.timer)
    slot.timer = null
  }

  /** Takes the task off a worker and tells whoever waits for it. */
  function finish(slot: Slot, outcome: Parameters<Task['settle']>[0]): void {
    const {task} = slot
    disarm(slot)
    slot.task = null
    slot.worker.unref()
    if (task) line.ended(task.owner)
    task?.settle(outcome)
  }

  /** Ends a worker; another one takes its place. */
  function kill(slot: Slot, error: unknown): void {
    slots.delete(slot)
    finish(slot, {error})
    void slot.worker.terminate()
    replenish()
  }

  function replenish(): void {
    if (closed) return
    while (slots.size < options.workers) addWorker()
    dispatch()
  }

  function addWorker(): void {
    const worker = new Worker(new URL('./queryWorker.ts', import.meta.url), {
      execArgv: [],
      resourceLimits: {maxOldGenerationSizeMb: options.memoryMb, maxYoungGenerationSizeMb: 24},
    })
    const slot: Slot = {worker, task: null, timer: null, started: false, answered: false}
    slots.add(slot)
    worker.unref()
    worker.on('message', (message: WorkerMessage) => hear(slot, message))
    worker.on('error', (error) => lose(slot, error))
    worker.on('exit', () => lose(slot, null))
    for (const job of options.warmUp()) worker.postMessage({...job, id: 0}, [])
  }

  function hear(slot: Slot, message: WorkerMessage): void {
    const {task} = slot
    if (!task || message.id !== task.job.id) return
    if (message.kind === 'started') {
      slot.started = true
      if (task.abandoned) return
      const {timeLimitMs} = options
      arm(slot, timeLimitMs, () => kill(slot, queryTimeout(timeLimitMs)))
      return
    }
    slot.answered = true
    const {kind} = message
    if (kind === 'done') {
      finish(slot, {json: message.json, explain: message.explain, ms: message.ms})
    } else finish(slot, {error: new LakeError(message.statusCode, message.body)})
    retireWhenIdle(slot)
    dispatch()
  }

  /** A worker that ended by itself: out of memory, or broken. */
  function lose(slot: Slot, error: unknown): void {
    if (!slots.delete(slot)) return
    const code = error instanceof Error && 'code' in error ? error.code : null
    const outOfMemory = code === 'ERR_WORKER_OUT_OF_MEMORY'
    const wasLoading = slot.task && !slot.started
    const reason =
      outOfMemory && wasLoading
        ? LakeError.http(503, 'Service Unavailable', 'The dataset is too large for a query worker')
        : outOfMemory
          ? queryTooLarge()
          : queryFailed()
    finish(slot, {error: reason})
    // One that never answered may never start either: then only a query is worth another try.
    if (slot.answered) replenish()
    else dispatch()
  }

  function retireWhenIdle(slot: Slot): void {
    if (slots.size <= options.workers) return
    arm(slot, options.idleMs, () => {
      if (slots.size <= options.workers) return
      slots.delete(slot)
      void slot.worker.terminate()
    })
  }

  function assign(slot: Slot, task: Task): void {
    slot.task = task
    slot.started = false
    slot.worker.ref()
    const tooSlow = LakeError.http(503, 'Service Unavailable', 'The dataset is still being loaded')
    arm(slot, options.loadLimitMs, () => kill(slot, tooSlow))
    slot.worker.postMessage(task.job, [])
  }

  function dispatch(): void {
    if (closed) return
    if (slots.size === 0 && line.length() > 0) addWorker()
    for (const slot of slots) {
      if (slot.task) continue
      const task = line.next()
      if (!task) break
      assign(slot, task)
    }
    if (line.length() === 0 || impatience || slots.size >= options.maxWorkers) return
    impatience = setTimeout(() => {
      impatience = null
      if (line.hasNext() && slots.size < options.maxWorkers) addWorker()
      dispatch()
    }, options.patienceMs)
    impatience.unref()
  }

  /** Nobody waits for a query any more: soon its worker must be free again. */
  function abandon(task: Task, reason: unknown): void {
    if (line.remove(task)) {
      task.settle({error: reason})
      return
    }
    for (const slot of slots) {
      if (slot.task !== task) continue
      task.abandoned = true
      task.settle({error: reason})
      arm(slot, options.abortGraceMs, () => kill(slot, reason))
    }
  }

  replenish()

  return {
    run(job, owner, signal) {
      if (closed) return Promise.reject(unavailable())
      if (signal?.aborted) return Promise.reject(signal.reason)
      return new Promise((resolve, reject) => {
        const waiting = setTimeout(() => {
          if (line.remove(task)) task.settle({error: queryTimeout(options.waitLimitMs)})
        }, options.waitLimitMs)
        waiting.unref()
        const onAbort = () => abandon(task, signal?.reason)
        const task: Task = {
          job: {...job, id: nextId},
          owner,
          abandoned: false,
          settle(outcome) {
            clearTimeout(waiting)
            signal?.removeEventListener('abort', onAbort)
            if ('error' in outcome) reject(outcome.error)
            else resolve(outcome)
          },
        }
        nextId += 1
        signal?.addEventListener('abort', onAbort, {once: true})
        if (line.add(task)) dispatch()
        else task.settle({error: tooMany()})
      })
    },
    size: () => slots.size,
    async close() {
      closed = true
      if (impatience) clearTimeout(impatience)
      const ending = [...slots]
      slots.clear()
      for (const slot of ending) finish(slot, {error: unavailable()})
      for (const task of line.clear()) task.settle({error: unavailable()})
      await Promise.all(ending.map((slot) => slot.worker.terminate()))
    },
  }
}

function unavailable(): LakeError {
  return LakeError.http(503, 'Service Unavailable', 'The lake is shutting down')
}

function tooMany(): LakeError {
  return LakeError.http(429, 'Too Many Requests', 'Too many queries are waiting; try again shortly')
}
