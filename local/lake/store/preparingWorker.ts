import {parentPort, workerData} from 'node:worker_threads'
import {productIndexPlan} from '../groq/indexes/indexPlan.ts'
import {prepareDocument, textOfDocument, type LoadableDocument} from './preparedDocument.ts'
import type {MadeBatch, PreparingTask} from './preparedInThread.ts'
import {keepCompiled} from '../../threadCache.ts'

/** So many batches are made ahead of the one being written. */
const AHEAD = 3
/** With so few batches made, the writer is about to wait. */
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

/** How many batches are ahead of the one being written, once that is no more than a few. */
function aheadOnceThereIsRoom(made: number): number {
  let written = Atomics.load(task.written, 0)
  while (made - written > AHEAD) {
    Atomics.wait(task.written, 0, written)
    written = Atomics.load(task.written, 0)
  }
  return made - written
}

let made = 0
const plan = productIndexPlan()
let documents: LoadableDocument[] = []

function send(): void {
  // A writer that would have to wait prepares a batch by itself.
  const isWaiting = aheadOnceThereIsRoom(made) <= HUNGRY
  const batch: MadeBatch = isWaiting
    ? {kind: 'texts', texts: documents.map((document) => textOfDocument(document, task.stamp))}
    : {
        kind: 'prepared',
        documents: documents.map((document) => prepareDocument(document, task.stamp, plan)),
      }
  port?.postMessage(batch, [])
  documents = []
  made += 1
}

keepCompiled()
for (const document of source(options)) {
  documents.push(document)
  if (documents.length === task.batchSize) send()
}
send()
