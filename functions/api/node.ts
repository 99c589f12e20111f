import {once} from 'node:events'
import type {IncomingMessage, Server, ServerResponse} from 'node:http'
import {createAdaptorServer, type HttpBindings} from '@hono/node-server'
import {createServices} from '../shared/functionServices.ts'
import type {ServerEnv} from '../shared/serverEnv.ts'
import {createApi, type ApiOptions} from './createApi.ts'
import {forwardedFor, networkOf} from './limits/callerNetwork.ts'
import {scheduledWork} from './scheduledWork.ts'
import type {ApiContext, ClientAddress} from './services.ts'
import {IMPORT_PATH} from './tenant/import/importCase.ts'

/** Longest time a client may take to send a request, in milliseconds. */
const REQUEST_TIMEOUT_MS = 15_000
const HEADERS_TIMEOUT_MS = 10_000
const KEEP_ALIVE_MS = 65_000

/** A server that takes requests. */
export interface RunningApi {
  /** Base URL, without a slash at the end. */
  url: string
  /** Answers the requests that are under way, and ends. */
  stop(): Promise<void>
}

function isNodeBinding(env: unknown): env is HttpBindings {
  return typeof env === 'object' && env !== null && 'incoming' in env
}

/** The address of a socket without one: it was closed already, or is a Unix socket. */
const NO_ADDRESS = 'none'

/**
 * The address of a request's sender: behind trusted proxies the one that the outermost of them names, else
 * the other end of the connection. A header without an address is ignored, so that a caller cannot become
 * another caller by writing one.
 */
export function nodeClientAddress({
  trustedProxies,
}: Pick<ServerEnv, 'trustedProxies'>): ClientAddress {
  return (context: ApiContext) => {
    const forwarded = forwardedFor(context.req.header('x-forwarded-for'), trustedProxies)
    if (forwarded !== null && networkOf(forwarded) !== null) return forwarded
    const env: unknown = context.env
    const socket = isNodeBinding(env) ? env.incoming.socket : null
    return socket?.remoteAddress ?? NO_ADDRESS
  }
}

/**
 * Serves the API with Node.
 *
 * @param options.port - 0 takes any free port
 * @param options.bodyTimeoutMs - longest time that a body may take; files that are imported may take longer
 * @throws Error when the port is taken
 */
export async function startApi(
  options: Omit<ApiOptions, 'clientAddress'> & {
    port: number
    hostname?: string
    bodyTimeoutMs?: number
  },
): Promise<RunningApi> {
  const {port, hostname = '127.0.0.1', bodyTimeoutMs = REQUEST_TIMEOUT_MS, ...rest} = options
  const app = createApi({...rest, clientAddress: nodeClientAddress(rest.env)})
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      // Files may arrive for longer; `endSlowRequest` ends the others.
      requestTimeout: 0,
      headersTimeout: HEADERS_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: 16 * 1024,
    },
  })
  server.on('request', (incoming, outgoing) => endSlowRequest(incoming, outgoing, bodyTimeoutMs))
  server.listen(port, hostname)
  await once(server, 'listening')
  const {sweepSeconds} = rest.env
  const work = sweepSeconds
    ? scheduledWork(createServices(rest.env, rest.env), rest.log ?? (() => {}))
    : null
  if (work && sweepSeconds) work.start(sweepSeconds)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  const host = hostname.includes(':') ? `[${hostname}]` : hostname
  return {
    url: `http://${host}:${address.port}`,
    stop: async () => {
      await Promise.all([stopServer(server), work?.stop()])
    },
  }
}

/**
 * Ends a request whose body takes too long. Files that are imported are read as fast as the store takes
 * their rows; their route ends those that stand still.
 */
function endSlowRequest(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  timeoutMs: number,
): void {
  const path = incoming.url?.split('?', 1)[0]
  if (path === IMPORT_PATH) return
  const timer = setTimeout(() => {
    if (incoming.complete) return
    if (!outgoing.headersSent) {
      incoming.socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n')
    }
    incoming.socket.destroySoon()
  }, timeoutMs)
  timer.unref()
  incoming.once('close', () => clearTimeout(timer))
}

async function stopServer(server: Server | ReturnType<typeof createAdaptorServer>): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  if ('closeIdleConnections' in server) server.closeIdleConnections()
  await closed
}
