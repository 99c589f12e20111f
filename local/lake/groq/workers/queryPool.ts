import {LakeError} from '../../lakeError.ts'
import {
  queryFailed,
  queryTimeout,
  queryTooLarge,
  tooManyHeavyQueries,
  tooManyQueries,
} from '../queryProblem.ts'
import type {QueryPoolOptions} from './poolOptions.ts'
import {rest, wakeWorker} from './restingWorkers.ts'
import {lowerPriority} from './threadPriority.ts'
import {createOwnerCounts, createWaitingLine} from './waitingLine.ts'
import {
  clearTimers,
  endGently,
  later,
  startWorker,
  type Lane,
  type PoolAnswer,
  type QueryJob,
  type Task,
  type WorkerMessage,
  type WorkerSlot,
} from './workerSlot.ts'

/** A query as a caller of the pool knows it. */
export type PoolJob = Omit<QueryJob, 'id' | 'cpuLimitMs'>

/** Threads that evaluate queries, each one query at a time. */
export interface QueryPool {
  /**
   * @param owner - who asks; the pool shares its workers among the owners that wait
   * @throws LakeError for a query that failed, took too long or needed too much memory, or for one
   *   heavy query too many of its owner; the signal's reason when it is aborted
   */
  run(job: PoolJob, owner: string, signal?: AbortSignal): Promise<PoolAnswer>
  close(): Promise<void>
}

/**
 * Starts the workers of a pool. Every query starts as a light one. When it turns out to be heavy, its
 * worker gives it back, or changes the lane with it. Threads of the heavy lane have a low priority, and
 * the next light query finds a worker.
 *
 * @param options.warmUp - what a new worker opens before its first query
 */
