import {once} from 'node:events'
import type {Server} from 'node:http'
import type {AddressInfo} from 'node:net'

/** How a server is reached. */
export interface ListenAddress {
  port: number
  /** Every server that listens: one, or two where `localhost` has both kinds of address. */
  servers: Server[]
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  server.listen({port, host, exclusive: true})
  await once(server, 'listening')
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

/**
 * Listens on a host, and for 127.0.0.1 on `::1` too, because a browser may resolve names under
 * `.localhost` to either. A machine without IPv6, or whose `::1` has that port taken, is served on
 * 127.0.0.1 alone.
 *
 * @param port - 0 picks a free one
 * @throws the operating system's error when the port of `host` cannot be had
 */
export async function listenOnLoopback(
  createServer: () => Server,
  port: number,
  host: string,
): Promise<ListenAddress> {
  const server = createServer()
  const bound = await listen(server, port, host)
  if (host !== '127.0.0.1') return {port: bound, servers: [server]}
  const second = createServer()
  try {
    await listen(second, bound, '::1')
    return {port: bound, servers: [server, second]}
  } catch {
    second.close()
    return {port: bound, servers: [server]}
  }
}
