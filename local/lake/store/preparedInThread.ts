import {Worker} from 'node:worker_threads'
import type {LoadStamp} from '../types.ts'
import type {PreparedDocument} from './preparedDocument.ts'

/** Where documents come from: a module and what it is called with. */
export interface DocumentSource {
  /** URL of a module. */
  module: string
  /** Name of a function it exports, which gives an iterable of documents. */
  name: string
  /** What the function is called with: plain data. */
  options: unknown
}

/** What is to be prepared. */
export interface Preparation {
  source: DocumentSource
  stamp: LoadStamp
  batchSize: number
}

/** What the worker thread is given. */
export interface PreparingTask extends Preparation {
  /** How many batches were written, in shared memory. */
  written: Int32Array
}

/**
 * Makes documents and prepares them in a thread of its own, while this one writes those before: the
 * two take about as long. It never runs more than a few batches ahead.
 *
 * @throws what the source throws
 */
export async function* preparedInThread(
  preparation: Preparation,
): AsyncGenerator<PreparedDocument[]> {
  const written = new Int32Array(new SharedArrayBuffer(4))
  const task: PreparingTask = {...preparation, written}
  const worker = new Worker(new URL('./preparingWorker.ts', import.meta.url), {
    execArgv: [],
    workerData: task,
  })
  const batches: PreparedDocument[][] = []
  let failure: unknown = null
  let hasEnded = false
  let wake = () => {}
  worker.on('message', (batch: PreparedDocument[]) => {
    batches.push(batch)
    wake()
  })
  // An error overtakes the messages sent before it; the exit that follows it does not.
  worker.on('error', (error) => {
    failure = error
  })
  worker.on('exit', () => {
    hasEnded = true
    wake()
  })
  try {
    for (;;) {
      const batch = batches.shift()
      if (batch) {
        yield batch
        Atomics.add(written, 0, 1)
        Atomics.notify(written, 0)
      } else if (hasEnded) {
        if (failure !== null) throw failure
        return
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
  } finally {
    await worker.terminate()
  }
}
