import {createMiddleware} from 'hono/factory'
import {ulidFrom} from '../../core/people/ulid.ts'
import {refuse} from './answer.ts'
import type {AddressLimiter} from './limits/addressLimiter.ts'
import {callerKey} from './limits/callerKey.ts'
import {rateHeaders} from './limits/rateHeaders.ts'
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
 * Limits requests per network, before anything else is done for them. The address is neither stored
 * nor logged, and in memory it is a keyed hash.
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
    return refuse(context, 'limited', {
      detail: `Too many requests from your address. Try again in ${rate.reset} s.`,
    })
  })
}
