import {isRecord} from '../../../core/audience/field.ts'

/*
 * Reads values of rules for editors: a stored value may have any shape, and an editor shows what it
 * can't use as empty. `checkAudience` validates.
 */

/** The value if it is a text, else an empty one. */
export function textValue(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The texts of a list; a text alone is a list of one. */
export function textValues(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value]
  return values.filter((entry) => typeof entry === 'string').filter((entry) => entry !== '')
}

/** The value if it is a finite number. */
export function numberValue(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** First and second of a pair. */
export function pairValue(value: unknown): readonly [unknown, unknown] {
  if (!Array.isArray(value)) return [undefined, undefined]
  const [first, second]: unknown[] = value
  return [first, second]
}

/** Units that spans are counted in. */
export const SPAN_UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const

/** How many of which unit. */
export interface SpanValue {
  amount: number | undefined
  unit: (typeof SPAN_UNITS)[number]
}

/** A span; in days where it names no unit. */
export function spanValue(value: unknown): SpanValue {
  const span = isRecord(value) ? value : {}
  const unit = SPAN_UNITS.find((known) => known === span['unit']) ?? 'day'
  return {amount: numberValue(span['amount']), unit}
}

/** How often an activity happened, and when. */
export interface TimesValue {
  times: number | undefined
  /** `null` for ever. */
  when: {operator: string; value: unknown} | null
}

/** The value of a condition on activities. */
export function timesValue(value: unknown): TimesValue {
  const times = isRecord(value) ? value : {}
  const when = isRecord(times['when']) ? times['when'] : null
  return {
    times: numberValue(times['times']),
    when: when && {operator: textValue(when['operator']), value: when['value']},
  }
}
