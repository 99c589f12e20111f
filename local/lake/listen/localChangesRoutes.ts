import {Hono} from 'hono'
import {z} from 'zod'
import {requireCaller} from '../http/authenticate.ts'
import {datasetNotFound} from '../http/project.ts'
import {LakeError} from '../lakeError.ts'
import type {LakeEnv, LakeServices, LakeStore} from '../types.ts'

const LONGEST_WAIT_MS = 60_000

const QUERY = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(2_000).default(500),
  wait: z.coerce.number().int().min(0).default(0),
})

/** Resolves at the next commit to a dataset, when the time is up, or when the reader is gone. */
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

/**
 * `GET /local/changes/<dataset>`: the log itself, for the function runner. An extension of this
 * lake, for administrators only. With `wait` (milliseconds) it holds the answer until there is
 * something after the position asked for.
 *
 * @param closing - aborts when the lake shuts down
 */
export function localChangesRoutes(lake: LakeServices, closing: AbortSignal): Hono<LakeEnv> {
  const routes = new Hono<LakeEnv>()
  routes.get('/local/changes/:dataset', async (context) => {
    const caller = requireCaller(context.get('caller'))
    if (!lake.access.isAdministrator(caller)) {
      throw LakeError.http(403, 'Forbidden', 'The change log is for administrators and robots')
    }
    const dataset = context.req.param('dataset')
    if (!lake.store.hasDataset(dataset)) throw datasetNotFound(dataset, lake.projectId)
    const query = QUERY.safeParse(context.req.query())
    if (!query.success) {
      throw LakeError.http(400, 'Bad Request', 'after, limit and wait must be whole numbers')
    }
    const {after, limit, wait} = query.data
    if (wait > 0 && lake.store.lastSeq(dataset) <= after && !closing.aborted) {
      const signal = AbortSignal.any([context.req.raw.signal, closing])
      await nextCommit(lake.store, dataset, Math.min(wait, LONGEST_WAIT_MS), signal)
      if (!lake.store.hasDataset(dataset)) throw datasetNotFound(dataset, lake.projectId)
    }
    const changes = lake.store.changesAfter(dataset, after, limit)
    return context.json({changes, last: lake.store.lastSeq(dataset)})
  })
  return routes
}
