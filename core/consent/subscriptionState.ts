import type {
  LeadSubscription,
  SubscriberRecord,
  SubscriberStatus,
  SuppressionReason,
  SuppressionRecord,
} from '../documents/people.ts'
import {normalizeEmail} from '../people/normalizeEmail.ts'
import {problem, type Problem} from '../problems/problem.ts'
import {mayBeLifted, suppressionReason} from './suppressionRules.ts'

/**
 * What a lead shows of the person's subscription: the subscriber's status, unless the suppression list
 * allows less; `suppressed` for a suppressed person whose status does not say so itself.
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

/** The documents that say whether a person may be mailed; `null` for one that does not exist. */
export interface MailStanding {
  subscriber: Pick<SubscriberRecord, 'status'> | null
  suppression: Pick<SuppressionRecord, 'reason' | 'liftedAt'> | null
}

/** A lead's address, and the documents under the lead's key. */
export interface AddressCase {
  /** As the lead has it; an editor may have written it. */
  email: unknown
  subscriber: Pick<SubscriberRecord, 'email' | 'status'> | null
  suppression: MailStanding['suppression']
}

/**
 * The newsletter subscription of the person with a lead's address, as far as it is known without the
 * site's secret: for exports that hold the address. A subscription of another address under the lead's
 * key does not count; a suppression does.
 */
export function addressSubscription(input: AddressCase): LeadSubscription {
  const {email, subscriber, suppression} = input
  const address = subscriber && normalized(email)
  const isOwn = address !== null && normalized(subscriber?.email) === address
  const status = (isOwn && subscriber?.status) || null
  return leadSubscription(status, suppressionReason(suppression))
}

function normalized(email: unknown): string | null {
  const result = typeof email === 'string' ? normalizeEmail(email) : null
  return result?.ok ? result.email : null
}

const LEFT_OUT: Readonly<Partial<Record<LeadSubscription, Problem>>> = {
  pending: problem('mail.pending'),
  unsubscribed: problem('mail.unsubscribed'),
  bounced: problem('mail.bounced'),
  complained: problem('mail.complained'),
  suppressed: problem('mail.suppressed'),
}

/** Subscriptions of leads that campaigns leave out, for counts in the interface. */
export const LEFT_OUT_SUBSCRIPTIONS: readonly string[] = Object.keys(LEFT_OUT)

/**
 * Why a person may not be in the audience of a campaign, by the subscriber and the suppression under the
 * lead's key; `null` where they may. The lead's own copy does not count: editors may write it. Being in an audience is no
 * permission to mail: sending asks again, for the address that is mailed.
 */
export function campaignProblem({subscriber, suppression}: MailStanding): Problem | null {
  const state = leadSubscription(subscriber?.status ?? null, suppressionReason(suppression))
  return LEFT_OUT[state] ?? null
}

/** What an administrator may decide about a person's mail. */
export type ConsentAction = 'unsubscribe' | 'suppress' | 'lift'

/** The actions that would change something for a person, in the order of menus. */
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
