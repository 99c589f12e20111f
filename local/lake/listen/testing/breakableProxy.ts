import {once} from 'node:events'
import {connect, createServer, type Socket} from 'node:net'
import {listenOn} from '../../../loopbackServer.ts'

/** A TCP proxy whose connections can be cut; for tests. */
export interface BreakableProxy {
  url: string
  breakConnections(): void
  stop(): Promise<void>
}

/** Passes connections on 127.0.0.1 on to the host and port of a URL. */
export async function startBreakableProxy(target: string): Promise<BreakableProxy> {
  const {hostname, port} = new URL(target)
  const open = new Set<Socket>()
  const server = createServer((inward) => {
    const outward = connect(Number(port), hostname)
    for (const socket of [inward, outward]) {
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        open.delete(socket)
        inward.destroy()
        outward.destroy()
      })
    }
    inward.pipe(outward).pipe(inward)
  })
  const ownPort = await listenOn(server, 0, '127.0.0.1')
  const breakConnections = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${ownPort}`,
    breakConnections,
    async stop() {
      const closed = once(server, 'close')
      server.close()
      breakConnections()
      await closed
    },
  }
}
