import {existsSync} from 'node:fs'
import {parentPort} from 'node:worker_threads'
import {permissionPredicate} from '../access/readable.ts'
import {LakeError} from '../lakeError.ts'
import {createDatasetSnapshot, type DatasetSnapshot} from './datasetSnapshot.ts'
import {openDocumentSource, type DocumentSource} from './documentSource.ts'
import {evaluateQuery} from './evaluateQuery.ts'
import {queryFailed, queryProblem, queryTooLarge} from './queryProblem.ts'
import type {QueryJob, WorkerMessage} from './workerProtocol.ts'

/** The longest answer, in characters of JSON. */
const MAX_RESULT = 256 * 1024 * 1024

const open = new Map<string, {source: DocumentSource; snapshot: DatasetSnapshot}>()

function post(message: WorkerMessage): void {
  parentPort?.postMessage(message, [])
}

/** Lets go of datasets whose files are gone or were made anew. */
function closeStale(): void {
  for (const [file, {source}] of open) {
    if (source.isCurrent()) continue
    source.close()
    open.delete(file)
  }
}

function snapshotOf(file: string): DatasetSnapshot {
  closeStale()
  let entry = open.get(file)
  if (!entry) {
    if (!existsSync(file)) throw LakeError.http(404, 'Dataset not found', 'Dataset not found')
    const source = openDocumentSource(file)
    entry = {source, snapshot: createDatasetSnapshot(source)}
    open.set(file, entry)
  }
  try {
    entry.snapshot.refresh()
  } catch (error) {
    // Half of a refresh is not a state of the dataset: the next query starts afresh.
    entry.source.close()
    open.delete(file)
    throw error
  }
  return entry.snapshot
}

function readParams(json: string): Record<string, unknown> {
  const params: unknown = JSON.parse(json)
  return typeof params === 'object' && params !== null ? {...params} : {}
}

function answer(job: QueryJob): string {
  const snapshot = snapshotOf(job.file)
  const {reader, perspective, query} = job
  if (query === null) return 'null'
  const filters = reader.grants.filter((grant) => grant.permissions.includes('read'))
  const depends = filters.some((grant) => grant.filter.includes('identity'))
  const key = JSON.stringify([
    reader.administrator,
    filters.map((grant) => grant.filter),
    depends ? reader.id : '',
  ])
  const view = snapshot.view({key, mayRead: permissionPredicate(reader, 'read')}, perspective)
  post({kind: 'started', id: job.id})
  const {now, projectId, dataset} = job
  const params = readParams(job.params)
  const text = {query, params, now, projectId, dataset, identity: reader.id}
  const json = evaluateQuery(view, text)
  if (json.length > MAX_RESULT) throw queryTooLarge()
  return json
}

function toLakeError(error: unknown, job: QueryJob): LakeError {
  if (error instanceof LakeError) return error
  if (!(error instanceof RangeError)) return queryFailed()
  // A stack that overflows is too much nesting; a string that cannot be built, too much result.
  const deep = error.message.includes('call stack')
  return deep ? queryProblem(job.query ?? '', 'the query is nested too deeply') : queryTooLarge()
}

parentPort?.on('message', (job: QueryJob) => {
  const from = performance.now()
  try {
    const json = answer(job)
    post({kind: 'done', id: job.id, json, ms: Math.round(performance.now() - from)})
  } catch (error) {
    const {statusCode, body} = toLakeError(error, job)
    post({kind: 'failed', id: job.id, statusCode, body})
  }
})
