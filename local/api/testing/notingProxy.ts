import {createServer, request} from 'node:http'
import {listenOn} from '../../loopbackServer.ts'

/** A proxy before the lake. */
export interface NotingProxy {
  url: string
  /** Addresses of the requests so far, readable. */
  addresses: string[]
  stop: () => void
}

/** Passes requests on to the lake, and notes their addresses, as the log of a proxy does. */
export async function startNotingProxy(target: string): Promise<NotingProxy> {
  const addresses: string[] = []
  const server = createServer((incoming, answer) => {
    addresses.push(decodeURIComponent(incoming.url ?? ''))
    const {method = 'GET', headers} = incoming
    const passed = request(new URL(incoming.url ?? '', target), {method, headers}, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    incoming.pipe(passed)
  })
  const port = await listenOn(server, 0, '127.0.0.1')
  return {url: `http://127.0.0.1:${port}`, addresses, stop: () => server.close()}
}
