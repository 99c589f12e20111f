/** How often an invocation is tried before it is given up. */
export const DEFAULT_MAX_ATTEMPTS = 10

const LONGEST_WAIT_MS = 5 * 60_000

/**
 * How long a failed invocation waits: `firstMs`, doubled after each failure, at most five minutes.
 *
 * @param failures - how often it has failed, from 1
 * @returns milliseconds
 */
export function backoffMs(failures: number, firstMs = 1000): number {
  return Math.min(firstMs * 2 ** (failures - 1), LONGEST_WAIT_MS)
}
