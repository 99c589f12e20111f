/** One request to the endpoints. */
export interface FormRequest {
  path?: string
  method?: string
  headers?: Record<string, string>
  /** Sent as it is; an object as JSON. */
  body?: string | Uint8Array<ArrayBuffer> | Record<string, unknown>
}

/** A newsletter sign-up that is in order, for the test sites. */
export const SIGN_UP = {email: 'ada@example.com', consent: true, site: 'artameta'}

/**
 * Sends a request as a page or a script does, without following redirects.
 *
 * @param base - URL of the endpoints, without a slash at the end
 */
export function sendForm(base: string, request: FormRequest): Promise<Response> {
  const {path = '/api/newsletter', method = 'POST', headers, body} = request
  const raw = typeof body === 'string' || body instanceof Uint8Array
  const all = new Headers(headers)
  if (!raw && body !== undefined) all.set('content-type', 'application/json')
  return fetch(base + path, {
    method,
    redirect: 'manual',
    headers: all,
    ...(body === undefined ? {} : {body: raw ? body : JSON.stringify(body)}),
  })
}
