/** Limits how many events of a key happen within a moving span of time. */
export interface SlidingWindow {
  /**
   * Counts an event of a key if the limit allows it.
   *
   * @param now - milliseconds
   * @returns 0 when it was counted, else how many milliseconds until the next one is allowed
   */
  take(key: string, now: number): number
  /** How long until an event of a key is allowed, as returned by `take`, without counting one. */
  wait(key: string, now: number): number
}

const KEYS_BEFORE_SWEEP = 10_000

/**
 * @param limit - events of one key
 * @param windowMs - within how many milliseconds
 */
export function createSlidingWindow(limit: number, windowMs: number): SlidingWindow {
  const times = new Map<string, number[]>()
  let sweepAt = KEYS_BEFORE_SWEEP

  const sweep = (now: number): void => {
    for (const [key, taken] of times) {
      if ((taken.at(-1) ?? 0) <= now - windowMs) times.delete(key)
    }
    sweepAt = Math.max(KEYS_BEFORE_SWEEP, times.size * 2)
  }

  const inside = (key: string, now: number): number[] => {
    if (times.size >= sweepAt) sweep(now)
    const taken = times.get(key) ?? []
    const firstInside = taken.findIndex((time) => time > now - windowMs)
    taken.splice(0, firstInside === -1 ? taken.length : firstInside)
    return taken
  }
  const waitFor = (taken: readonly number[], now: number): number => {
    const [oldest] = taken
    return oldest !== undefined && taken.length >= limit ? oldest + windowMs - now : 0
  }

  return {
    take(key, now) {
      const taken = inside(key, now)
      const wait = waitFor(taken, now)
      if (wait === 0) {
        taken.push(now)
        times.set(key, taken)
      }
      return wait
    },
    wait: (key, now) => waitFor(inside(key, now), now),
  }
}
