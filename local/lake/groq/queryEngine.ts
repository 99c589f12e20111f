import type {GrantHolder} from '../access/grantPredicate.ts'
import {isAdministrator, type Caller} from '../access/lakeCaller.ts'
import {datasetNotFound} from '../lakeError.ts'
import type {LakeStore} from '../store/lakeStore.ts'
import {answerKey, createAnswerCache} from './answerCache.ts'
import {parsePerspective, type Perspective} from './perspective.ts'
import {queryProblem} from './queryProblem.ts'
import {syncTagOf} from './syncTag.ts'
import {DEFAULT_POOL_OPTIONS, type QueryPoolOptions} from './workers/poolOptions.ts'
import {createQueryPool, type PoolJob} from './workers/queryPool.ts'

/** A GROQ query of one caller. */
export interface QueryRequest {
  dataset: string
  caller: Caller
  query: string
  params: Record<string, unknown>
  /** `raw`, `published`, `drafts`, or a stack of release names. */
  perspective: string | string[]
  /** Whether `raw` shows versions, as it does since API version 2025-02-19; true by default. */
  versions?: boolean
  /** ISO 8601; the value of `now()`. */
  now: string
  /** Whether to return how the query was answered; false by default. */
  explain?: boolean
}

/** Evaluates queries outside the server's own thread, each under a time limit. */
export interface QueryEngine {
  run(
    request: QueryRequest,
    signal?: AbortSignal,
  ): Promise<{result: unknown; syncTags: string[]; ms: number}>
  /**
   * Like {@link run}, with the result as JSON text. `explain` is JSON text too: how the query was
   * answered, see `rows/explain.ts`; `null` unless asked for.
   */
  runJson(
    request: QueryRequest,
    signal?: AbortSignal,
  ): Promise<{json: string; explain: string | null; syncTags: string[]; ms: number}>
  close(): Promise<void>
}

/** What {@link createQueryEngine} needs; the bounds of its workers have defaults. */
export interface QueryEngineOptions extends Partial<QueryPoolOptions> {
  store: Pick<LakeStore, 'hasDataset' | 'listDatasets' | 'queryState'>
  projectId: string
}

/**
 * Evaluates queries in worker threads, which read the store's files. A query sees every write that was
 * acknowledged before it was sent, and only documents that the caller may read: others do not exist for
 * its counts, orders, references and searches.
 *
 * An answer is kept until the dataset changes, for callers that ask the same and may read the same.
 *
 * A query that exceeds its time limit, or whose client has gone, is stopped by ending its worker. A
 * query that works for more than 250 ms moves to the heavy ones: 2 run at a time, one per caller, and a
 * caller may have 6 with those that wait.
 */
export function createQueryEngine(options: QueryEngineOptions): QueryEngine {
  const {store, projectId, ...bounds} = options
  const jobFor = (dataset: string) => ({
    file: store.queryState(dataset).file,
    dataset,
    projectId,
  })
  const pool = createQueryPool({
    ...DEFAULT_POOL_OPTIONS,
    ...bounds,
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

const NOBODY: GrantHolder = {id: '', grants: [], administrator: false}

function perspectiveOf(request: QueryRequest): Perspective {
  const perspective = parsePerspective(request.perspective)
  return perspective.kind === 'raw'
    ? {kind: 'raw', versions: request.versions ?? true}
    : perspective
}

function paramsJson(query: string, params: Record<string, unknown>): string {
  try {
    return JSON.stringify(params)
  } catch {
    throw queryProblem(query, 'the parameters are nested too deeply')
  }
}
