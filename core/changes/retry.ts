/** When work is tried again. */
export interface Retries {
  /** How long to wait before each further attempt, in milliseconds. */
  pauses: readonly number[]
  /** Whether an error may pass. */
  mayPass: (error: unknown) => boolean
  /** Lets so many milliseconds pass, or as many as the error asks for; see {@link retryAfterMs}. */
  sleep: (ms: number, error: unknown) => Promise<unknown>
}

/**
 * Tries work again while its errors may pass. Only for work that may be done twice.
 *
 * @throws the error of the last attempt; one that does not pass at once
 */
export async function retry<T>(
  work: () => Promise<T>,
  {pauses, mayPass, sleep}: Retries,
): Promise<T> {
  for (const ms of pauses) {
    try {
      return await work()
    } catch (error) {
      if (!mayPass(error)) throw error
      await sleep(ms, error)
    }
  }
  return work()
}

/** A member of an object; `undefined` for anything else. */
function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

/**
 * How long the store asks to wait (RFC 9110, section 10.2.3), by the answer that an error of
 * `@sanity/client` holds.
 *
 * @param nowMs - milliseconds since 1970
 * @returns milliseconds; `null` where it does not say
 */
export function retryAfterMs(error: unknown, nowMs: number): number | null {
  const value = memberOf(memberOf(memberOf(error, 'response'), 'headers'), 'retry-after')
  if (typeof value !== 'string') return null
  const seconds = Number(value)
  if (Number.isFinite(seconds)) return seconds < 0 ? null : seconds * 1000
  const moment = Date.parse(value)
  return Number.isNaN(moment) ? null : Math.max(0, moment - nowMs)
}
