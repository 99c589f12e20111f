import {once} from 'node:events'
import {mkdirSync} from 'node:fs'
import type {Server} from 'node:http'
import {createAdaptorServer} from '@hono/node-server'
import {WebSocketServer} from 'ws'
import {IDLE_CONNECTION_MS} from '../loopbackServer.ts'
import {LOCAL_DATASET, LOCAL_HEADS_DATASET, LOCAL_PROJECT_ID} from '../ports.ts'
import {createAccessControl} from './access/accessControl.ts'
import {siteKeyLookup} from './access/siteKeys.ts'
import {actionRoutes} from './actions/actionRoutes.ts'
import {datasetRoutes} from './dataRoutes/datasetRoutes.ts'
import {docRoutes} from './dataRoutes/docRoutes.ts'
import {exportRoutes} from './dataRoutes/exportRoutes.ts'
import {createQueryEngine} from './groq/queryEngine.ts'
import {queryRoutes} from './groq/queryRoutes.ts'
import {DEFAULT_POOL_OPTIONS} from './groq/workers/poolOptions.ts'
import {historyRoutes} from './history/historyRoutes.ts'
import {createApp} from './http/createApp.ts'
import {isLoopbackHostname, listenOnLoopback} from './http/loopback.ts'
import type {LakeServices} from './lakeServices.ts'
import {EventFeed} from './listen/eventFeed.ts'
import {listenRoutes} from './listen/listenRoutes.ts'
import {liveRoutes} from './listen/liveRoutes.ts'
import {localChangesRoutes} from './listen/localChangesRoutes.ts'
import {mutateRoutes} from './mutations/mutateRoutes.ts'
import {createTickets, authRoutes} from './signIn/authRoutes.ts'
import {signInRoutes} from './signIn/signInRoutes.ts'
import type {LakeStore} from './store/lakeStore.ts'
import {createSqliteStore} from './store/sqliteStore.ts'
import {presenceService} from './studioApi/presenceRoutes.ts'
import {projectRoutes} from './studioApi/projectRoutes.ts'
import {serviceRoutes} from './studioApi/serviceRoutes.ts'
import {userRoutes} from './studioApi/userRoutes.ts'
import {openUserStore} from './studioApi/userStore.ts'

/** Sites whose users exist before their registry documents do. */
const DEMO_SITES = ['artameta', 'bluefern', 'northpeak']

/** How long open requests may take once the lake shuts down, in milliseconds. */
const CLOSING_GRACE_MS = 2_000

export interface LakeServerOptions {
  /** Directory of all data; created if missing. */
  directory: string
  /** 0 picks a free port. */
  port: number
  /** By default this machine only, on both of its addresses. */
  host?: string
  /** Receives the lines of the log, which contain no tokens and no queries. */
  log?: (line: string) => void
  /** Milliseconds between the keep-alive messages of streams and sockets. */
  keepAliveMs?: number
  /** Characters that a stream may queue for a slow reader. */
  maxQueuedPerStream?: number
  /**
   * Milliseconds by which queries lag behind writes whose `visibility` is not `sync`, as in the hosted
   * service; 0 by default.
   */
  queryLagMs?: number
  /** Threads that are kept ready for queries, 2 by default; more start while queries wait. */
  queryThreads?: number
  /** Whether its threads for queries may serve other lakes of this process before and after; for tests. */
  reuseThreads?: boolean
  /** Milliseconds since 1970; for the lifetime of sign-in tickets. */
  nowMs?: () => number
}

export interface LakeServer {
  url: string
  port: number
  store: LakeStore
  /** Ends streams, lets requests finish, closes the files. */
  close(): Promise<void>
}

/**
 * Starts the embedded lake: the store, its access control and its HTTP API.
 *
 * @throws when the directory is in use or damaged, or the port is taken; nothing stays open then
 */
