import {isConflict, isTransient} from './storeErrors.ts'

/** How long to wait before each further attempt, in milliseconds. */
const PAUSES_MS = [500, 2000, 5000]

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}

/**
 * Does what nothing else makes up for, in several attempts while the store is away or busy. Only for
 * work that may be done twice.
 *
 * @throws what the last attempt threw; at once whatever trying again does not help against
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
