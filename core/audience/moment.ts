import type {ComparisonMoment} from './comparison.ts'
import {localDateOf} from '../time/localDate.ts'

/** When and where an audience is asked for. Only the day counts, see `relativeDates.ts`. */
export interface AudienceMoment {
  /** ISO 8601. */
  now: string
  /** The site's time zone, an IANA name; see `siteTimeZone`. */
  timeZone: string
}

/**
 * The day that a moment falls on.
 *
 * @throws RangeError for a moment or a zone that does not exist
 */
export function comparisonMoment({now, timeZone}: AudienceMoment): ComparisonMoment {
  return {today: localDateOf(now, timeZone), timeZone}
}
