import type {GroqParams} from './groqParams.ts'
import type {LeadActivityLike} from './lead.ts'
import type {LocalDate} from '../time/localDate.ts'

/** What comparisons need to know of the moment. */
export interface ComparisonMoment {
  /** The day that it is in the site's time zone. */
  today: LocalDate
  /** The site's time zone, an IANA name. */
  timeZone: string
}

/**
 * A condition in GROQ, twice: `whenTrue` is true exactly where the condition holds, `whenFalse` is
 * true exactly where it does not. Where one of them is not true it may be `false` or `null`, so
 * neither is to be negated; putting NOT on the leaves keeps them plain comparisons, which indexes
 * can answer.
 */
export interface GroqCondition {
  whenTrue: string
  whenFalse: string
}

/** One condition on one field, carried out in both languages. Both answers are always the same. */
export interface Comparison {
  groq: (params: GroqParams) => GroqCondition
  /** Takes a lead and what it did; gives whether the condition holds. */
  test: (lead: unknown, activities: readonly LeadActivityLike[]) => boolean
}

/** GROQ that is always either true or false. */
export function certain(text: string): GroqCondition {
  return {whenTrue: text, whenFalse: `!(${text})`}
}

/** GROQ that is null where values are missing or of other types. */
export function uncertain(text: string): GroqCondition {
  return {whenTrue: text, whenFalse: `!coalesce(${text}, false)`}
}

/** One that holds nowhere. */
export const NOWHERE: Comparison = {
  groq: () => ({whenTrue: 'false', whenFalse: 'true'}),
  test: () => false,
}

/** Joins alternatives. */
export function anyOf(parts: readonly string[]): string {
  return parts.length === 1 ? (parts[0] ?? 'false') : `(${parts.join(' || ')})`
}

/** Joins requirements. */
export function allOf(parts: readonly string[]): string {
  return parts.length === 1 ? (parts[0] ?? 'true') : `(${parts.join(' && ')})`
}
