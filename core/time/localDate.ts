/*
 * Days of the calendar, and the moments at which they start in a time zone. A “wall time” is what
 * clocks of a zone show, as milliseconds that are counted as if the zone were UTC.
 */

/** A day of the calendar, `YYYY-MM-DD`, without time or zone. Years 1000 to 9998. */
export type LocalDate = string

/** Units of the calendar that dates are counted in. */
export type DateUnit = 'day' | 'week' | 'month' | 'quarter' | 'year'

const DAY_MS = 86_400_000
const DATE_PATTERN = /^[1-9]\d{3}-\d{2}-\d{2}$/u

function dateOfWallTime(wallTime: number): LocalDate {
  return new Date(wallTime).toISOString().slice(0, 10)
}

function wallMidnight(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00.000Z`)
}

/** Whether a text is a day that the calendar has. */
export function isLocalDate(text: string): boolean {
  if (!DATE_PATTERN.test(text) || text >= '9999') return false
  const time = wallMidnight(text)
  return !Number.isNaN(time) && dateOfWallTime(time) === text
}

/** Whether a year has a 29 February. */
export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** The year of a day. */
export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4))
}

function dateOf(year: number, monthIndex: number, day: number): LocalDate {
  return dateOfWallTime(Date.UTC(year, monthIndex, day))
}

/** The day so many days later; earlier for a negative number. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfWallTime(wallMidnight(date) + days * DAY_MS)
}

/** The same day so many months later; the last day of that month where it is shorter. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const month = Number(date.slice(5, 7)) - 1 + months
  const last = Number(dateOf(yearOf(date), month + 1, 0).slice(8))
  return dateOf(yearOf(date), month, Math.min(Number(date.slice(8)), last))
}

const MONTHS: Readonly<Record<'month' | 'quarter' | 'year', number>> = {
  month: 1,
  quarter: 3,
  year: 12,
}

/** The day so many units later; earlier for a negative number. */
export function addUnits(date: LocalDate, amount: number, unit: DateUnit): LocalDate {
  if (unit === 'day' || unit === 'week') return addDays(date, unit === 'week' ? amount * 7 : amount)
  return addMonths(date, amount * MONTHS[unit])
}

/**
 * First day of “the last 30 days”, or of so many other units: the days after the one so many units ago,
 * today the last of them.
 */
export function startOfLast(today: LocalDate, amount: number, unit: DateUnit): LocalDate {
  return addDays(addUnits(today, -amount, unit), 1)
}

/** First day of the unit that a day is in. Weeks start on Monday, as in ISO 8601. */
export function startOfUnit(date: LocalDate, unit: DateUnit): LocalDate {
  switch (unit) {
    case 'day':
      return date
    case 'week':
      return addDays(date, -((new Date(wallMidnight(date)).getUTCDay() + 6) % 7))
    default: {
      const month = Number(date.slice(5, 7)) - 1
      return dateOf(yearOf(date), month - (month % MONTHS[unit]), 1)
    }
  }
}

const knownZones = new Set<string>()

/**
 * Whether a text is a time zone that this machine knows. Caches the zones that it knows: asking
 * `Intl` takes longer than everything else that a request of a form needs.
 */
export function isTimeZone(text: string): boolean {
  if (knownZones.has(text)) return true
  try {
    const isKnown =
      new Intl.DateTimeFormat('en', {timeZone: text}).resolvedOptions().timeZone !== ''
    if (isKnown && knownZones.size < 1000) knownZones.add(text)
    return isKnown
  } catch {
    return false
  }
}

/** Zone of sites that name none, or one that this machine does not know. */
export const FALLBACK_TIME_ZONE = 'UTC'

/** The zone of a site's dates. */
export function siteTimeZone(site: {timeZone?: string | null}): string {
  return site.timeZone && isTimeZone(site.timeZone) ? site.timeZone : FALLBACK_TIME_ZONE
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const cached = formats.get(timeZone)
  if (cached) return cached
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

/** What clocks of a zone show at a moment. */
export function toWallTime(time: number, timeZone: string): number {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {}
  for (const {type, value} of formatOf(timeZone).formatToParts(time)) parts[type] = Number(value)
  const {year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0} = parts
  const milliseconds = ((time % 1000) + 1000) % 1000
  return Date.UTC(year, month - 1, day, hour, minute, second) + milliseconds
}

/**
 * The day that a moment falls on in a zone.
 *
 * @param now - ISO 8601
 * @throws RangeError for a moment or a zone that does not exist
 */
export function localDateOf(now: string, timeZone: string): LocalDate {
  return dateOfWallTime(toWallTime(Date.parse(now), timeZone))
}

/** First moment between two at which clocks show a wall time or a later one, by bisection. */
function firstAtOrAfter(wallTime: number, timeZone: string, from: number, to: number): number {
  let before = from
  let after = to
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (toWallTime(middle, timeZone) >= wallTime) after = middle
    else before = middle
  }
  return after
}

/**
 * The moment at which a day starts in a zone: the first at which clocks there show its midnight.
 * Where clocks skip midnight, the day starts when they skip it. Where they skip the whole day, it is
 * empty and starts when the next one does.
 *
 * @returns ISO 8601, UTC, with milliseconds
 * @throws RangeError for a zone that does not exist
 */
export function startOfDay(date: LocalDate, timeZone: string): string {
  const midnight = wallMidnight(date)
  const offsetAt = (time: number) => toWallTime(time, timeZone) - time
  const before = offsetAt(midnight - DAY_MS)
  const after = offsetAt(midnight + DAY_MS)
  if (before === after) return new Date(midnight - before).toISOString()
  const candidates = [midnight - before, midnight - offsetAt(midnight), midnight - after]
  const moments = candidates.filter((time) => toWallTime(time, timeZone) === midnight)
  const start =
    moments.length > 0
      ? Math.min(...moments)
      : firstAtOrAfter(midnight, timeZone, midnight - DAY_MS, midnight + DAY_MS)
  return new Date(start).toISOString()
}
