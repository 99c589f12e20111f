import {isTimeZone} from '../intake/intakeBody.ts'
import {dayOf, wallMidnight, type LocalDate} from './localDate.ts'

/** Zone of sites that name none, or one that is not known here. */
export const FALLBACK_TIME_ZONE = 'UTC'

/** The zone in which dates of a site are meant. */
export function siteTimeZone(site: {timeZone?: string | null}): string {
  return site.timeZone && isTimeZone(site.timeZone) ? site.timeZone : FALLBACK_TIME_ZONE
}

const DAY = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  })
  if (formats.size < 1000) formats.set(timeZone, format)
  return format
}

/** What clocks of a zone show at a moment, in milliseconds as if the zone were UTC. */
function wallTime(time: number, timeZone: string): number {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {}
  for (const {type, value} of formatOf(timeZone).formatToParts(time)) parts[type] = Number(value)
  const {year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0} = parts
  const rest = ((time % 1000) + 1000) % 1000
  return Date.UTC(year, month - 1, day, hour, minute, second) + rest
}

/**
 * The day that it is in a zone at a moment.
 *
 * @param now - ISO 8601
 * @throws RangeError for a moment or a zone that does not exist
 */
export function localDateOf(now: string, timeZone: string): LocalDate {
  return dayOf(wallTime(Date.parse(now), timeZone))
}

/** First moment between two at which clocks show a time or a later one, by halving. */
function firstAtOrAfter(wanted: number, timeZone: string, from: number, to: number): number {
  let before = from
  let after = to
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (wallTime(middle, timeZone) >= wanted) after = middle
    else before = middle
  }
  return after
}

/**
 * The moment at which a day starts in a zone: the first at which clocks there show its midnight.
 * Where clocks skip midnight it is the moment they skip it; where a whole day is skipped, the day
 * starts when the next one does, and is empty.
 *
 * @returns ISO 8601, UTC, with milliseconds
 * @throws RangeError for a zone that does not exist
 */
export function startOfDay(date: LocalDate, timeZone: string): string {
  const midnight = wallMidnight(date)
  const offsetAt = (time: number) => wallTime(time, timeZone) - time
  const before = offsetAt(midnight - DAY)
  const after = offsetAt(midnight + DAY)
  if (before === after) return new Date(midnight - before).toISOString()
  const moments = [midnight - before, midnight - offsetAt(midnight), midnight - after].filter(
    (time) => wallTime(time, timeZone) === midnight,
  )
  const start =
    moments.length > 0
      ? Math.min(...moments)
      : firstAtOrAfter(midnight, timeZone, midnight - DAY, midnight + DAY)
  return new Date(start).toISOString()
}
