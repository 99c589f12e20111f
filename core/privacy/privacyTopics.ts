/** What Shopify may ask of whoever holds data of a store: its mandatory compliance webhooks. */
export const PRIVACY_TOPICS = ['customers/data_request', 'customers/redact', 'shop/redact'] as const

/** See {@link PRIVACY_TOPICS}. */
export type PrivacyTopic = (typeof PRIVACY_TOPICS)[number]

/** Whether a value is the name of a compliance webhook. */
export function isPrivacyTopic(value: unknown): value is PrivacyTopic {
  return PRIVACY_TOPICS.some((topic) => topic === value)
}

/** How far a privacy request is. */
export const PRIVACY_STATES = [
  'received',
  'searching',
  'held',
  'answered',
  'done',
  'refused',
] as const

/** See {@link PRIVACY_STATES}. */
export type PrivacyState = (typeof PRIVACY_STATES)[number]

/** What of somebody, or of a store, may be held; the order is that in which it is shown. */
export const HELD_KINDS = [
  'leads',
  'subscribers',
  'suppressions',
  'submissions',
  'entries',
  'messages',
  'shareRows',
  'snapshots',
  'refreshes',
  'rules',
] as const

/** See {@link HELD_KINDS}. */
export type HeldKind = (typeof HELD_KINDS)[number]

/** How many documents of which kind were found; what is left out is none. */
export type HeldCounts = Readonly<Partial<Record<HeldKind, number>>>
