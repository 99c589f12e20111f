import {setImmediate as nextTurn} from 'node:timers/promises'
import {Hono} from 'hono'
import {z} from 'zod'
import {isAdministrator} from '../access/lakeCaller.ts'
import {requireCaller} from '../http/authenticate.ts'
import {badRequest, datasetNotFound, forbidden} from '../lakeError.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'
import type {LakeChange} from '../store/lakeChange.ts'
import type {LakeStore} from '../store/lakeStore.ts'
import {
  createChangeCache,
  isOfInterest,
  type ChangeInterest,
  type ChangeRun,
} from './changeCache.ts'

const LONGEST_WAIT_MS = 60_000
/** Enough for some transactions of a bulk change, whose documents have a few kilobytes each. */
const CACHED_CHANGES = 4_000

const QUERY = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(2_000).default(500),
  wait: z.coerce.number().int().min(0).default(0),
  types: z
    .string()
    .transform((text) => new Set(text.split(',')))
    .optional(),
})

/** Resolves at the next commit to a dataset, when the time is up, or on abort. */
function nextCommit(
  store: LakeStore,
  dataset: string,
  waitMs: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stop()
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const stop = store.onCommit((changes) => {
      if (changes[0]?.dataset === dataset) done()
    })
    const timer = setTimeout(done, waitMs)
    signal.addEventListener('abort', done)
  })
}

/** The part of a change that the response contains. */
function changeBody(change: LakeChange) {
  const {seq, documentId, transactionId, timestamp, identity, lineage, before, after} = change
  return {seq, documentId, transactionId, timestamp, identity, lineage, before, after}
}

function fromLog(
  store: LakeStore,
  {dataset, types}: ChangeInterest,
  seq: number,
  limit: number,
): ChangeRun {
  const changes = store.changesAfter(dataset, seq, limit)
  // A page that is not full reaches the log's end, where there may be a bulk load, which is no change.
  const through = changes.length < limit ? store.lastSeq(dataset) : changes.at(-1)?.seq
  return {
    changes: changes.filter((change) => isOfInterest(change, types)),
    through: through ?? seq,
  }
}

/**
 * `GET /local/changes/<dataset>`: the log itself, for the function runner. An extension of this
 * lake, for administrators only. With `wait` (milliseconds) it holds the answer until there is
 * a change after that position; with `types` (separated by commas) it contains only documents of
 * these types. `through` is the position to continue after, `last` the newest position.
 *
 * @param closing - aborts when the lake shuts down
 */
export function localChangesRoutes(lake: LakeServices, closing: AbortSignal): Hono<LakeEnv> {
  const routes = new Hono<LakeEnv>()
  const {store} = lake
  const recent = createChangeCache(store, CACHED_CHANGES)
  closing.addEventListener('abort', () => recent.close())
  routes.get('/local/changes/:dataset', async (context) => {
    const caller = requireCaller(context)
    if (!isAdministrator(caller)) {
      throw forbidden('The change log is for administrators and robots')
    }
    const dataset = context.req.param('dataset')
    const query = QUERY.safeParse(context.req.query())
    if (!query.success) {
      throw badRequest('after, limit and wait must be whole numbers')
    }
    const {after, limit, wait, types = null} = query.data
    const signal = AbortSignal.any([context.req.raw.signal, closing])
    const end = performance.now() + Math.min(wait, LONGEST_WAIT_MS)
    let position = after
    for (;;) {
      if (!store.hasDataset(dataset)) throw datasetNotFound(dataset, lake.projectId)
      const run =
        recent.after({dataset, types}, position, limit) ??
        fromLog(store, {dataset, types}, position, limit)
      const last = store.lastSeq(dataset)
      const left = end - performance.now()
      if (run.changes.length > 0 || left <= 0 || signal.aborted) {
        return context.json({changes: run.changes.map(changeBody), through: run.through, last})
      }
      position = Math.max(position, run.through)
      if (position < last) await nextTurn()
      else await nextCommit(store, dataset, left, signal)
    }
  })
  return routes
}
