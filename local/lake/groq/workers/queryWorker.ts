import {existsSync} from 'node:fs'
import {parentPort} from 'node:worker_threads'
import {keepCompiled} from '../../../nodeSettings.ts'
import {LakeError} from '../../lakeError.ts'
import {answerQuery} from '../answerQuery.ts'
import {openLakeFile, type LakeFile} from '../indexes/lakeFile.ts'
import {createReadFilter} from '../lakeView.ts'
import {queryFailed, queryProblem, queryTooLarge} from '../queryProblem.ts'
import {createExplanation} from '../rows/explain.ts'
import {currentThread} from './threadPriority.ts'
import type {QueryJob, WorkerMessage} from './workerSlot.ts'
import {TooMuchWork, withWorkLimit} from './workMeter.ts'

/** The longest answer, in characters of JSON. */
const MAX_RESULT = 256 * 1024 * 1024

const open = new Map<string, LakeFile>()

function post(message: WorkerMessage): void {
  parentPort?.postMessage(message, [])
}

/** Closes datasets whose files are gone or were replaced. */
function closeStale(): void {
  for (const [path, file] of open) {
    if (file.isCurrent()) continue
    file.close()
    open.delete(path)
  }
}

function openFile(path: string): LakeFile {
  closeStale()
  let file = open.get(path)
  if (!file) {
    if (!existsSync(path)) throw LakeError.http(404, 'Dataset not found', 'Dataset not found')
    file = openLakeFile(path)
    open.set(path, file)
  }
  return file
}

function readParams(json: string): Record<string, unknown> {
  const params: unknown = JSON.parse(json)
  return typeof params === 'object' && params !== null ? {...params} : {}
}

function run(job: QueryJob): {json: string; explain: string | null} {
  const file = openFile(job.file)
  const {perspective, query: text, now, projectId, dataset} = job
  if (text === null) return {json: 'null', explain: null}
  post({kind: 'started', id: job.id})
  const reader = {perspective, filter: createReadFilter(job.reader)}
  const params = readParams(job.params)
  const query = {text, params, now, projectId, dataset, identity: job.reader.id}
  const explanation = createExplanation()
  const json = withWorkLimit(job.cpuLimitMs, () => answerQuery(file, query, reader, explanation))
  if (json.length > MAX_RESULT) throw queryTooLarge()
  return {json, explain: job.explain ? JSON.stringify(explanation.result()) : null}
}

function toLakeError(error: unknown, job: QueryJob): LakeError {
  if (error instanceof LakeError) return error
  if (!(error instanceof RangeError)) return queryFailed()
  // The stack overflows for too much nesting, and a string can't be built for too much result.
  const deep = error.message.includes('call stack')
  return deep ? queryProblem(job.query ?? '', 'the query is nested too deeply') : queryTooLarge()
}

post({kind: 'thread', thread: currentThread()})
keepCompiled()
parentPort?.on('message', (job: QueryJob | 'end' | 'rest') => {
  if (job === 'end' || job === 'rest') {
    for (const file of open.values()) file.close()
    open.clear()
    if (job === 'end') parentPort?.close()
    else post({kind: 'rested'})
    return
  }
  const from = performance.now()
  try {
    const {json, explain} = run(job)
    post({kind: 'done', id: job.id, json, explain, ms: Math.round(performance.now() - from)})
  } catch (error) {
    if (error instanceof TooMuchWork) {
      post({kind: 'heavy', id: job.id})
      return
    }
    const {statusCode, body} = toLakeError(error, job)
    post({kind: 'failed', id: job.id, statusCode, body})
  }
})
