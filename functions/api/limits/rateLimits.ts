import type {Rate} from '../../shared/serverEnv.ts'
import {siteShare, type ShareDecision} from '../../../core/intake/fairShare.ts'

/** Where a caller stands under one policy. */
export interface RateState {
  /** Its name in the `RateLimit` headers. */
  policy: 'ip' | 'site'
  limit: Rate
  remaining: number
  /** Seconds until the count starts anew. */
  reset: number
  exceeded: boolean
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

/** Counts requests of each caller in windows of fixed length. */
export interface AddressLimiter {
  /** @param caller - holds a keyed hash, so that nobody can choose keys that collide */
  take(caller: string): RateState
}

const ROWS = 4
const CELLS = 65_536

/** FNV-1a, started differently for each row. */
function cellOf(row: number, caller: string): number {
  let hash = (0x81_1c_9d_c5 ^ Math.imul(row, 0x9e_37_79_b1)) >>> 0
  for (let index = 0; index < caller.length; index += 1) {
    hash = Math.imul(hash ^ caller.charCodeAt(index), 0x01_00_01_93)
  }
  hash ^= hash >>> 15
  return row * CELLS + ((hash >>> 0) % CELLS)
}

/**
 * Limits requests per caller in 1 MiB of memory, however many callers there are: a count-min sketch
 * with conservative update (Estan and Varghese, "New directions in traffic measurement and
 * accounting", 2002). A caller's count is never too low. It is too high only when other callers share
 * all four of its cells, which takes far more callers in one window than there are cells.
 *
 * All callers have the same windows. A window begins with the first request after the last one ended.
 *
 * @param now - milliseconds
 */
export function createAddressLimiter(limit: Rate, now: () => number): AddressLimiter {
  const counts = new Uint32Array(ROWS * CELLS)
  const lengthMs = limit.seconds * 1000
  let start = -Infinity
  return {
    take(caller) {
      const at = now()
      // A clock that was set back begins a new window too.
      if (at < start || at - start >= lengthMs) {
        counts.fill(0)
        start = at
      }
      const cells = Array.from({length: ROWS}, (_, row) => cellOf(row, caller))
      const counted = Math.min(...cells.map((cell) => counts[cell] ?? 0))
      const exceeded = counted >= limit.requests
      if (!exceeded) {
        for (const cell of cells) counts[cell] = Math.max(counts[cell] ?? 0, counted + 1)
      }
      return {
        policy: 'ip',
        limit,
        remaining: exceeded ? 0 : limit.requests - counted - 1,
        reset: Math.max(1, Math.ceil((start + lengthMs - at) / 1000)),
        exceeded,
      }
    },
  }
}

/** Where a caller stands under a site's limit, and why nothing more is taken. */
export interface SiteRateState extends RateState {
  decision: ShareDecision
}

/** Counts the submissions that are about to be written, for each site and of each caller. */
export interface SiteLimiter {
  /**
   * @param site - key of a site of the registry
   * @param caller - the result of `callerKey`; `null` where the platform names no address
   */
  take(site: string, caller: string | null): SiteRateState
}

interface Window {
  start: number
  used: number
  held: Map<string, number>
}

/**
 * Limits the submissions of a site. It stores one number for each caller with a granted submission in the
 * current window, so at most as many as the limit allows, and nothing about refused callers.
 *
 * @param now - milliseconds
 */
export function createSiteLimiter(limit: Rate, now: () => number): SiteLimiter {
  const lengthMs = limit.seconds * 1000
  const windows = new Map<string, Window>()
  const windowOf = (site: string, at: number): Window => {
    const known = windows.get(site)
    if (known && at >= known.start && at - known.start < lengthMs) return known
    const fresh = {start: at, used: 0, held: new Map<string, number>()}
    windows.set(site, fresh)
    return fresh
  }
  return {
    take(site, caller) {
      const at = now()
      const window = windowOf(site, at)
      const held = caller === null ? 0 : (window.held.get(caller) ?? 0)
      const decision = siteShare({limit: limit.requests, used: window.used, held})
      const exceeded = decision !== 'granted'
      if (!exceeded) {
        window.used += 1
        if (caller !== null) window.held.set(caller, held + 1)
      }
      return {
        policy: 'site',
        limit,
        remaining: exceeded ? 0 : limit.requests - window.used,
        reset: Math.max(1, Math.ceil((window.start + lengthMs - at) / 1000)),
        exceeded,
        decision,
      }
    },
  }
}
