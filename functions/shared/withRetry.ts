import {setTimeout as sleep} from 'node:timers/promises'
import {ClientError} from '@sanity/client'
import {retry} from '../../core/changes/retry.ts'
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
  return retry(work, {pauses, mayPass, sleep})
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
export async function whenAdmitted<T>(
  work: () => Promise<T>,
  pauses: readonly number[] = ADMISSION_PAUSES_MS,
): Promise<T> {
  for (const ms of pauses) {
    try {
      return await work()
    } catch (error) {
      if (statusOf(error) !== 429) throw error
      await sleep(Math.min(LONGEST_PAUSE_MS, Math.max(ms, retryAfterMs(error))))
    }
  }
  return work()
}

/** How long the store asks to wait (RFC 9110, section 10.2.3), in milliseconds; 0 where it does not say. */
function retryAfterMs(error: unknown): number {
  const headers = error instanceof ClientError ? error.response.headers : null
  const value: unknown = headers?.['retry-after']
  const seconds = typeof value === 'string' ? Number(value) : Number.NaN
  if (Number.isFinite(seconds)) return seconds * 1000
  const moment = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(moment) ? 0 : Math.max(0, moment - Date.now())
}
