import {addDays, addUnits, startOfUnit, type DateUnit, type LocalDate} from './localDate.ts'
import {localDateOf, startOfDay} from './timeZone.ts'

/**
 * A stretch of days, said without knowing which day it is. Whole days of the site's time zone
 * throughout, so that a result changes at midnight and not every second.
 */
export type Period =
  /** From a day on, up to but not including another; `null` where that end is open. */
  | {kind: 'fixed'; from: LocalDate | null; to: LocalDate | null}
  /** The day so many units ago, and all days since, today included. */
  | {kind: 'last'; amount: number; unit: DateUnit}
  /** Today, and all days until the one so many units ahead, that included. */
  | {kind: 'next'; amount: number; unit: DateUnit}
  /** All days before the one so many units ago. */
  | {kind: 'moreThanAgo'; amount: number; unit: DateUnit}
  /** The calendar unit that today is in, or one so many before or after it. */
  | {kind: 'calendar'; unit: DateUnit; offset: number}

/** Days from `from` on, up to but not including `to`; `null` where that end is open. */
export interface DayInterval {
  from: LocalDate | null
  to: LocalDate | null
}

/** Moments from `from` on, up to but not including `to`: ISO 8601, UTC; `null` where open. */
export interface MomentInterval {
  from: string | null
  to: string | null
}

/**
 * The days that a period means on a day. Weeks start on Monday, quarters in January, April, July and
 * October. A month ago is the same day of the month before, or its last one where it has no such day.
 */
export function daysOfPeriod(period: Period, today: LocalDate): DayInterval {
  switch (period.kind) {
    case 'fixed':
      return {from: period.from, to: period.to}
    case 'last':
      return {from: addUnits(today, -period.amount, period.unit), to: addDays(today, 1)}
    case 'next':
      return {from: today, to: addDays(addUnits(today, period.amount, period.unit), 1)}
    case 'moreThanAgo':
      return {from: null, to: addUnits(today, -period.amount, period.unit)}
    default: {
      const from = addUnits(startOfUnit(today, period.unit), period.offset, period.unit)
      return {from, to: addUnits(from, 1, period.unit)}
    }
  }
}

/** The moments of some days in a time zone. */
export function momentsOfDays({from, to}: DayInterval, timeZone: string): MomentInterval {
  return {
    from: from === null ? null : startOfDay(from, timeZone),
    to: to === null ? null : startOfDay(to, timeZone),
  }
}

/**
 * The moments that a period means now.
 *
 * @param now - ISO 8601
 * @param timeZone - IANA name
 * @throws RangeError for a moment or a zone that does not exist
 */
export function momentsOfPeriod(period: Period, now: string, timeZone: string): MomentInterval {
  return momentsOfDays(daysOfPeriod(period, localDateOf(now, timeZone)), timeZone)
}
