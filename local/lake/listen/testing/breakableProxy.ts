import {once} from 'node:events'
import {connect, createServer, type Socket} from 'node:net'

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
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
  const breakConnections = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    breakConnections,
    async stop() {
      const closed = once(server, 'close')
      server.close()
      breakConnections()
      await closed
    },
  }
}
