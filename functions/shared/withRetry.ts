import {setTimeout as pause} from 'node:timers/promises'
import {isConflict, isTransient} from './storeErrors.ts'

/** How long to wait before each further attempt, in milliseconds. */
const PAUSES_MS = [500, 2000, 5000]

/**
 * Retries work while the store is away or busy. Only for work that may be done twice.
 *
 * @param pauses - before each further attempt, in milliseconds
 * @throws the error of the last attempt; any other error at once
 */
export async function withRetry<T>(
  work: () => Promise<T>,
  pauses: readonly number[] = PAUSES_MS,
): Promise<T> {
  for (const ms of pauses) {
    try {
      return await work()
    } catch (error) {
      if (!isTransient(error) && !isConflict(error)) throw error
      await pause(ms)
    }
  }
  return work()
}
