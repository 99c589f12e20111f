import type {AllowedFields} from '../../core/shopify/allowedFields.ts'
import {guardOperation} from '../../core/shopify/operationGuard.ts'
import type {RawAnswer} from '../../core/shopify/readAnswer.ts'

/** A page of 250 customers takes about 120 kB. */
const MAX_ANSWER_BYTES = 4_000_000

/** A request that was not sent, because it is not one of the allowed requests. */
export class RefusedRequestError extends Error {
  override readonly name = 'RefusedRequestError'
}

/** Where requests go, and what they may ask. */
export interface GuardedEndpoint {
  /** The only URL that the client may ask for. */
  expectedUrl: string
  /** Where requests are sent: the same URL, or that of a local stand-in. */
  url: string
  accessToken: string
  allowed: AllowedFields
  fetch: typeof fetch
  signal: AbortSignal
}

interface ClientRequest {
  method?: string
  body?: unknown
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > MAX_ANSWER_BYTES) throw new Error('The answer is too large.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/**
 * Sends a request to a store if the guard allows it. There is no other way to Shopify. URL, headers and
 * body are made here, so nothing else that a client adds reaches the store.
 *
 * @param url - as the client asks
 * @param request - as the client asks
 * @throws RefusedRequestError when it is not sent
 * @throws whatever the connection throws
 */
export async function guardedFetch(
  endpoint: GuardedEndpoint,
  url: string,
  request: ClientRequest | undefined,
): Promise<RawAnswer> {
  if (url !== endpoint.expectedUrl)
    throw new RefusedRequestError('Not sent: it goes to another URL.')
  if (request?.method?.toUpperCase() !== 'POST')
    throw new RefusedRequestError('Not sent: it is not a POST.')
  const {body} = request
  if (typeof body !== 'string') throw new RefusedRequestError('Not sent: the body is not text.')
  const verdict = guardOperation(body, endpoint.allowed)
  if (!verdict.ok) throw new RefusedRequestError(verdict.message)
  const response = await endpoint.fetch(endpoint.url, {
    method: 'POST',
    redirect: 'error',
    signal: endpoint.signal,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'user-agent': 'sanity-plugin-leads',
      'x-shopify-access-token': endpoint.accessToken,
      // Makes Shopify report the parts of a search that it ignores.
      'shopify-search-query-debug': '1',
    },
    body: verdict.body,
  })
  return {
    status: response.status,
    apiVersion: response.headers.get('x-shopify-api-version'),
    body: await readText(response),
  }
}
