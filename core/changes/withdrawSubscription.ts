import {
  endSubscription,
  type SubscriptionEndCase,
  type SubscriptionEndDecision,
} from './endSubscription.ts'

/** What a withdrawal is decided on. */
export interface WithdrawalCase extends Omit<SubscriptionEndCase, 'end' | 'method'> {
  /** `one-click` for RFC 8058, `link` for the button behind the link, `admin` for the Studio. */
  method: 'one-click' | 'link' | 'admin'
}

/**
 * Decides on a withdrawal of consent. It needs no subscription: who asks to be left alone goes onto
 * the suppression list in any case.
 *
 * @throws ForeignDocumentError when a document belongs to another site
 */
export function withdrawSubscription(input: WithdrawalCase): SubscriptionEndDecision {
  return endSubscription({...input, end: 'withdraw'})
}
