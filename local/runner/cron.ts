import {Cron} from 'croner'

/** The five fields of a cron expression, as `defineScheduledFunction` leaves them. */
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
   * @param after - milliseconds since 1970 UTC; the answer is later than that
   * @returns milliseconds since 1970 UTC, or `null` when it is never due again
   */
  next(after: number): number | null
}

/** A schedule that cannot be read; the text says which and why. */
export class ScheduleError extends Error {
  override readonly name = 'ScheduleError'
}

/**
 * Reads a cron expression with lists, ranges, steps and English names. A local time that daylight
 * saving skips is due at the first valid time after the gap; one that it repeats is due once, unless
 * the schedule has no fixed time of day (the rules of Vixie cron).
 *
 * @param timeZone - IANA name
 * @throws ScheduleError when a field or the time zone is not valid
 */
export function createSchedule(fields: CronFields, timeZone: string): Schedule {
  const {minute, hour, dayOfMonth, month, dayOfWeek} = fields
  const expression = [minute, hour, dayOfMonth, month, dayOfWeek].join(' ')
  try {
    const cron = new Cron(expression, {mode: '5-part', timezone: timeZone})
    // The library looks at the time zone no earlier than here.
    cron.nextRun()
    return {next: (after) => cron.nextRun(new Date(after))?.getTime() ?? null}
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ScheduleError(
      `The schedule "${expression}" in the time zone "${timeZone}" is not valid: ${reason}. ` +
        'Correct the cron field or the time zone in the blueprint.',
      {cause: error},
    )
  }
}
