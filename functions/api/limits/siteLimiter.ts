import {siteShare, type ShareDecision} from '../../../core/intake/fairShare.ts'
import type {Rate} from '../../shared/serverEnv.ts'
import type {RateState} from './rateHeaders.ts'

/** Where a caller stands under a site's limit, and why nothing more is taken. */
export interface SiteRateState extends RateState {
  decision: ShareDecision
}

/** Counts the submissions that are about to be written, for each site and of each caller. */
export interface SiteLimiter {
  /**
   * @param site - key of a site of the registry
   * @param caller - made by `callerKey`; `null` where the platform does not tell callers apart
   */
  take(site: string, caller: string | null): SiteRateState
}

interface Window {
  start: number
  used: number
  held: Map<string, number>
}

/**
 * Limits what is written for a site. It holds one number for each caller whose submission was granted
 * in the current window, so at most as many as the limit allows, and nothing of those who were refused.
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
