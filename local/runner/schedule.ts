import {Cron} from 'croner'

/** The five fields of a cron expression, as `defineScheduledFunction` returns them. */
export interface CronFields {
  minute: string
  hour: string
  dayOfMonth: string
  month: string
  dayOfWeek: string
}

/** When a scheduled function is due. */
export interface Schedule {
  /**
   * The next minute at which it is due.
   *
   * @param after - milliseconds since 1970 UTC; the result is later than that
   * @returns milliseconds since 1970 UTC, or `null` when it is never due again
   */
  next(after: number): number | null
  /**
   * Calls back whenever it is due. Times that pass while the process does not run are skipped, as
   * in the hosted service.
   *
   * @returns stops it
   */
  start(onDue: () => void): () => void
}

/** A schedule that is not valid; the text says which and why. */
export class ScheduleError extends Error {
  override readonly name = 'ScheduleError'
}

/**
 * Parses a cron expression with lists, ranges, steps and English names. A local time that daylight
 * saving skips is due at the first valid time after the gap; one that it repeats is due once, unless
 * the schedule has no fixed time of day (the rules of Vixie cron).
 *
 * @param timeZone - IANA name
 * @throws ScheduleError when a field or the time zone is not valid
 */
export function createSchedule(fields: CronFields, timeZone: string): Schedule {
  const {minute, hour, dayOfMonth, month, dayOfWeek} = fields
  const expression = [minute, hour, dayOfMonth, month, dayOfWeek].join(' ')
  const options = {mode: '5-part', timezone: timeZone} as const
  try {
    const cron = new Cron(expression, options)
    // The library checks the time zone no earlier than here.
    cron.nextRun()
    return {
      next: (after) => cron.nextRun(new Date(after))?.getTime() ?? null,
      start(onDue) {
        const job = new Cron(expression, options, onDue)
        return () => job.stop()
      },
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ScheduleError(
      `The schedule "${expression}" in the time zone "${timeZone}" is not valid: ${reason}. ` +
        'Correct the cron field or the time zone in the blueprint.',
      {cause: error},
    )
  }
}
