import type {AccessControl, Caller} from './access/lakeCaller.ts'
import type {QueryEngine} from './groq/queryEngine.ts'
import type {LakeStore} from './store/lakeStore.ts'

/** Everything a route of the lake may use. */
export interface LakeServices {
  projectId: string
  store: LakeStore
  access: AccessControl
  queries: QueryEngine
  /** Milliseconds by which queries lag behind writes that don't wait for the index; 0 for none. */
  queryLagMs: number
  /** ISO 8601 of now. */
  now: () => string
  /** Writes one line of the server's log; callers pass no token and no personal data. */
  log: (message: string) => void
}

/** What Hono's context carries on every authenticated route of the lake. */
export interface LakeEnv {
  Variables: {caller: Caller | null; requestId: string}
}
