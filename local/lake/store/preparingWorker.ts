import {parentPort, workerData} from 'node:worker_threads'
import {productIndexPlan} from '../groq/sql/indexPlan.ts'
import type {LoadableDocument} from '../types.ts'
import {prepareDocument, type PreparedDocument} from './preparedDocument.ts'
import type {PreparingTask} from './preparedInThread.ts'

/** So many batches are made ahead of the one being written. */
const AHEAD = 3

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

/** Waits until no more than a few batches are ahead of the one being written. */
function waitForRoom(made: number): void {
  let written = Atomics.load(task.written, 0)
  while (made - written > AHEAD) {
    Atomics.wait(task.written, 0, written)
    written = Atomics.load(task.written, 0)
  }
}

let made = 0
const plan = productIndexPlan()
let batch: PreparedDocument[] = []
for (const document of source(options)) {
  batch.push(prepareDocument(document, task.stamp, plan))
  if (batch.length < task.batchSize) continue
  port.postMessage(batch, [])
  batch = []
  made += 1
  waitForRoom(made)
}
port.postMessage(batch, [])
