import type {MailStanding} from './campaignStanding.ts'
import {mayBeLifted, suppressionReason} from './suppressionRules.ts'

/** What an administrator may decide about a person's mail. */
export type ConsentAction = 'unsubscribe' | 'suppress' | 'lift'

/** What of that would change anything as the person stands now; for menus, in their order. */
export function consentActions({subscriber, suppression}: MailStanding): ConsentAction[] {
  const reason = suppressionReason(suppression)
  const status = subscriber?.status ?? null
  const isOpen = status === 'subscribed' || status === 'pending'
  const offers: readonly [ConsentAction, boolean][] = [
    ['unsubscribe', reason === null || (reason === 'unsubscribed' && isOpen)],
    ['suppress', reason === null || reason === 'unsubscribed'],
    ['lift', reason !== null && mayBeLifted(reason)],
  ]
  return offers.flatMap(([action, offered]) => (offered ? [action] : []))
}
