import {
  addDays,
  type LocalDate,
  localDateOf,
  siteTimeZone,
  startOfDay,
  startOfLast,
} from '../time/localDate.ts'

/** Days that "the last 30 days" of a site's figures cover, today included. */
export const RECENT_DAYS = 30

/** The part of a site that its days depend on. */
interface DatedSite {
  /** IANA zone; UTC where it is absent or unknown. */
  timeZone?: string | null
}

/**
 * The last {@link RECENT_DAYS} days of a site's calendar, oldest first, today last. All figures for
 * "the last 30 days" count from the start of the first of them, so that pages agree.
 *
 * @param now - ISO 8601
 */
export function recentDays(site: DatedSite, now: string): LocalDate[] {
  const first = startOfLast(localDateOf(now, siteTimeZone(site)), RECENT_DAYS, 'day')
  return Array.from({length: RECENT_DAYS}, (_, index) => addDays(first, index))
}

/**
 * The moment at which {@link recentDays} start.
 *
 * @param now - ISO 8601
 * @returns ISO 8601, UTC
 */
export function startOfRecentDays(site: DatedSite, now: string): string {
  const zone = siteTimeZone(site)
  return startOfDay(startOfLast(localDateOf(now, zone), RECENT_DAYS, 'day'), zone)
}
