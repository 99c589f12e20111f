import type {ServerResponse} from 'node:http'
import {setTimeout as wait} from 'node:timers/promises'
import {RESPONSE_ALREADY_SENT} from '@hono/node-server/utils/response'
import {answerOperation, type OperationRequest} from '../graphql/answerOperation.ts'
import type {ShopStore} from '../shopStore.ts'
import {answeringVersion} from '../shopVersions.ts'
import type {Fault} from '../storeSettings.ts'
import type {ShopCustomer} from '../customers/makeCustomer.ts'

const WRONG_TOKEN = '[API] Invalid API key or access token (unrecognized login or wrong password)'

/** A request to the GraphQL endpoint of a store. */
export interface AdminRequest {
  version: string
  token: string | null
  debugSearch: boolean
  body: string
  /** Node's own response, to break a connection with; absent where there is no connection. */
  outgoing: ServerResponse | undefined
}

/** An answer whose `errors` is a string, as Shopify sends it before it looks at the operation. */
function plainError(status: 400 | 401 | 402 | 404 | 423, errors: string): Response {
  return Response.json({errors}, {status})
}

/** The answer of a store that is not open; `null` where it is. */
function closedAnswer({settings}: ShopStore): Response | null {
  switch (settings.condition) {
    case 'gone':
      return plainError(404, 'Not Found')
    case 'frozen':
      return plainError(402, 'Unavailable Shop')
    case 'locked':
      return plainError(423, 'Locked')
    default:
      return null
  }
}

function readRequest(body: string): OperationRequest | null {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const members = new Map<string, unknown>(Object.entries(value))
  const query = members.get('query')
  const given = members.get('variables') ?? {}
  const operationName = members.get('operationName') ?? null
  if (typeof query !== 'string' || typeof given !== 'object' || given === null) return null
  if (operationName !== null && typeof operationName !== 'string') return null
  return {query, variables: Object.fromEntries(Object.entries(given)), operationName}
}

/**
 * Answers a request to a store, unless something goes wrong first: a planned fault, a closed store, a wrong
 * token, a body that is not a request.
 */
export async function answerAdmin(store: ShopStore, request: AdminRequest): Promise<Response> {
  const fault = store.takeFault()
  if (fault?.kind === 'status') return statusAnswer(fault)
  if (fault?.kind === 'redirect') {
    return new Response(null, {status: 301, headers: {Location: fault.location}})
  }
  if (fault?.kind === 'slow') await wait(fault.ms)
  if (fault?.kind === 'cut' && fault.after === 'nothing' && request.outgoing) {
    request.outgoing.destroy()
    return RESPONSE_ALREADY_SENT
  }
  const closed = closedAnswer(store)
  if (closed) return closed
  if (request.token !== store.token) return plainError(401, WRONG_TOKEN)
  const asked = readRequest(request.body)
  if (!asked) return plainError(400, 'The body is not a GraphQL request.')

  const requestId = crypto.randomUUID()
  const answer = answerWithFault(store, asked, fault, request.debugSearch, requestId)
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'X-Request-Id': requestId,
    'X-Shopify-API-Version': store.settings.answeredVersion ?? answeringVersion(request.version),
  }
  return deliver(JSON.stringify(answer), headers, fault, request.outgoing)
}

function answerWithFault(
  store: ShopStore,
  asked: OperationRequest,
  fault: Fault | null,
  debugSearch: boolean,
  requestId: string,
): object {
  if (fault?.kind === 'internal-error') return internalError(requestId)
  if (fault?.kind === 'leaky-error') return leakyError(store.customer(0))
  return answerOperation(store, asked, {debugSearch, throttle: fault?.kind === 'throttled'})
}

function deliver(
  text: string,
  headers: Record<string, string>,
  fault: Fault | null,
  outgoing: ServerResponse | undefined,
): Response {
  if (fault?.kind === 'truncated') return new Response(firstHalf(text), {headers})
  if (fault?.kind === 'cut' && outgoing) {
    const length = String(new TextEncoder().encode(text).length)
    outgoing.writeHead(200, {...headers, 'Content-Length': length})
    outgoing.write(firstHalf(text), () => outgoing.destroy())
    return RESPONSE_ALREADY_SENT
  }
  return new Response(text, {headers})
}

type FaultOf<Kind extends Fault['kind']> = Extract<Fault, {kind: Kind}>

const STATUS_TEXTS = {
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
} as const

/** An answer with an HTTP error; proxies answer in HTML. */
function statusAnswer({status, retryAfter}: FaultOf<'status'>): Response {
  const text = STATUS_TEXTS[status]
  const isProxy = status === 502 || status === 503
  const body = isProxy
    ? `<html><body><h1>${status} ${text}</h1></body></html>`
    : JSON.stringify({errors: text})
  return new Response(body, {
    status,
    headers: {
      'Content-Type': isProxy ? 'text/html' : 'application/json; charset=utf-8',
      ...(retryAfter !== undefined && {'Retry-After': String(retryAfter)}),
    },
  })
}

/** An internal error, which Shopify reports with HTTP status 200. */
function internalError(requestId: string): object {
  const message =
    'Internal error. Looks like something went wrong on our end.\n' +
    `Request ID: ${requestId} (include this in support requests).`
  return {errors: [{message, extensions: {code: 'INTERNAL_SERVER_ERROR', requestId}}]}
}

/** An error that names a customer; nothing of it may be stored. */
function leakyError({firstName, lastName, email}: ShopCustomer): object {
  const message = `Could not load customer ${firstName} ${lastName} <${email ?? 'no address'}>.`
  return {errors: [{message, path: ['customers'], extensions: {code: 'INTERNAL_SERVER_ERROR'}}]}
}

function firstHalf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(text)
  return bytes.slice(0, Math.floor(bytes.length / 2))
}
