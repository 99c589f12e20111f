import {addDays, isLeapYear, yearOf, type LocalDate} from './localDate.ts'
import {momentsOfDays, type MomentInterval} from './relativeDates.ts'

/** Days of the year that come back each year. */
export type Anniversary =
  /** One day of the year, `MM-DD`. */
  | {kind: 'on'; monthDay: string}
  /** Today and so many days ahead. */
  | {kind: 'next'; days: number}

/** Anniversaries of moments are looked for from this year on. */
const FIRST_YEAR = 1970

/** The greatest number of days ahead: more would be the whole year. */
export const MAX_DAYS_AHEAD = 364

/** Years that stand for all that are as long. */
const COMMON_YEAR = 2023
const LEAP_YEAR = 2024

const LEAP_DAY = '02-29'
const STAND_IN = '02-28'

/**
 * The days that an anniversary means today, each as `MM-DD`. Who was born on 29 February has their
 * day on 28 February in years without one.
 */
export function anniversaryMonthDays(anniversary: Anniversary, today: LocalDate): string[] {
  if (anniversary.kind === 'on') return [anniversary.monthDay]
  const count = Math.min(anniversary.days, MAX_DAYS_AHEAD) + 1
  const days = Array.from({length: count}, (_, ahead) => addDays(today, ahead))
  return days.flatMap((day) => {
    const monthDay = day.slice(5)
    return monthDay === STAND_IN && !isLeapYear(yearOf(day)) ? [STAND_IN, LEAP_DAY] : [monthDay]
  })
}

/** The days of the year that are among some, as stretches without a gap. */
function stretches(monthDays: readonly string[], year: number): {from: LocalDate; to: LocalDate}[] {
  const found: {from: LocalDate; to: LocalDate}[] = []
  for (const monthDay of [...new Set(monthDays)].sort()) {
    if (monthDay === LEAP_DAY && !isLeapYear(year)) continue
    const day = `${year}-${monthDay}`
    const last = found.at(-1)
    if (last?.to === day) last.to = addDays(day, 1)
    else found.push({from: day, to: addDays(day, 1)})
  }
  return found
}

/** The same day of another year; 1 January of the next where it was that. */
function inYear(date: LocalDate, own: number, wanted: number): LocalDate {
  return `${wanted + yearOf(date) - own}${date.slice(4)}`
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
  const inCommonYear = stretches(monthDays, COMMON_YEAR)
  const inLeapYear = stretches(monthDays, LEAP_YEAR)
  const years = Array.from({length: yearOf(today) + 2 - FIRST_YEAR}, (_, n) => FIRST_YEAR + n)
  return years.flatMap((year) => {
    const [days, own] = isLeapYear(year) ? [inLeapYear, LEAP_YEAR] : [inCommonYear, COMMON_YEAR]
    return days.map(({from, to}) =>
      momentsOfDays({from: inYear(from, own, year), to: inYear(to, own, year)}, timeZone),
    )
  })
}
