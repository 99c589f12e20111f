import {Hono} from 'hono'
import {expect, test} from 'vitest'
import {nodeClientAddress} from './node.ts'
import type {ApiEnv} from './services.ts'

/** What the adaptor makes of a request with this socket and header. */
async function addressOf(
  trustedProxies: number,
  socket: {remoteAddress?: string},
  forwarded?: string,
): Promise<string> {
  const clientAddress = nodeClientAddress({trustedProxies})
  const app = new Hono<ApiEnv>().get('/', (context) => context.text(String(clientAddress(context))))
  const headers = new Headers(forwarded === undefined ? [] : [['x-forwarded-for', forwarded]])
  return (await app.request('/', {headers}, {incoming: {socket}})).text()
}

const SOCKET = {remoteAddress: '10.0.0.1'}

test.each([
  ['without a proxy, from the connection', 0, SOCKET, '203.0.113.9', '10.0.0.1'],
  ['behind one, from its entry', 1, SOCKET, '203.0.113.9', '203.0.113.9'],
  ['behind one that names no address, from the connection', 1, SOCKET, 'unix:', '10.0.0.1'],
  ['behind one that sets no header, from the connection', 1, SOCKET, undefined, '10.0.0.1'],
  ['with too few entries, from the connection', 3, SOCKET, '1.1.1.1, 2.2.2.2', '10.0.0.1'],
  ['from a proxy on a Unix socket', 1, {}, '203.0.113.9', '203.0.113.9'],
  ['from a Unix socket, or one that is closed already, as one caller', 0, {}, '1.1.1.1', 'none'],
  ['from rubbish on a Unix socket, as the same caller', 1, {}, 'rubbish', 'none'],
] as const)('tells the caller %s', async (_, proxies, socket, forwarded, address) => {
  expect(await addressOf(proxies, socket, forwarded)).toBe(address)
})
