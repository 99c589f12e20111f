import type {Rate} from '../../shared/serverEnv.ts'

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
