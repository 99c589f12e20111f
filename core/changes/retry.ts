/** When work is tried again. */
export interface Retries {
  /** How long to wait before each further attempt, in milliseconds. */
  pauses: readonly number[]
  /** Whether an error may pass. */
  mayPass: (error: unknown) => boolean
  /** Lets so many milliseconds pass. */
  sleep: (ms: number) => Promise<unknown>
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
      await sleep(ms)
    }
  }
  return work()
}
