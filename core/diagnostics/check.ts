/** All checks, in the order in which they are shown. */
export const CHECK_IDS = [
  'isolation',
  'store',
  'endpoints',
  'writeToken',
  'siteStatus',
  'forms',
  'allowedOrigins',
  'consentTexts',
  'doubleOptIn',
  'mailSender',
  'mailDelivery',
  'processing',
  'leadStatuses',
  'plan',
  'shopify',
] as const

/** One of {@link CHECK_IDS}. */
export type CheckId = (typeof CHECK_IDS)[number]

/**
 * `ok`; `degraded`: works, but not as it should; `missing`: not configured; `unknown`: cannot be seen from
 * here, or there is no answer yet.
 */
export type CheckState = 'ok' | 'degraded' | 'missing' | 'unknown'

/**
 * The result of a check. `<id>.<reason>` is the key of the sentence that explains it, and of what to do
 * about it, where there is something to do.
 */
export interface Check {
  id: CheckId
  state: CheckState
  reason: string
  /** Values that the sentence mentions. No personal data. */
  values?: Readonly<Record<string, string | number>>
  /** Whether people can do something about it. */
  actionable: boolean
}

/** A check that found everything in order. */
export function passed(id: CheckId, reason: string, values?: Check['values']): Check {
  return {id, state: 'ok', reason, actionable: false, ...(values && {values})}
}

/** A check that could not be carried out; there is nothing to do but wait or look elsewhere. */
export function unseen(id: CheckId, reason: string, values?: Check['values']): Check {
  return {id, state: 'unknown', reason, actionable: false, ...(values && {values})}
}

/** A check that found something to do. */
export function found(
  id: CheckId,
  state: Exclude<CheckState, 'ok'>,
  reason: string,
  values?: Check['values'],
): Check {
  return {id, state, reason, actionable: true, ...(values && {values})}
}

/** A list for a sentence, such as `a, b and 3 more`. */
export function listed(items: readonly string[], most = 3): string {
  if (items.length <= most) return items.join(', ')
  return `${items.slice(0, most).join(', ')} + ${items.length - most}`
}
