/** Days that the picture of intake covers, today included. */
export const INTAKE_DAYS = 30

/** What came in on one day of the site. */
export interface IntakeDay {
  /** `YYYY-MM-DD` in the site's time zone. */
  day: string
  newsletter: number
  lead: number
}

const DAY_MS = 86_400_000

/** Gives the calendar day of a moment in a time zone, as `YYYY-MM-DD`. */
function dayFormatter(timeZone: string): (at: number) => string {
  // The Swedish locale writes dates in ISO order.
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  return (at) => format.format(at)
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/**
 * A moment that lies before the first day of the picture in any time zone, for asking the store.
 *
 * @param now - milliseconds since the epoch
 * @returns ISO 8601, UTC
 */
export function intakeSince(now: number): string {
  return new Date(now - (INTAKE_DAYS + 1) * DAY_MS).toISOString()
}

/**
 * Counts submissions per calendar day of the site, the last {@link INTAKE_DAYS} days, oldest first.
 * Days without any are there with zeros.
 *
 * @param times - ISO 8601, UTC, of each kind; any order
 * @param timeZone - IANA zone that this machine knows
 * @param now - milliseconds since the epoch
 */
export function intakeDays(
  times: {newsletter: readonly string[]; lead: readonly string[]},
  timeZone: string,
  now: number,
): IntakeDay[] {
  const dayOf = dayFormatter(timeZone)
  const today = dayOf(now)
  const days = Array.from({length: INTAKE_DAYS}, (_, index): IntakeDay => {
    return {day: dayAfter(today, index - INTAKE_DAYS + 1), newsletter: 0, lead: 0}
  })
  const byDay = new Map(days.map((day) => [day.day, day]))
  for (const kind of ['newsletter', 'lead'] as const) {
    for (const time of times[kind]) {
      const at = Date.parse(time)
      const day = Number.isNaN(at) ? undefined : byDay.get(dayOf(at))
      if (day) day[kind] += 1
    }
  }
  return days
}

/** How many came in over all days, of each kind. */
export function intakeTotals(days: readonly IntakeDay[]): {newsletter: number; lead: number} {
  return {
    newsletter: days.reduce((sum, day) => sum + day.newsletter, 0),
    lead: days.reduce((sum, day) => sum + day.lead, 0),
  }
}
