/** Shopify's mandatory compliance webhooks. */
export const PRIVACY_TOPICS = ['customers/data_request', 'customers/redact', 'shop/redact'] as const

/** See {@link PRIVACY_TOPICS}. */
export type PrivacyTopic = (typeof PRIVACY_TOPICS)[number]

/** Whether a value is the name of a compliance webhook. */
export function isPrivacyTopic(value: unknown): value is PrivacyTopic {
  return PRIVACY_TOPICS.some((topic) => topic === value)
}

/** States of a privacy request. */
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

/** Kinds of data that may be held of a person or a store, in the order in which they are shown. */
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
