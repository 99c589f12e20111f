import {parentPort, workerData} from 'node:worker_threads'
import {keepCompiled} from '../../nodeSettings.ts'
import {productIndexPlan} from '../groq/indexes/indexPlan.ts'
import type {SourceBatch, PreparingTask} from './loadFromSource.ts'
import {prepareDocument, textOfDocument, type LoadableDocument} from './preparedDocument.ts'

/** Batches to be ahead of the one being written. */
const AHEAD = 3
/** With this few batches ahead, the writer is about to wait. */
const HUNGRY = 1

function isSource(value: unknown): value is (options: unknown) => Iterable<LoadableDocument> {
  return typeof value === 'function'
}

const port = parentPort
if (!port) throw new Error('Documents are prepared in a worker thread')
const task: PreparingTask = workerData
const {module, name, options} = task.source
const exported: Record<string, unknown> = await import(module)
const source = exported[name]
if (!isSource(source)) throw new Error(`${module} exports no function named ${name}`)

/** Waits until only a few batches are ahead of the one being written. @returns how many */
function waitForRoom(sent: number): number {
  let written = Atomics.load(task.written, 0)
  while (sent - written > AHEAD) {
    Atomics.wait(task.written, 0, written)
    written = Atomics.load(task.written, 0)
  }
  return sent - written
}

let sent = 0
const plan = productIndexPlan()
let documents: LoadableDocument[] = []

function send(): void {
  // A writer that would have to wait prepares a batch itself.
  const isWaiting = waitForRoom(sent) <= HUNGRY
  const batch: SourceBatch = isWaiting
    ? {kind: 'texts', texts: documents.map((document) => textOfDocument(document, task.stamp))}
    : {
        kind: 'prepared',
        documents: documents.map((document) => prepareDocument(document, task.stamp, plan)),
      }
  port?.postMessage(batch, [])
  documents = []
  sent += 1
}

keepCompiled()
for (const document of source(options)) {
  documents.push(document)
  if (documents.length === task.batchSize) send()
}
send()
