import {recentDays} from '../../../core/diagnostics/recentDays.ts'
import {addDays, siteTimeZone, startOfDay} from '../../../core/time/localDate.ts'

/** What came in on one day of the site. */
export interface IntakeDay {
  /** `YYYY-MM-DD` in the site's time zone. */
  day: string
  newsletter: number
  lead: number
}

/**
 * Counts submissions per calendar day of the site, for its recent days, oldest first. Days without
 * any are there with zeros.
 *
 * @param times - ISO 8601, UTC, of each kind; any order
 * @param now - ISO 8601
 */
export function intakeDays(
  times: {newsletter: readonly string[]; lead: readonly string[]},
  site: {timeZone?: string | null},
  now: string,
): IntakeDay[] {
  const days = recentDays(site, now).map((day): IntakeDay => ({day, newsletter: 0, lead: 0}))
  const startOf = (day: string) => Date.parse(startOfDay(day, siteTimeZone(site)))
  const starts = days.map(({day}) => startOf(day))
  const end = startOf(addDays(days.at(-1)?.day ?? '', 1))
  for (const kind of ['newsletter', 'lead'] as const) {
    for (const time of times[kind]) {
      const at = Date.parse(time)
      const day = days[at < end ? starts.findLastIndex((start) => start <= at) : -1]
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