export function createQueryPool(options: QueryPoolOptions & {warmUp: () => PoolJob[]}): QueryPool {
  const slots = new Set<WorkerSlot>()
  const lines = {
    light: createWaitingLine<Task>(Math.max(1, options.maxWorkers - 1)),
    heavy: createWaitingLine<Task>(Math.max(1, options.heavyWorkers - 1)),
  }
  /** Heavy queries that wait or run. */
  const heavy = createOwnerCounts()
  let nextId = 1
  let closed = false
  let scaleUpTimer: NodeJS.Timeout | null = null

  const slotsOf = (lane: Lane) => [...slots].filter((slot) => slot.lane === lane)
  const runningIn = (lane: Lane) => slotsOf(lane).filter(({task}) => task).length

  /** Takes the task off a worker. */
  function release(slot: WorkerSlot): Task | null {
    const {task} = slot
    clearTimers(slot)
    slot.task = null
    slot.worker.unref()
    if (task) lines[slot.lane].ended(task.owner)
    return task
  }

  /** Takes the task off a worker and settles it. */
  function finish(slot: WorkerSlot, outcome: Parameters<Task['settle']>[0]): void {
    const {lane} = slot
    const task = release(slot)
    if (task && lane === 'heavy') heavy.remove(task.owner)
    task?.settle(outcome)
  }

  function end(slot: WorkerSlot): void {
    slots.delete(slot)
    clearTimers(slot)
    void slot.worker.terminate()
  }

  /** Ends a worker with its task; another worker takes its place. */
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
    const {memoryMb, reuseThreads} = options
    const events = {message: onMessage, end: onEnd}
    const woken = reuseThreads && lane === 'light' ? wakeWorker(memoryMb, events) : null
    const slot = woken ?? startWorker(lane, memoryMb, events)
    slots.add(slot)
    for (const job of options.warmUp()) {
      slot.worker.postMessage({...job, id: 0, cpuLimitMs: null}, [])
    }
    if (woken) retireWhenIdle(woken)
    return slot
  }

  function onMessage(slot: WorkerSlot, message: WorkerMessage): void {
    if (message.kind === 'thread') {
      slot.thread = message.thread
      slot.isReady = true
      retireWhenIdle(slot)
      dispatch()
      return
    }
    const {task} = slot
    if (message.kind === 'rested' || !task || message.id !== task.job.id) return
    if (message.kind === 'started') {
      onStarted(slot, task)
      return
    }
    slot.answered = true
    if (message.kind === 'heavy') {
      release(slot)
      if (!task.abandoned) enqueueHeavy(task)
    } else if (message.kind === 'done') {
      finish(slot, {json: message.json, explain: message.explain, ms: message.ms})
    } else finish(slot, {error: new LakeError(message.statusCode, message.body)})
    retireWhenIdle(slot)
    dispatch()
  }

  function onStarted(slot: WorkerSlot, task: Task): void {
    slot.started = true
    if (task.abandoned) return
    clearTimers(slot)
    const {timeLimitMs, lightMs} = options
    slot.limitTimer = later(timeLimitMs, () => kill(slot, queryTimeout(timeLimitMs)))
    if (slot.lane === 'light') slot.demoteTimer = later(lightMs, () => demote(slot, task))
  }

  /** Counts a query as heavy; `false` when its owner has as many as one may have. */
  function countHeavy({owner}: Task): boolean {
    if (heavy.of(owner) >= options.heavyPerCaller) return false
    heavy.add(owner)
    return true
  }

  function enqueueHeavy(task: Task): void {
    if (!countHeavy(task)) task.settle({error: tooManyHeavyQueries(options.heavyPerCaller)})
    else if (!lines.heavy.add(task)) {
      heavy.remove(task.owner)
      task.settle({error: tooManyQueries()})
    }
  }

  /** A light query holds its worker: both change the lane, or the query has to start again. */
  function demote(slot: WorkerSlot, task: Task): void {
    slot.demoteTimer = null
    if (task.abandoned) return
    const isRoom = runningIn('heavy') < options.heavyWorkers && lines.heavy.mayRun(task.owner)
    if (isRoom && countHeavy(task)) {
      lines.light.ended(task.owner)
      lines.heavy.began(task.owner)
      slot.lane = 'heavy'
      lowerPriority(slot.thread)
    } else {
      release(slot)
      end(slot)
      enqueueHeavy(task)
    }
    replenish()
  }

  /** A worker ended by itself: out of memory, or broken. */
  function onEnd(slot: WorkerSlot, error: unknown): void {
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
    // A worker that never answered may fail to start again: only a query is worth another try.
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
    slot.limitTimer = later(options.idleMs, () => {
      if (!slot.task && !isKept()) end(slot)
    })
  }

  function assign(slot: WorkerSlot, task: Task): void {
    clearTimers(slot)
    slot.task = task
    slot.started = false
    slot.worker.ref()
    slot.limitTimer = later(options.loadLimitMs, () => {
      const reason = 'The dataset is still being loaded'
      kill(slot, LakeError.http(503, 'Service Unavailable', reason))
    })
    const cpuLimitMs = slot.lane === 'light' ? options.lightCpuMs : null
    slot.worker.postMessage({...task.job, cpuLimitMs}, [])
  }

  function dispatch(): void {
    if (closed) return
    dispatchLight()
    while (runningIn('heavy') < options.heavyWorkers) {
      const task = lines.heavy.next()
      if (!task) break
      assign(slotsOf('heavy').find((slot) => !slot.task) ?? addWorker('heavy'), task)
    }
  }

  function dispatchLight(): void {
    const line = lines.light
    if (slotsOf('light').length === 0 && line.length() > 0) addWorker('light')
    const idle = slotsOf('light').filter((slot) => !slot.task && slot.isReady)
    // Owners who have a light query running, or heavy ones, leave the last worker to others.
    const mayTake = (owner: string) =>
      idle.length > 1 || (heavy.of(owner) === 0 && line.runningOf(owner) === 0)
    while (idle.length > 0) {
      const task = line.next(mayTake)
      const slot = task && idle.pop()
      if (!slot) break
      assign(slot, task)
    }
    const isFull = () => slotsOf('light').length >= options.maxWorkers
    if (line.length() === 0 || scaleUpTimer || isFull()) return
    scaleUpTimer = later(options.scaleUpMs, () => {
      scaleUpTimer = null
      if (line.hasNext() && !isFull()) addWorker('light')
      dispatch()
    })
  }

  /** Takes a task out of the line it waits in. */
  function unqueue(task: Task): boolean {
    if (lines.light.remove(task)) return true
    if (!lines.heavy.remove(task)) return false
    heavy.remove(task.owner)
    return true
  }

  /** The caller has stopped waiting: its worker must be free again soon. */
  function abandon(task: Task, reason: unknown): void {
    if (unqueue(task)) {
      task.settle({error: reason})
      return
    }
    for (const slot of slots) {
      if (slot.task !== task) continue
      task.abandoned = true
      task.settle({error: reason})
      clearTimers(slot)
      slot.limitTimer = later(options.abortGraceMs, () => kill(slot, reason))
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
        else task.settle({error: tooManyQueries()})
      })
    },
    async close() {
      closed = true
      if (scaleUpTimer) clearTimeout(scaleUpTimer)
      const {memoryMb, reuseThreads} = options
      const ending = [...slots].map((slot) => ({slot, mayRest: reuseThreads && !slot.task}))
      slots.clear()
      for (const {slot} of ending) finish(slot, {error: unavailable()})
      for (const line of Object.values(lines)) {
        for (const task of line.clear()) task.settle({error: unavailable()})
      }
      await Promise.all(
        ending.map(async ({slot, mayRest}) => {
          if (!mayRest || !(await rest(slot, memoryMb))) await endGently(slot.worker)
        }),
      )
    },
  }
}

function unavailable(): LakeError {
  return LakeError.http(503, 'Service Unavailable', 'The lake is shutting down')
}
