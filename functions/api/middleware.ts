import {createMiddleware} from 'hono/factory'
import {allowedBySome} from '../../core/intake/resolveSite.ts'
import {ulidFrom} from '../../core/people/ulid.ts'
import {problem} from '../../core/problems/problem.ts'
import type {SiteRegistry} from '../shared/siteRegistry.ts'
import {refuseBecause} from './answer.ts'
import {callerKey} from './limits/callerNetwork.ts'
import {rateHeaders, type AddressLimiter} from './limits/rateLimits.ts'
import type {ApiEnv, ApiServices, ClientAddress} from './services.ts'

const SECURITY_HEADERS: Record<string, string> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': `default-src 'none'; frame-ancestors 'none'`,
  'Permissions-Policy': 'interest-cohort=()',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}

/** Gives every request an id, and every answer the id and the security headers. */
export function requestBasics({now, random}: Pick<ApiServices, 'now' | 'random'>) {
  return createMiddleware<ApiEnv>(async (context, next) => {
    const requestId = ulidFrom(now().getTime(), random(10))
    context.set('requestId', requestId)
    context.set('origin', null)
    context.set('caller', null)
    context.set('rates', [])
    context.set('site', null)
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) context.header(name, value)
    context.header('X-Request-Id', requestId)
    return next()
  })
}

/**
 * Limits requests per network, before anything else. The address is neither stored nor logged; in memory
 * it is a keyed hash.
 */
export function limitByAddress(
  limiter: AddressLimiter,
  clientAddress: ClientAddress,
  processSecret: string,
) {
  return createMiddleware<ApiEnv>(async (context, next) => {
    const address = clientAddress(context)
    if (address === null) return next()
    const caller = callerKey(processSecret, address)
    context.set('caller', caller)
    const rate = limiter.take(caller)
    context.get('rates').push(rate)
    for (const [name, value] of Object.entries(rateHeaders([rate]))) context.header(name, value)
    if (!rate.exceeded) return next()
    const why = problem('request.too-many', {seconds: rate.reset})
    return refuseBecause(context, 'limited', why)
  })
}

const EXPOSED = 'X-Request-Id, Idempotency-Replayed, RateLimit, RateLimit-Policy, Retry-After'
const PREFLIGHT_SECONDS = '600'

/**
 * CORS for public forms: pages of an origin that some site allows may call and read the answer. The
 * endpoint checks that it is an origin of the form's own site. Requests without `Origin` come from
 * servers and pass.
 */
export function originHeaders(registry: SiteRegistry, methods: string) {
  return createMiddleware<ApiEnv>(async (context, next) => {
    const origin = context.req.header('origin') ?? null
    context.set('origin', origin)
    const preflight = context.req.method === 'OPTIONS'
    if (origin !== null) {
      context.header('Vary', 'Origin')
      // Nobody is let in while the registry cannot be read; the endpoint then says so itself.
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
