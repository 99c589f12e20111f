import {once} from 'node:events'
import type {Server} from 'node:net'
import {createAdaptorServer} from '@hono/node-server'
import type {Hono} from 'hono'

/**
 * How long an idle connection stays open, in milliseconds: longer than clients keep it, so that none
 * is closed while a request is on its way.
 */
export const IDLE_CONNECTION_MS = 65_000

/** A small HTTP server on the loopback address. */
export interface LoopbackServer {
  /** The port it listens on, also when any free one was asked for. */
  port: number
  stop(): Promise<void>
}

/**
 * Serves an app on `127.0.0.1`.
 *
 * @param port - 0 takes any free port
 * @throws Error when the port is taken
 */
export async function serveOnLoopback(app: Hono, port: number): Promise<LoopbackServer> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {keepAliveTimeout: IDLE_CONNECTION_MS},
  })
  return {
    port: await listenOn(server, port, '127.0.0.1'),
    async stop() {
      const closed = once(server, 'close')
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
    },
  }
}

/**
 * Starts to listen.
 *
 * @param port - 0 takes any free port
 * @returns the port
 * @throws the operating system's error when the port is taken
 */
export async function listenOn(server: Server, port: number, host: string): Promise<number> {
  server.listen({port, host, exclusive: true})
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return address.port
}
