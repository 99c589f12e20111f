import {
  addDays,
  addUnits,
  isLeapYear,
  localDateOf,
  startOfDay,
  startOfLast,
  startOfUnit,
  yearOf,
  type DateUnit,
  type LocalDate,
} from '../time/localDate.ts'

/**
 * A range of days that may depend on today. Always whole days of the site's time zone, so that a
 * result changes at midnight and not every second.
 */
export type Period =
  /** From a day on, up to but not including another; `null` where that end is open. */
  | {kind: 'fixed'; from: LocalDate | null; to: LocalDate | null}
  /** So many units of days, today the last of them; see `startOfLast`. */
  | {kind: 'last'; amount: number; unit: DateUnit}
  /** Today, and all days until the one so many units ahead, that included. */
  | {kind: 'next'; amount: number; unit: DateUnit}
  /** All days before the one so many units ago. */
  | {kind: 'moreThanAgo'; amount: number; unit: DateUnit}
  /** The calendar unit that today is in, or the one so many units before or after it. */
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
 * The days of a period, as of a day. Weeks start on Monday, quarters in January, April, July and
 * October. A month ago is the same day of the month before, or its last one where it has no such day.
 */
export function daysOfPeriod(period: Period, today: LocalDate): DayInterval {
  switch (period.kind) {
    case 'fixed':
      return {from: period.from, to: period.to}
    case 'last':
      return {from: startOfLast(today, period.amount, period.unit), to: addDays(today, 1)}
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
 * The moments of a period, as of a moment.
 *
 * @param now - ISO 8601
 * @param timeZone - IANA name
 * @throws RangeError for a moment or a zone that does not exist
 */
export function momentsOfPeriod(period: Period, now: string, timeZone: string): MomentInterval {
  return momentsOfDays(daysOfPeriod(period, localDateOf(now, timeZone)), timeZone)
}

/** Days of the year that recur each year. */
export type Anniversary =
  /** One day of the year, `MM-DD`. */
  | {kind: 'on'; monthDay: string}
  /** Today and so many days ahead. */
  | {kind: 'next'; days: number}

/** Anniversaries of moments are looked for from this year on. */
const FIRST_YEAR = 1970

/** The greatest number of days ahead: more would be the whole year. */
export const MAX_DAYS_AHEAD = 364

/** Years that stand for all years of the same length. */
const COMMON_YEAR = 2023
const LEAP_YEAR = 2024

const LEAP_DAY = '02-29'
const LEAP_DAY_IN_COMMON_YEARS = '02-28'

/**
 * The days of an anniversary, as of a day, each as `MM-DD`. In years without a 29 February, people
 * who were born on that day have their anniversary on 28 February.
 */
export function anniversaryMonthDays(anniversary: Anniversary, today: LocalDate): string[] {
  if (anniversary.kind === 'on') return [anniversary.monthDay]
  const count = Math.min(anniversary.days, MAX_DAYS_AHEAD) + 1
  const days = Array.from({length: count}, (_, ahead) => addDays(today, ahead))
  return days.flatMap((day) => {
    const monthDay = day.slice(5)
    return monthDay === LEAP_DAY_IN_COMMON_YEARS && !isLeapYear(yearOf(day))
      ? [monthDay, LEAP_DAY]
      : [monthDay]
  })
}

/** Days of the year as the fewest ranges of days of one year. */
function toRanges(monthDays: readonly string[], year: number): {from: LocalDate; to: LocalDate}[] {
  const ranges: {from: LocalDate; to: LocalDate}[] = []
  for (const monthDay of [...new Set(monthDays)].sort()) {
    if (monthDay === LEAP_DAY && !isLeapYear(year)) continue
    const day = `${year}-${monthDay}`
    const last = ranges.at(-1)
    if (last?.to === day) last.to = addDays(day, 1)
    else ranges.push({from: day, to: addDays(day, 1)})
  }
  return ranges
}

/** The same day so many years later; both years must be of the same length. */
function addYears(date: LocalDate, years: number): LocalDate {
  return `${yearOf(date) + years}${date.slice(4)}`
}

/**
 * The moments of all years from 1970 to next year that fall on an anniversary, in a time zone.
 *
 * @param today - the day that it is in that zone
 */
export function anniversaryMoments(
  anniversary: Anniversary,
  today: LocalDate,
  timeZone: string,
): MomentInterval[] {
  const monthDays = anniversaryMonthDays(anniversary, today)
  const common = toRanges(monthDays, COMMON_YEAR)
  const leap = toRanges(monthDays, LEAP_YEAR)
  const years = Array.from({length: yearOf(today) + 2 - FIRST_YEAR}, (_, n) => FIRST_YEAR + n)
  return years.flatMap((year) => {
    const [ranges, sample] = isLeapYear(year) ? [leap, LEAP_YEAR] : [common, COMMON_YEAR]
    return ranges.map(({from, to}) =>
      momentsOfDays(
        {from: addYears(from, year - sample), to: addYears(to, year - sample)},
        timeZone,
      ),
    )
  })
}
