import {setTimeout as sleep} from 'node:timers/promises'
import {retry, retryAfterMs} from '../../core/changes/retry.ts'
import {isConflict, isTransient, statusOf} from './storeErrors.ts'

/** How long to wait before each further attempt, in milliseconds. */
const PAUSES_MS = [500, 2000, 5000]

/**
 * Retries work while the store is away or busy; see {@link retry}.
 *
 * @param pauses - before each further attempt, in milliseconds
 */
export function withRetry<T>(work: () => Promise<T>, pauses = PAUSES_MS): Promise<T> {
  const mayPass = (error: unknown): boolean => isTransient(error) || isConflict(error)
  return retry(work, {pauses, mayPass, sleep: (ms) => sleep(ms)})
}

/** Longest pause before another attempt that the store asks for, in milliseconds. */
const LONGEST_PAUSE_MS = 30_000
/** Pauses after which work that is not admitted is given up, in milliseconds. */
const ADMISSION_PAUSES_MS = [250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000]

/**
 * Does work at the pace that the store allows: after a 429 it waits as long as `Retry-After` says, or longer
 * each time. Other work may be under way meanwhile. Only for work that may be done twice.
 *
 * @param pauses - shortest pauses before further attempts, in milliseconds
 * @throws any other error at once; the 429 after the last pause
 */
export function whenAdmitted<T>(
  work: () => Promise<T>,
  pauses: readonly number[] = ADMISSION_PAUSES_MS,
): Promise<T> {
  return retry(work, {
    pauses,
    mayPass: (error) => statusOf(error) === 429,
    sleep: (ms, error) =>
      sleep(Math.min(LONGEST_PAUSE_MS, Math.max(ms, retryAfterMs(error, Date.now()) ?? 0))),
  })
}

/** Pauses before further attempts of work whose answer did not come, in milliseconds. */
const ANSWER_PAUSES_MS = [500, 2000]

/**
 * {@link whenAdmitted} that also tries again when no answer came, or one that the store failed. Only for work
 * that may be done twice: the first attempt may have been carried out.
 *
 * @throws any error that does not pass at once; the error of the last attempt
 */
export function whenAnswered<T>(
  work: () => Promise<T>,
  pauses: readonly number[] = ANSWER_PAUSES_MS,
): Promise<T> {
  return retry(() => whenAdmitted(work), {
    pauses,
    mayPass: (error) => isTransient(error) && statusOf(error) !== 429,
    sleep: (ms) => sleep(ms),
  })
}
