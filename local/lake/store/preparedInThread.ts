import {Worker} from 'node:worker_threads'
import {productIndexPlan} from '../groq/indexes/indexPlan.ts'
import {prepareText, type PreparedDocument, type LoadStamp} from './preparedDocument.ts'
import {threadEnvironment} from '../../threadCache.ts'

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

/** What the thread gives: documents ready to be written, or those that are left to be prepared. */
export type MadeBatch =
  | {kind: 'prepared'; documents: PreparedDocument[]}
  | {kind: 'texts'; texts: string[]}

/**
 * Makes documents and prepares them in a thread of its own, while this one writes those before. It
 * never runs more than a few batches ahead; where it falls behind, this thread prepares some of them
 * by itself, so that both are busy.
 *
 * @throws what the source throws
 */
export async function* preparedInThread(
  preparation: Preparation,
): AsyncGenerator<PreparedDocument[]> {
  const written = new Int32Array(new SharedArrayBuffer(4))
  const task: PreparingTask = {...preparation, written}
  const worker = new Worker(new URL('./preparingWorker.ts', import.meta.url), {
    env: threadEnvironment(),
    execArgv: [],
    workerData: task,
  })
  const plan = productIndexPlan()
  const batches: MadeBatch[] = []
  let failure: unknown = null
  let hasEnded = false
  let wake = () => {}
  worker.on('message', (batch: MadeBatch) => {
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
        yield batch.kind === 'prepared'
          ? batch.documents
          : batch.texts.map((text) => prepareText(text, plan))
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
