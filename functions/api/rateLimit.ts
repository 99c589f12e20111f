import {RateLimiterMemory, RateLimiterRes} from 'rate-limiter-flexible'
import {mac} from '../../core/crypto/mac.ts'
import {base32} from '../../core/crypto/base32.ts'
import type {Rate} from '../shared/serverEnv.ts'

/** Where a caller stands under one policy. */
export interface RateState {
  policy: 'ip' | 'site'
  limit: Rate
  remaining: number
  /** Seconds until the count starts anew. */
  reset: number
  exceeded: boolean
}

/** Counts requests in memory, in windows of fixed length. */
export interface RateLimiter {
  take(key: string): Promise<RateState>
}

/** @param policy - its name in the `RateLimit` headers */
export function createRateLimiter(policy: 'ip' | 'site', limit: Rate): RateLimiter {
  const limiter = new RateLimiterMemory({points: limit.requests, duration: limit.seconds})
  const state = (result: RateLimiterRes, exceeded: boolean): RateState => ({
    policy,
    limit,
    remaining: Math.max(0, result.remainingPoints),
    reset: Math.max(1, Math.ceil(result.msBeforeNext / 1000)),
    exceeded,
  })
  return {
    async take(key) {
      try {
        return state(await limiter.consume(key), false)
      } catch (error) {
        if (error instanceof RateLimiterRes) return state(error, true)
        throw error
      }
    },
  }
}

/**
 * The headers of draft-ietf-httpapi-ratelimit-headers-11, and `Retry-After` once a limit is
 * exceeded.
 */
export function rateHeaders(states: readonly RateState[]): Record<string, string> {
  const exceeded = states.filter((state) => state.exceeded)
  const wait = Math.max(0, ...exceeded.map(({reset}) => reset))
  return {
    'RateLimit-Policy': states
      .map(({policy, limit}) => `"${policy}";q=${limit.requests};w=${limit.seconds}`)
      .join(', '),
    RateLimit: states
      .map(({policy, remaining, reset}) => `"${policy}";r=${remaining};t=${reset}`)
      .join(', '),
    ...(wait > 0 ? {'Retry-After': String(wait)} : {}),
  }
}

/** An IPv6 customer has a whole /64, so that is what counts as one address. */
function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return mapped
  if (!address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().split('%', 1)[0]?.split('::', 2) ?? []
  const left = head.split(':').filter(Boolean)
  const right = (tail ?? '').split(':').filter(Boolean)
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

/**
 * The key under which an address is counted. It is of no use outside this process, and the address
 * cannot be told from it.
 *
 * @param processSecret - random, made when the process starts
 */
export function addressKey(processSecret: string, address: string): string {
  return base32(mac(processSecret, network(address)).subarray(0, 16))
}
