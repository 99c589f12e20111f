import {once} from 'node:events'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createAdaptorServer} from '@hono/node-server'
import {createClient, type SanityClient} from '@sanity/client'
import {createAccessControl} from '../../access/accessControl.ts'
import type {AccessControl} from '../../access/lakeCaller.ts'
import {createApp} from '../../http/createApp.ts'
import type {LakeStore} from '../../store/lakeStore.ts'
import type {LoadableDocument} from '../../store/preparedDocument.ts'
import {createSqliteStore} from '../../store/sqliteStore.ts'
import {createQueryEngine, type QueryEngine, type QueryEngineOptions} from '../queryEngine.ts'
import {queryRoutes} from '../queryRoutes.ts'

/** The value of `now()` in tests. */
export const TEST_NOW = '2026-05-04T03:02:01.000Z'

/** The query side of a lake, over a real store and real HTTP, for tests. */
export interface QueryFixture {
  url: string
  store: LakeStore
  access: AccessControl
  queries: QueryEngine
  /** Lines of the log. */
  log: string[]
  client(token?: string, options?: {apiVersion?: string; dataset?: string}): SanityClient
  /** A request as any client may send it. */
  request(path: string, init?: RequestInit & {token?: string}): Promise<Response>
  dispose(): Promise<void>
}

/**
 * Starts the query route on a free port with the datasets `production` (private, with
 * `documents`) and `open` (public, with the same).
 */
export async function startQueryFixture(
  documents: readonly LoadableDocument[],
  options: Partial<Omit<QueryEngineOptions, 'store' | 'projectId'>> = {},
): Promise<QueryFixture> {
  const directory = await mkdtemp(join(tmpdir(), 'lake-'))
  const access = createAccessControl({sites: () => ['artameta', 'bluefern', 'northpeak']})
  const store = createSqliteStore({directory, access})
  for (const [name, aclMode] of [
    ['production', 'private'],
    ['open', 'public'],
  ] as const) {
    store.createDataset(name, aclMode)
    store.bulkLoad(name, documents)
  }
  const queries = createQueryEngine({store, projectId: 'local', ...options})
  const log: string[] = []
  const lake = {
    projectId: 'local',
    store,
    access,
    queries,
    queryLagMs: 0,
    now: () => TEST_NOW,
    log: (line: string) => log.push(line),
  }
  const app = createApp({
    lake,
    sessions: {tokenOfSession: () => null},
    allowedHost: null,
    routes: [queryRoutes(lake)],
  })
  const server = createAdaptorServer({fetch: app.fetch})
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  const url = `http://127.0.0.1:${address.port}`
  return {
    url,
    store,
    access,
    queries,
    log,
    client: (token, {apiVersion = '2025-02-19', dataset = 'production'} = {}) =>
      createClient({
        projectId: 'local',
        dataset,
        apiHost: url,
        useProjectHostname: false,
        apiVersion,
        useCdn: false,
        maxRetries: 0,
        ...(token === undefined ? {} : {token}),
      }),
    request: (path, {token, headers, ...init} = {}) => {
      const all = new Headers(headers)
      if (token !== undefined) all.set('Authorization', `Bearer ${token}`)
      return fetch(new URL(path, url), {...init, headers: all})
    },
    async dispose() {
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await queries.close()
      store.close()
      await rm(directory, {recursive: true, force: true})
    },
  }
}
