import type {ShopCustomer} from '../customers/customer.ts'
import type {Fault} from '../storeSettings.ts'

type FaultOf<Kind extends Fault['kind']> = Extract<Fault, {kind: Kind}>

const STATUS_TEXTS = {
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
} as const

/** An answer with an HTTP error; proxies answer in HTML. */
export function statusAnswer({status, retryAfter}: FaultOf<'status'>): Response {
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

/** Something went wrong within Shopify, which it tells with HTTP status 200. */
export function internalError(requestId: string): object {
  const message =
    'Internal error. Looks like something went wrong on our end.\n' +
    `Request ID: ${requestId} (include this in support requests).`
  return {errors: [{message, extensions: {code: 'INTERNAL_SERVER_ERROR', requestId}}]}
}

/** An error that tells whom it is about, as careless servers do; nothing of it may be kept. */
export function leakyError({firstName, lastName, email}: ShopCustomer): object {
  const message = `Could not load customer ${firstName} ${lastName} <${email ?? 'no address'}>.`
  return {errors: [{message, path: ['customers'], extensions: {code: 'INTERNAL_SERVER_ERROR'}}]}
}

/** Half of the bytes of a text. */
export function firstHalf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(text)
  return bytes.slice(0, Math.floor(bytes.length / 2))
}
