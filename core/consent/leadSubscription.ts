import type {LeadSubscription, SubscriberStatus, SuppressionReason} from '../documents/people.ts'

/**
 * What a lead shows of the person's subscription: the subscriber's status, unless the suppression
 * list says less; `suppressed` for somebody who is on that list and has no subscription to say it, or
 * whose status does not say why.
 *
 * A lead's copy is for lists and filters. Whatever decides about mail or consent reads the subscriber
 * and the suppression, since editors may write leads.
 */
export function leadSubscription(
  status: SubscriberStatus | null,
  suppression: SuppressionReason | null,
): LeadSubscription {
  if (suppression === null) return status ?? 'none'
  if (status === null || status === 'subscribed') return 'suppressed'
  if (suppression === 'unsubscribed') return status
  return status === 'pending' || suppression === 'manual' || suppression === 'erased'
    ? 'suppressed'
    : status
}
