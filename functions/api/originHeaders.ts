import {createMiddleware} from 'hono/factory'
import {allowedBySome} from '../../core/intake/origins.ts'
import type {SiteRegistry} from '../shared/siteRegistry.ts'
import type {ApiEnv} from './services.ts'

const EXPOSED = 'X-Request-Id, Idempotency-Replayed, RateLimit, RateLimit-Policy, Retry-After'
const PREFLIGHT_SECONDS = '600'

/**
 * CORS for public forms: pages of an origin that some site allows may call and read the answer.
 * Whether it is the origin of the very site that the form is for, the endpoint checks. Requests
 * without `Origin` come from servers and pass.
 */
export function originHeaders(registry: SiteRegistry, methods: string) {
  return createMiddleware<ApiEnv>(async (context, next) => {
    const origin = context.req.header('origin') ?? null
    context.set('origin', origin)
    const preflight = context.req.method === 'OPTIONS'
    if (origin !== null) {
      context.header('Vary', 'Origin')
      // While the registry cannot be read nobody may be let in, and the endpoint says so itself.
      const sites = await registry.sites().catch(() => [])
      if (allowedBySome(sites, origin)) {
        context.header('Access-Control-Allow-Origin', origin)
        context.header('Access-Control-Expose-Headers', EXPOSED)
        if (preflight) {
          context.header('Access-Control-Allow-Methods', methods)
          context.header('Access-Control-Allow-Headers', 'Content-Type, Idempotency-Key')
          context.header('Access-Control-Max-Age', PREFLIGHT_SECONDS)
        }
      }
    }
    return preflight ? context.body(null, 204, {Allow: `${methods}, OPTIONS`}) : next()
  })
}
