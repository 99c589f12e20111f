import {once} from 'node:events'
import {createServer} from 'node:http'
import {text} from 'node:stream/consumers'
import type {SanityClient} from '@sanity/client'
import {createLakeClient} from '../shared/lakeClient.ts'

/** How the store answers one request: with a status and a body, or by hanging up. */
export type ScriptedAnswer = {status: number; body: unknown} | 'hang-up'

/** A store whose answers a test scripts, to cause rare failures. */
export interface ScriptedStore {
  client: SanityClient
  /** Path and parsed body of every request so far. */
  requests: {path: string; body: unknown}[]
  stop(): Promise<void>
}

/**
 * Listens on 127.0.0.1.
 *
 * @param answer - decides on each request, by its parsed body and its number from 0
 */
export async function startScriptedStore(
  answer: (body: unknown, index: number) => ScriptedAnswer | Promise<ScriptedAnswer>,
): Promise<ScriptedStore> {
  const requests: ScriptedStore['requests'] = []
  const server = createServer((request, response) => {
    void (async () => {
      const raw = await text(request)
      const body: unknown = raw ? JSON.parse(raw) : null
      const index = requests.push({path: request.url ?? '', body}) - 1
      const scripted = await answer(body, index)
      if (scripted === 'hang-up') {
        request.socket.destroy()
        return
      }
      response.statusCode = scripted.status
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(scripted.body))
    })()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The store has no port')
  return {
    client: createLakeClient({
      projectId: 'local',
      dataset: 'production',
      apiHost: `http://127.0.0.1:${address.port}`,
      token: 'test',
    }),
    requests,
    async stop() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
