import type {AccessControl, Caller} from './access/lakeCaller.ts'
import type {QueryEngine} from './groq/queryEngine.ts'
import type {LakeStore} from './store/lakeStore.ts'

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

/** The variables of Hono's context in the lake's routes. */
export interface LakeEnv {
  Variables: {caller: Caller | null; requestId: string}
}
