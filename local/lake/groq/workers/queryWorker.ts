import {existsSync} from 'node:fs'
import {parentPort} from 'node:worker_threads'
import {LakeError} from '../../lakeError.ts'
import {evaluateQuery} from '../plan/evaluateQuery.ts'
import {queryFailed, queryProblem, queryTooLarge} from '../queryProblem.ts'
import {createExplanation} from '../rows/explain.ts'
import {createLakeAccess} from '../rows/lakeAccess.ts'
import {openLakeFile, type LakeFile} from '../indexes/lakeFile.ts'
import {createLakeView} from '../lakeView.ts'
import {readFilter} from '../sql/readFilter.ts'
import {ownThread} from './threadPriority.ts'
import {TooMuchWork, withWorkLimit} from './workMeter.ts'
import type {QueryJob, WorkerMessage} from './workerProtocol.ts'
import {keepCompiled} from '../../../threadCache.ts'

/** The longest answer, in characters of JSON. */
const MAX_RESULT = 256 * 1024 * 1024

const open = new Map<string, LakeFile>()

function post(message: WorkerMessage): void {
  parentPort?.postMessage(message, [])
}

/** Lets go of datasets whose files are gone or were made anew. */
function closeStale(): void {
  for (const [path, file] of open) {
    if (file.isCurrent()) continue
    file.close()
    open.delete(path)
  }
}

function fileOf(path: string): LakeFile {
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

function answer(job: QueryJob): {json: string; explain: string | null} {
  const file = fileOf(job.file)
  const {perspective, query, now, projectId, dataset} = job
  if (query === null) return {json: 'null', explain: null}
  post({kind: 'started', id: job.id})
  const reader = readFilter(job.reader)
  const params = readParams(job.params)
  const text = {query, params, now, projectId, dataset, identity: job.reader.id}
  const explanation = createExplanation()
  const evaluate = () => {
    const view = createLakeView(file, perspective, reader.mayRead)
    const access = createLakeAccess(file, view, perspective, reader, explanation)
    return evaluateQuery(view, text, access)
  }
  const json = withWorkLimit(job.cpuLimitMs, () => file.read(evaluate))
  if (json.length > MAX_RESULT) throw queryTooLarge()
  return {json, explain: job.explain ? JSON.stringify(explanation.result()) : null}
}

function toLakeError(error: unknown, job: QueryJob): LakeError {
  if (error instanceof LakeError) return error
  if (!(error instanceof RangeError)) return queryFailed()
  // A stack that overflows is too much nesting; a string that cannot be built, too much result.
  const deep = error.message.includes('call stack')
  return deep ? queryProblem(job.query ?? '', 'the query is nested too deeply') : queryTooLarge()
}

post({kind: 'thread', thread: ownThread()})
keepCompiled()
parentPort?.on('message', (job: QueryJob | null) => {
  if (job === null) {
    for (const file of open.values()) file.close()
    parentPort?.close()
    return
  }
  const from = performance.now()
  try {
    const {json, explain} = answer(job)
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
