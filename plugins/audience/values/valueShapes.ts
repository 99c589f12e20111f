/*
 * Values of rules as editors read them: a stored value may have any shape, and what an editor
 * cannot use it shows as empty. What is right about them is for `checkAudience` to say.
 */

/** Whether a value is an object with members. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A text; empty where there is none. */
export function textValue(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The texts of a list; a text alone is a list of one. */
export function textValues(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value]
  return values.filter((entry) => typeof entry === 'string').filter((entry) => entry !== '')
}

/** A number; `undefined` where there is none. */
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

/** How often something happened, and when. */
export interface TimesValue {
  times: number | undefined
  /** `null` for ever. */
  when: {operator: string; value: unknown} | null
}

/** What a condition on activities asks. */
export function timesValue(value: unknown): TimesValue {
  const asked = isRecord(value) ? value : {}
  const when = isRecord(asked['when']) ? asked['when'] : null
  return {
    times: numberValue(asked['times']),
    when: when && {operator: textValue(when['operator']), value: when['value']},
  }
}
