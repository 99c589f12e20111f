import type {LeadSubscription, SubscriberRecord, SuppressionRecord} from '../documents/people.ts'
import {normalizeEmail} from '../people/normalizeEmail.ts'
import {leadSubscription} from './leadSubscription.ts'
import {suppressionReason} from './suppressionRules.ts'

/** What is asked about a lead's address. */
export interface AddressCase {
  /** As the lead has it, which an editor may have written. */
  email: unknown
  /** The documents under the key of the lead; `null` for one that is not there. */
  subscriber: Pick<SubscriberRecord, 'email' | 'status'> | null
  suppression: Pick<SuppressionRecord, 'reason' | 'liftedAt'> | null
}

function spelled(email: unknown): string | null {
  const normalized = typeof email === 'string' ? normalizeEmail(email) : null
  return normalized?.ok ? normalized.email : null
}

/**
 * Where the person with a lead's address stands with the newsletter, as far as can be told without
 * the site's secret: for what leaves with the address beside it. A subscription under the lead's key
 * that is of another address says nothing of this one; a suppression counts all the same.
 */
export function addressSubscription(input: AddressCase): LeadSubscription {
  const {email, subscriber, suppression} = input
  const address = spelled(email)
  const isOwn = address !== null && spelled(subscriber?.email) === address
  const status = (isOwn && subscriber?.status) || null
  return leadSubscription(status, suppressionReason(suppression))
}
