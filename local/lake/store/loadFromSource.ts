import {Worker} from 'node:worker_threads'
import {withCompileCache} from '../../nodeSettings.ts'
import {productIndexPlan} from '../groq/indexes/indexPlan.ts'
import type {LoadResult} from './bulkLoad.ts'
import type {LakeStore} from './lakeStore.ts'
import {prepareText, type LoadStamp, type PreparedDocument} from './preparedDocument.ts'

/** Where documents come from: a function of a module, and its argument. */
export interface DocumentSource {
  /** URL of a module. */
  module: string
  /** Name of an exported function, which returns an iterable of documents. */
  name: string
  /** Argument of the function: plain data. */
  options: unknown
}

export interface Preparation {
  source: DocumentSource
  stamp: LoadStamp
  batchSize: number
}

/** What the worker thread gets. */
export interface PreparingTask extends Preparation {
  /** How many batches were written, in shared memory. */
  written: Int32Array
}

/** What the thread sends: documents ready to be written, or texts that are yet to be prepared. */
export type SourceBatch =
  | {kind: 'prepared'; documents: PreparedDocument[]}
  | {kind: 'texts'; texts: string[]}

/** Documents of one transaction. */
const BATCH = 5000

/**
 * Loads all documents of a source, which another thread produces and prepares.
 *
 * @param onBatch - called after each transaction with the number of documents so far
 * @param onWritten - called once all are written, before the missing indexes are created
 * @throws what the source throws; documents before that stay loaded
 */
export async function loadFromSource(
  store: LakeStore,
  dataset: string,
  {
    author,
    source,
    onBatch,
    onWritten,
  }: {
    author: string
    source: DocumentSource
    onBatch: (documents: number) => void
    onWritten?: () => void
  },
): Promise<LoadResult> {
  const load = store.beginBulkLoad(dataset, author)
  let documents = 0
  try {
    for await (const batch of preparedInThread({source, stamp: load.stamp, batchSize: BATCH})) {
      load.write(batch)
      documents += batch.length
      onBatch(documents)
    }
  } catch (error) {
    load.finish()
    throw error
  }
  onWritten?.()
  return load.finish()
}

/**
 * Produces and prepares documents in a second thread, while this one writes the earlier ones. The
 * thread stays at most a few batches ahead; where it falls behind, this thread prepares some batches
 * itself, so that both stay busy.
 *
 * @throws what the source throws
 */
export async function* preparedInThread(
  preparation: Preparation,
): AsyncGenerator<PreparedDocument[]> {
  const written = new Int32Array(new SharedArrayBuffer(4))
  const task: PreparingTask = {...preparation, written}
  const worker = new Worker(new URL('./preparingWorker.ts', import.meta.url), {
    env: withCompileCache(),
    execArgv: [],
    workerData: task,
  })
  const plan = productIndexPlan()
  const batches: SourceBatch[] = []
  let failure: unknown = null
  let hasEnded = false
  let wake = () => {}
  worker.on('message', (batch: SourceBatch) => {
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
