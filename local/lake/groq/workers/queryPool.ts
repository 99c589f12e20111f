import {LakeError} from '../../lakeError.ts'
import {createHeavyCallers} from './heavyCallers.ts'
import {queryFailed, queryTimeout, queryTooLarge} from '../queryProblem.ts'
import {giveWay} from './threadPriority.ts'
import {createWaitingLine} from './waitingLine.ts'
import type {QueryJob, WorkerMessage} from './workerProtocol.ts'
import {
  disarm,
  endGently,
  later,
  startWorker,
  type Lane,
  type PoolAnswer,
  type Task,
  type WorkerSlot,
} from './workerSlot.ts'

/** Bounds of a {@link QueryPool}. Times are milliseconds. */
export interface QueryPoolOptions {
  /** Workers for light queries that are kept. */
  workers: number
  /** Workers for light queries there may be while queries wait behind others. */
  maxWorkers: number
  /** Workers for heavy queries there may be. They give way to everything else. */
  heavyWorkers: number
  /** Heavy queries that a caller may have, waiting and running. */
  heavyPerCaller: number
  /** How much a light query may work. One that goes on longer is begun anew among the heavy ones. */
  lightCpuMs: number
  /** How long a query may hold a worker for light ones where it cannot be interrupted. */
  lightMs: number
  /** How long a query may take. */
  timeLimitMs: number
  /** How long a query may wait for a worker. */
  waitLimitMs: number
  /** How long a worker may take to open a dataset before a query. */
  loadLimitMs: number
  /** How long a light query may wait before another worker is started for it. */
  patienceMs: number
  /** How long an additional worker may idle. */
  idleMs: number
  /** How long a query may go on that nobody waits for any more. */
  abortGraceMs: number
  /** Heap of one worker, in MB: whatever a query makes of documents. */
  memoryMb: number
  /** What a new worker opens before its first query. */
  warmUp: () => PoolJob[]
}

/** A query, as whoever asks it knows it. */
export type PoolJob = Omit<QueryJob, 'id' | 'cpuLimitMs'>

/** Threads that evaluate queries, each one query at a time. */
export interface QueryPool {
  /**
   * @param owner - who asks; the pool shares its workers among those who wait
   * @throws LakeError for a query that failed, took too long or needed too much memory, or was one
   *   heavy query too many of its owner; the signal's reason when it is aborted
   */
  run(job: PoolJob, owner: string, signal?: AbortSignal): Promise<PoolAnswer>
  close(): Promise<void>
}

/**
 * Starts the workers of a pool. Every query begins as a light one. One that turns out to be heavy is
 * given back by its worker, or takes the worker along: either way it goes on in the other lane, whose
 * threads give way, and the next light query finds a worker.
 */
