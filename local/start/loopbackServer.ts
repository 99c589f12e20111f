import {once} from 'node:events'
import {createAdaptorServer} from '@hono/node-server'
import type {Hono} from 'hono'

/** A small HTTP server on the loopback address. */
export interface LoopbackServer {
  stop(): Promise<void>
}

/** Serves an app on `127.0.0.1`; rejects when the port is taken. */
export async function serveOnLoopback(app: Hono, port: number): Promise<LoopbackServer> {
  const server = createAdaptorServer({fetch: app.fetch})
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    async stop() {
      const closed = once(server, 'close')
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
    },
  }
}
