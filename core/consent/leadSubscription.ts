import type {LeadSubscription, SubscriberStatus, SuppressionReason} from '../documents/people.ts'

/**
 * What a lead shows of the person's subscription: the subscriber's status, unless the suppression
 * list says less; `suppressed` for somebody who is on that list and has no subscription to say it.
 */
export function leadSubscription(
  status: SubscriberStatus | null,
  suppression: SuppressionReason | null,
): LeadSubscription {
  if (suppression === null) return status ?? 'none'
  if (status === null || status === 'subscribed') return 'suppressed'
  if (status !== 'pending') return status
  return suppression === 'unsubscribed' ? 'pending' : 'suppressed'
}