export function createQueryPool(options: QueryPoolOptions): QueryPool {
  const slots = new Set<WorkerSlot>()
  const lines = {
    light: createWaitingLine<Task>(Math.max(1, options.maxWorkers - 1)),
    heavy: createWaitingLine<Task>(Math.max(1, options.heavyWorkers - 1)),
  }
  const callers = createHeavyCallers(options.heavyPerCaller)
  let nextId = 1
  let closed = false
  let impatience: NodeJS.Timeout | null = null

  const slotsOf = (lane: Lane) => [...slots].filter((slot) => slot.lane === lane)
  const workingOn = (lane: Lane) => slotsOf(lane).filter(({task}) => task).length

  /** Takes the task off a worker. */
  function release(slot: WorkerSlot): Task | null {
    const {task} = slot
    disarm(slot)
    slot.task = null
    slot.worker.unref()
    if (task) lines[slot.lane].ended(task.owner)
    return task
  }

  /** The same, and tells whoever waits for the task. */
  function finish(slot: WorkerSlot, outcome: Parameters<Task['settle']>[0]): void {
    const {lane} = slot
    const task = release(slot)
    if (task && lane === 'heavy') callers.leave(task.owner)
    task?.settle(outcome)
  }

  function end(slot: WorkerSlot): void {
    slots.delete(slot)
    disarm(slot)
    void slot.worker.terminate()
  }

  /** Ends a worker with its task; another one takes its place. */
  function kill(slot: WorkerSlot, error: unknown): void {
    finish(slot, {error})
    end(slot)
    replenish()
  }

  function replenish(): void {
    if (closed) return
    while (slotsOf('light').length < options.workers) addWorker('light')
    dispatch()
  }

  function addWorker(lane: Lane): WorkerSlot {
    const slot = startWorker(lane, options.memoryMb, {message: hear, end: lose})
    slots.add(slot)
    for (const job of options.warmUp()) {
      slot.worker.postMessage({...job, id: 0, cpuLimitMs: null}, [])
    }
    return slot
  }

  function hear(slot: WorkerSlot, message: WorkerMessage): void {
    if (message.kind === 'thread') {
      slot.thread = message.thread
      slot.isReady = true
      retireWhenIdle(slot)
      dispatch()
      return
    }
    const {task} = slot
    if (!task || message.id !== task.job.id) return
    if (message.kind === 'started') begin(slot, task)
    else {
      slot.answered = true
      if (message.kind === 'heavy') {
        release(slot)
        if (!task.abandoned) becomeHeavy(task)
      } else if (message.kind === 'done') {
        finish(slot, {json: message.json, explain: message.explain, ms: message.ms})
      } else finish(slot, {error: new LakeError(message.statusCode, message.body)})
      retireWhenIdle(slot)
      dispatch()
    }
  }

  function begin(slot: WorkerSlot, task: Task): void {
    slot.started = true
    if (task.abandoned) return
    disarm(slot)
    const {timeLimitMs, lightMs} = options
    slot.limit = later(timeLimitMs, () => kill(slot, queryTimeout(timeLimitMs)))
    if (slot.lane === 'light') slot.patience = later(lightMs, () => demote(slot, task))
  }

  /** A query goes to the heavy ones; one that is too many is refused. */
  function becomeHeavy(task: Task): void {
    if (!callers.enter(task.owner)) task.settle({error: tooManyHeavy(options.heavyPerCaller)})
    else if (!lines.heavy.add(task)) {
      callers.leave(task.owner)
      task.settle({error: tooMany()})
    }
  }

  /** A light query holds its worker: both become heavy, or the query has to begin anew. */
  function demote(slot: WorkerSlot, task: Task): void {
    slot.patience = null
    if (task.abandoned) return
    const isRoom = workingOn('heavy') < options.heavyWorkers && lines.heavy.mayRun(task.owner)
    if (isRoom && callers.enter(task.owner)) {
      lines.light.ended(task.owner)
      lines.heavy.began(task.owner)
      slot.lane = 'heavy'
      giveWay(slot.thread)
    } else {
      release(slot)
      end(slot)
      becomeHeavy(task)
    }
    replenish()
  }

  /** A worker that ended by itself: out of memory, or broken. */
  function lose(slot: WorkerSlot, error: unknown): void {
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

  function retireWhenIdle(slot: WorkerSlot): void {
    if (slot.task) return
    const isKept = () => slot.lane === 'light' && slotsOf('light').length <= options.workers
    if (isKept()) return
    if (slotsOf('heavy').length > options.heavyWorkers && slot.lane === 'heavy') {
      end(slot)
      return
    }
    slot.limit = later(options.idleMs, () => {
      if (!slot.task && !isKept()) end(slot)
    })
  }

  function assign(slot: WorkerSlot, task: Task): void {
    disarm(slot)
    slot.task = task
    slot.started = false
    slot.worker.ref()
    const tooSlow = LakeError.http(503, 'Service Unavailable', 'The dataset is still being loaded')
    slot.limit = later(options.loadLimitMs, () => kill(slot, tooSlow))
    const cpuLimitMs = slot.lane === 'light' ? options.lightCpuMs : null
    slot.worker.postMessage({...task.job, cpuLimitMs}, [])
  }

  function dispatch(): void {
    if (closed) return
    dispatchLight()
    while (workingOn('heavy') < options.heavyWorkers) {
      const task = lines.heavy.next()
      if (!task) break
      assign(slotsOf('heavy').find((slot) => !slot.task) ?? addWorker('heavy'), task)
    }
  }

  /**
   * Whether an owner may have another worker of those that are idle: one is left to others by whoever
   * has a light query running, or heavy ones.
   */
  function mayTake(owner: string, idle: number): boolean {
    return idle > 1 || (!callers.has(owner) && lines.light.runningOf(owner) === 0)
  }

  function dispatchLight(): void {
    const line = lines.light
    if (slotsOf('light').length === 0 && line.length() > 0) addWorker('light')
    const idle = slotsOf('light').filter((slot) => !slot.task && slot.isReady)
    while (idle.length > 0) {
      const task = line.next((owner) => mayTake(owner, idle.length))
      const slot = task && idle.pop()
      if (!slot) break
      assign(slot, task)
    }
    const isFull = () => slotsOf('light').length >= options.maxWorkers
    if (line.length() === 0 || impatience || isFull()) return
    impatience = later(options.patienceMs, () => {
      impatience = null
      if (line.hasNext() && !isFull()) addWorker('light')
      dispatch()
    })
  }

  /** Takes a task out of whichever line it waits in. */
  function unqueue(task: Task): boolean {
    if (lines.light.remove(task)) return true
    if (!lines.heavy.remove(task)) return false
    callers.leave(task.owner)
    return true
  }

  /** Nobody waits for a query any more: soon its worker must be free again. */
  function abandon(task: Task, reason: unknown): void {
    if (unqueue(task)) {
      task.settle({error: reason})
      return
    }
    for (const slot of slots) {
      if (slot.task !== task) continue
      task.abandoned = true
      task.settle({error: reason})
      disarm(slot)
      slot.limit = later(options.abortGraceMs, () => kill(slot, reason))
    }
  }

  replenish()

  return {
    run(job, owner, signal) {
      if (closed) return Promise.reject(unavailable())
      if (signal?.aborted) return Promise.reject(signal.reason)
      return new Promise((resolve, reject) => {
        const waiting = later(options.waitLimitMs, () => {
          if (unqueue(task)) task.settle({error: queryTimeout(options.waitLimitMs)})
        })
        const onAbort = () => abandon(task, signal?.reason)
        const task: Task = {
          job: {...job, id: nextId, cpuLimitMs: null},
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
        if (lines.light.add(task)) dispatch()
        else task.settle({error: tooMany()})
      })
    },
    async close() {
      closed = true
      if (impatience) clearTimeout(impatience)
      const ending = [...slots]
      slots.clear()
      for (const slot of ending) finish(slot, {error: unavailable()})
      for (const line of Object.values(lines)) {
        for (const task of line.clear()) task.settle({error: unavailable()})
      }
      await Promise.all(ending.map(({worker}) => endGently(worker)))
    },
  }
}

function unavailable(): LakeError {
  return LakeError.http(503, 'Service Unavailable', 'The lake is shutting down')
}

function tooMany(): LakeError {
  return LakeError.http(429, 'Too Many Requests', 'Too many queries are waiting; try again shortly')
}

function tooManyHeavy(most: number): LakeError {
  return LakeError.http(
    429,
    'Too Many Requests',
    `You have ${most} queries that take long already; wait until one has ended, or ask for less at a time`,
  )
}
