import type {LakeStore} from '../store/lakeStore.ts'
import {type Caller, isAdministrator} from '../access/lakeCaller.ts'
import type {GrantHolder} from '../access/grantPredicate.ts'
import {datasetNotFound} from '../lakeError.ts'
import {answerKey, createAnswerCache} from './answerCache.ts'
import {parsePerspective, type Perspective} from './perspective.ts'
import {queryProblem} from './queryProblem.ts'
import {createQueryPool, type PoolJob, type QueryPoolOptions} from './workers/queryPool.ts'
import {syncTagOf} from './syncTag.ts'

/** A GROQ query to evaluate with one caller's eyes. */
export interface QueryRequest {
  dataset: string
  caller: Caller
  query: string
  params: Record<string, unknown>
  /** `raw`, `published`, `drafts`, or a stack of release names. */
  perspective: string | string[]
  /** Whether `raw` shows versions, as it does since API version 2025-02-19; yes by default. */
  versions?: boolean
  /** ISO 8601; what `now()` answers. */
  now: string
  /** Whether to tell how the query was answered; no by default. */
  explain?: boolean
}

/** Evaluates queries outside the server's own thread, each under a time limit. */
export interface QueryEngine {
  run(
    request: QueryRequest,
    signal?: AbortSignal,
  ): Promise<{result: unknown; syncTags: string[]; ms: number}>
  /**
   * Like {@link run}, with the result as JSON text, for passing it on as it is. `explain` is JSON
   * text too: how the query was answered, see `groq/sql/explain.ts`; `null` unless asked for.
   */
  runJson(
    request: QueryRequest,
    signal?: AbortSignal,
  ): Promise<{json: string; explain: string | null; syncTags: string[]; ms: number}>
  close(): Promise<void>
}

/** What {@link createQueryEngine} needs, and what it may be told. */
export interface QueryEngineOptions extends Partial<Omit<QueryPoolOptions, 'warmUp'>> {
  store: Pick<LakeStore, 'hasDataset' | 'listDatasets' | 'queryState'>
  projectId: string
}

const NOBODY: GrantHolder = {id: '', grants: [], administrator: false}

function paramsJson(query: string, params: Record<string, unknown>): string {
  try {
    return JSON.stringify(params)
  } catch {
    throw queryProblem(query, 'the parameters are nested too deeply')
  }
}

function perspectiveOf(request: QueryRequest): Perspective {
  const perspective = parsePerspective(request.perspective)
  return perspective.kind === 'raw'
    ? {kind: 'raw', versions: request.versions ?? true}
    : perspective
}

/**
 * Evaluates queries in worker threads over a read-only view of the store's files. What indexes can
 * answer is answered from them; the documents that are left are read and looked at one by one. A
 * query sees every write that was acknowledged before it was sent. It sees only documents that the
 * caller may read: nothing else is there for it to count, order by, dereference or search.
 *
 * An answer is kept until the dataset changes, for whoever asks the same and may read the same.
 *
 * A query that passes its time limit, or whose client went away, is stopped by ending its worker;
 * others go on meanwhile in theirs. One that works for more than 250 ms goes on among the heavy ones:
 * 2 at a time, one of a caller, 6 of a caller with those that wait, in threads that give way.
 *
 * @param options.timeLimitMs - 60,000 by default, as hosted Sanity has it
 * @param options.workers - for light queries, kept ready; 2 by default, and 3 (`maxWorkers`) when
 *   needed
 */
export function createQueryEngine(options: QueryEngineOptions): QueryEngine {
  const {store, projectId} = options
  const jobFor = (dataset: string) => ({
    file: store.queryState(dataset).file,
    dataset,
    projectId,
  })
  const pool = createQueryPool({
    workers: 2,
    maxWorkers: 3,
    heavyWorkers: 2,
    heavyPerCaller: 6,
    lightCpuMs: 250,
    lightMs: 500,
    timeLimitMs: 60_000,
    waitLimitMs: 60_000,
    loadLimitMs: 300_000,
    patienceMs: 100,
    idleMs: 30_000,
    abortGraceMs: 250,
    memoryMb: 2048,
    ...options,
    warmUp: (): PoolJob[] =>
      store.listDatasets().map(({name}) => ({
        ...jobFor(name),
        reader: NOBODY,
        perspective: {kind: 'published'},
        query: null,
        params: '{}',
        now: '',
        explain: false,
      })),
  })

  const answers = createAnswerCache()
  const runJson: QueryEngine['runJson'] = async (request, signal) => {
    const {dataset, caller, query, params, now} = request
    if (!store.hasDataset(dataset)) throw datasetNotFound(dataset, projectId)
    const {id, grants} = caller
    const reader = {id, grants, administrator: isAdministrator(caller)}
    const perspective = perspectiveOf(request)
    const json = paramsJson(query, params)
    const explain = request.explain ?? false
    const job = {...jobFor(dataset), reader, perspective, query, params: json, now, explain}
    const syncTags = [syncTagOf(projectId, dataset)]
    const key = explain ? null : answerKey(job, store.queryState(dataset).seq)
    const known = key === null ? undefined : answers.get(key)
    if (known !== undefined) return {json: known, explain: null, ms: 0, syncTags}
    const answer = await pool.run(job, id, signal)
    if (key !== null) answers.set(key, answer.json)
    return {...answer, syncTags}
  }

  return {
    runJson,
    async run(request, signal) {
      const {json, ms, syncTags} = await runJson(request, signal)
      const result: unknown = JSON.parse(json)
      return {result, ms, syncTags}
    },
    close: () => pool.close(),
  }
}
