import {cors} from 'hono/cors'
import {isLoopbackUrl} from './loopback.ts'

/**
 * Cross-origin access for Studios on this machine, credentials included; any other origin gets no
 * permission, so its browser keeps the response from it. `Timing-Allow-Origin` is left out on
 * purpose: with it, the Studio would warn about HTTP/1.1 on every start.
 */
export function corsPolicy() {
  return cors({
    origin: (origin) => (isLoopbackUrl(origin) ? origin : null),
    allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    credentials: true,
    maxAge: 600,
    exposeHeaders: [
      'Content-Disposition',
      'Content-Length',
      'ETag',
      'Retry-After',
      'X-Sanity-Request-Id',
      'X-Sanity-Shard',
    ],
  })
}
