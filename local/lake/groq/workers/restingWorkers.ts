import type {Worker} from 'node:worker_threads'
import {createSlot, type WorkerEvents, type WorkerMessage, type WorkerSlot} from './workerSlot.ts'

interface RestingWorker {
  worker: Worker
  thread: number | null
  memoryMb: number
}

/** Workers of this process whose pools were closed. */
const resting = new Set<RestingWorker>()

/** How long a worker may take to close its files, in milliseconds. */
const REST_LIMIT_MS = 10_000

/**
 * Lets an idle worker of the light lane rest until another pool takes it.
 *
 * @returns whether it rests; if not, the caller must end it
 */
export function rest({worker, lane, thread, task}: WorkerSlot, memoryMb: number): Promise<boolean> {
  if (lane !== 'light' || task) return Promise.resolve(false)
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event)
  const one: RestingWorker = {worker, thread, memoryMb}
  return new Promise((resolve) => {
    const isOver = (): void => {
      clearTimeout(timer)
      resting.delete(one)
      resolve(false)
    }
    const timer = setTimeout(isOver, REST_LIMIT_MS)
    worker.on('message', (message: WorkerMessage) => {
      // It was still starting.
      if (message.kind === 'thread') one.thread = message.thread
      if (message.kind !== 'rested') return
      clearTimeout(timer)
      // The listener for messages lets the process wait for the thread.
      worker.unref()
      resting.add(one)
      resolve(true)
    })
    worker.on('error', isOver)
    worker.on('exit', isOver)
    worker.postMessage('rest', [])
  })
}

/** A worker that rests, with a heap of that size; `null` when there is none. */
export function wakeWorker(memoryMb: number, on: WorkerEvents): WorkerSlot | null {
  for (const one of resting) {
    if (one.memoryMb !== memoryMb) continue
    resting.delete(one)
    const {worker, thread} = one
    for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event)
    return Object.assign(createSlot(worker, 'light', on), {isReady: true, answered: true, thread})
  }
  return null
}
