import {
  endSubscription,
  type SubscriptionEndCase,
  type SubscriptionEndDecision,
} from './endSubscription.ts'

/** What putting somebody on the suppression list is decided on. */
export interface SuppressionCase extends Omit<SubscriptionEndCase, 'end' | 'method'> {
  /** Why, in the administrator's words. */
  reason: string
}

/**
 * Decides on an administrator's putting a person on the suppression list. A subscription ends with it:
 * lifting the suppression later does not bring it back. Whoever is on the list for a stronger reason
 * stays there for that one.
 *
 * @throws ForeignDocumentError when a document belongs to another site
 */
export function suppressPerson(input: SuppressionCase): SubscriptionEndDecision {
  return endSubscription({...input, end: 'suppress', method: 'admin'})
}
