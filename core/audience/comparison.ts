import {localDateOf, type LocalDate} from '../time/localDate.ts'
import type {GroqCondition, GroqParams} from './groqCondition.ts'

/** When and where an audience is asked for. Only the day counts, see `Period`. */
export interface AudienceMoment {
  /** ISO 8601. */
  now: string
  /** The site's time zone, an IANA name; see `siteTimeZone`. */
  timeZone: string
}

/** The part of a moment that comparisons depend on. */
export interface ComparisonMoment {
  /** The day that it is in the site's time zone. */
  today: LocalDate
  /** The site's time zone, an IANA name. */
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

/** The part of a timeline entry that predicates read; any of it may be missing. */
export interface LeadActivityLike {
  readonly leadId?: unknown
  readonly site?: unknown
  readonly kind?: unknown
  readonly at?: unknown
}

/** One condition on one field, as GROQ and in memory. Both always give the same answer. */
export interface Comparison {
  groq: (params: GroqParams) => GroqCondition
  /** Whether the condition holds for a lead with these activities. */
  test: (lead: unknown, activities: readonly LeadActivityLike[]) => boolean
}

/** Holds for no lead. */
export const NEVER: Comparison = {
  groq: () => ({whenTrue: 'false', whenFalse: 'true'}),
  test: () => false,
}
