import type {Server} from 'node:http'
import {listenOn} from '../../loopbackServer.ts'

/**
 * Whether a host name always means this machine: `localhost`, anything under `.localhost`
 * (RFC 6761), an address in 127.0.0.0/8, or `::1`.
 *
 * @param hostname - without a port; an IPv6 address with or without brackets
 */
export function isLoopbackHostname(hostname: string): boolean {
  const name = hostname.toLowerCase()
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '[::1]' ||
    name === '::1' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name)
  )
}

/** Whether an origin, or any other URL, is HTTP on this machine. */
export function isLoopbackUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const {protocol, hostname, username, password} = new URL(value)
  return (
    (protocol === 'http:' || protocol === 'https:') &&
    username === '' &&
    password === '' &&
    isLoopbackHostname(hostname)
  )
}

export interface ListenAddress {
  port: number
  /** One, or two where `localhost` has an IPv4 and an IPv6 address. */
  servers: Server[]
}

/**
 * Listens on a host, and for 127.0.0.1 on `::1` too, because a browser may resolve names under
 * `.localhost` to either. A machine without IPv6, or whose `::1` has that port taken, is served on
 * 127.0.0.1 alone.
 *
 * @param port - 0 picks a free one
 * @throws the operating system's error when the port of `host` is not available
 */
export async function listenOnLoopback(
  createServer: () => Server,
  port: number,
  host: string,
): Promise<ListenAddress> {
  const server = createServer()
  const bound = await listenOn(server, port, host)
  if (host !== '127.0.0.1') return {port: bound, servers: [server]}
  const second = createServer()
  try {
    await listenOn(second, bound, '::1')
    return {port: bound, servers: [server, second]}
  } catch {
    second.close()
    return {port: bound, servers: [server]}
  }
}
