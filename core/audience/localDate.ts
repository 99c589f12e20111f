/** A day of the calendar, `YYYY-MM-DD`, without time or zone. Years 1000 to 9998. */
export type LocalDate = string

/** Units of the calendar that dates are counted in. */
export type DateUnit = 'day' | 'week' | 'month' | 'quarter' | 'year'

const DAY = 86_400_000
const FORM = /^[1-9]\d{3}-\d{2}-\d{2}$/u

/** Whether a text is a day that the calendar has. */
export function isLocalDate(text: string): boolean {
  if (!FORM.test(text) || text >= '9999') return false
  const time = Date.parse(`${text}T00:00:00.000Z`)
  return !Number.isNaN(time) && dayOf(time) === text
}

/** The day of a time that is counted as if the zone were UTC. */
export function dayOf(wallTime: number): LocalDate {
  return new Date(wallTime).toISOString().slice(0, 10)
}

/** Midnight of a day, in milliseconds, as if the zone were UTC. */
export function wallMidnight(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00.000Z`)
}

/** Whether a year has a 29 February. */
export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** The year of a day. */
export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4))
}

function make(year: number, monthIndex: number, day: number): LocalDate {
  return dayOf(Date.UTC(year, monthIndex, day))
}

/** The day so many days later; earlier for a negative number. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dayOf(wallMidnight(date) + days * DAY)
}

/** The same day so many months later; the last of the month where that has no such day. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const wanted = Number(date.slice(5, 7)) - 1 + months
  const last = Number(make(yearOf(date), wanted + 1, 0).slice(8))
  return make(yearOf(date), wanted, Math.min(Number(date.slice(8)), last))
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

/** First day of the unit that a day is in. Weeks start on Monday, as in ISO 8601. */
export function startOfUnit(date: LocalDate, unit: DateUnit): LocalDate {
  switch (unit) {
    case 'day':
      return date
    case 'week':
      return addDays(date, -((new Date(wallMidnight(date)).getUTCDay() + 6) % 7))
    default: {
      const month = Number(date.slice(5, 7)) - 1
      return make(yearOf(date), month - (month % MONTHS[unit]), 1)
    }
  }
}