export async function createLakeServer(options: LakeServerOptions): Promise<LakeServer> {
  const {directory, port, host = '127.0.0.1', keepAliveMs = 15_000, queryLagMs = 0} = options
  const {queryThreads = DEFAULT_POOL_OPTIONS.workers, reuseThreads = false} = options
  const log = options.log ?? (() => undefined)
  const now = () => new Date().toISOString()
  const limits = {maxQueued: options.maxQueuedPerStream ?? 4_000_000}
  mkdirSync(directory, {recursive: true})

  const store: LakeStore = createSqliteStore({
    directory,
    access: {can: (caller, permission, document) => access.can(caller, permission, document)},
    now,
    log,
    queryLagMs,
  })
  const access = createAccessControl({sites: siteKeyLookup(store, LOCAL_DATASET, DEMO_SITES)})
  const users = openOrClose(store, () => openUserStore(directory))
  const queries = createQueryEngine({
    store,
    projectId: LOCAL_PROJECT_ID,
    workers: queryThreads,
    reuseThreads,
  })
  const lake: LakeServices = {
    projectId: LOCAL_PROJECT_ID,
    store,
    access,
    queries,
    queryLagMs,
    now,
    log,
  }
  const feed = new EventFeed(store, {log, keepAliveMs})
  const presence = presenceService(lake, keepAliveMs)
  const tickets = createTickets(options.nowMs ?? Date.now)
  const closing = new AbortController()

  const app = createApp({
    lake,
    sessions: {
      tokenOfSession(sessionId) {
        const callerId = users.callerOfSession(sessionId)
        return callerId === null ? null : access.tokenOf(callerId)
      },
    },
    allowedHost: isLoopbackHostname(host) ? null : host,
    routes: [
      signInRoutes(lake, users, tickets, LOCAL_DATASET),
      authRoutes(lake, users, tickets),
      userRoutes(lake, users),
      projectRoutes(lake),
      datasetRoutes(lake),
      queryRoutes(lake),
      docRoutes(lake),
      mutateRoutes(lake),
      actionRoutes(lake),
      historyRoutes(lake),
      exportRoutes(lake),
      listenRoutes(lake, feed, limits),
      liveRoutes(lake, feed, limits),
      localChangesRoutes(lake, closing.signal),
      presence.routes,
      serviceRoutes(feed, limits),
    ],
  })

  async function closeEverything(servers: readonly Server[]): Promise<void> {
    closing.abort()
    feed.close()
    presence.close()
    await Promise.all(servers.map(closeServer))
    await queries.close()
    users.close()
    store.close()
  }

  try {
    for (const name of [LOCAL_DATASET, LOCAL_HEADS_DATASET]) {
      if (!store.hasDataset(name)) store.createDataset(name)
    }
    const createServer = () => {
      const sockets = new WebSocketServer({noServer: true, maxPayload: 65_536})
      const server = createAdaptorServer({
        fetch: app.fetch,
        websocket: {server: sockets},
        serverOptions: {keepAliveTimeout: IDLE_CONNECTION_MS},
      })
      if (!('closeIdleConnections' in server)) throw new Error('the lake speaks HTTP/1.1 only')
      return server
    }
    const address = await listenOnLoopback(createServer, port, host)
    const name = host.includes(':') ? `[${host}]` : host
    return {
      url: `http://${name}:${address.port}`,
      port: address.port,
      store,
      close: () => closeEverything(address.servers),
    }
  } catch (error) {
    await closeEverything([])
    throw error
  }
}

function openOrClose<T>(store: LakeStore, open: () => T): T {
  try {
    return open()
  } catch (error) {
    store.close()
    throw error
  }
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  // A connection becomes idle only after its last response, so this is repeated.
  const sweep = setInterval(() => {
    server.closeIdleConnections()
  }, 20)
  const killTimer = setTimeout(() => {
    server.closeAllConnections()
  }, CLOSING_GRACE_MS)
  await closed
  clearInterval(sweep)
  clearTimeout(killTimer)
}
