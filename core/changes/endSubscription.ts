import {entryText} from '../people/entryTexts.ts'
import {withConsentEntry} from '../consent/consentHistory.ts'
import {leadSubscription} from '../consent/subscriptionState.ts'
import {subscriberTransition} from '../consent/subscriberTransition.ts'
import {suppressionReason} from '../consent/suppressionRules.ts'
import type {
  ConsentHistoryEntry,
  LeadRecord,
  SubscriberRecord,
  SubscriberStatus,
  SuppressionRecord,
} from '../documents/people.ts'
import {cleanText} from '../people/cleanText.ts'
import {deterministicUlid} from '../people/ulid.ts'
import {assertSameSite} from '../tenancy/documentId.ts'
import type {Actor} from './activity.ts'
import {listSuppression} from './listSuppression.ts'
import {guardedPatch, type Mutation} from './mutation.ts'
import {subscriptionChange} from './subscriptionChange.ts'

/** How a subscription may end. */
export type SubscriptionEnd = 'withdraw' | 'bounce' | 'complain' | 'suppress'

/** What {@link endSubscription} depends on. */
export interface SubscriptionEndCase {
  /** Key of the site. */
  site: string
  personKey: string
  /** The person's documents; `null` for a missing one. */
  subscriber: SubscriberRecord | null
  lead: LeadRecord | null
  suppression: SuppressionRecord | null
  end: SubscriptionEnd
  /** Why, in an administrator's words. */
  reason?: string | undefined
  method: ConsentHistoryEntry['method']
  /** ISO 8601, UTC. */
  now: string
  actor: Actor
}

/** Longest reason that is kept, in UTF-16 code units. */
export const MAX_REASON_LENGTH = 1000

/** The mutations that end a subscription, for one transaction. */
export interface SubscriptionEndDecision {
  /** `unchanged` when it had ended before. */
  outcome: 'ended' | 'unchanged'
  mutations: Mutation[]
}

const EVENTS = {
  withdraw: 'withdrawn',
  bounce: 'bounced',
  complain: 'complained',
  suppress: 'suppressed',
} as const
const KINDS = {
  withdraw: 'consent',
  bounce: 'email.bounced',
  complain: 'email.complained',
  suppress: 'consent',
} as const
const TEXTS = {
  withdraw: 'entry.consent.withdrawn',
  bounce: 'entry.mail.bounced',
  complain: 'entry.mail.complained',
  suppress: 'entry.suppression.added',
} as const

function subscriberMutation(
  input: SubscriptionEndCase,
  subscriber: SubscriberRecord,
  status: SubscriberStatus,
): Mutation {
  const {end, method, now} = input
  const entry: ConsentHistoryEntry = {
    _key: deterministicUlid(Date.parse(now), end, subscriber._id),
    event: EVENTS[end],
    at: now,
    channel: 'email',
    method,
  }
  const set = {status, ...(status === 'unsubscribed' ? {unsubscribedAt: now} : {})}
  return guardedPatch(subscriber, withConsentEntry(subscriber, entry, set))
}

/**
 * Decides on the end of a subscription. The subscriber's status goes down, never up. The person is put on
 * the suppression list, or stays on it for a stronger reason. The lead and the timeline show it. Ending a
 * subscription twice changes nothing.
 *
 * @throws ForeignDocumentError when a document belongs to another site
 */
export function endSubscription(input: SubscriptionEndCase): SubscriptionEndDecision {
  const {site, personKey, subscriber, lead, suppression, end, now} = input
  assertSameSite(site, subscriber, lead, suppression)
  const status = subscriber?.status ?? null
  const reason = suppressionReason(suppression)
  const next = subscriberTransition({status, suppression: reason}, {type: end})
  const sameStatus = next.status === status
  const listed = next.suppression
    ? listSuppression(
        {site, personKey, suppression, at: now, isWithdrawal: end === 'withdraw'},
        next.suppression,
      )
    : []
  if (sameStatus && listed.length === 0) return {outcome: 'unchanged', mutations: []}
  const mutations: Mutation[] = [
    ...listed,
    ...(subscriber && next.status && !sameStatus
      ? [subscriberMutation(input, subscriber, next.status)]
      : []),
    ...subscriptionChange({
      site,
      personKey,
      lead,
      subscription: leadSubscription(next.status, next.suppression),
      ulid: deterministicUlid(Date.parse(now), 'activity', end, site, personKey),
      kind: KINDS[end],
      at: now,
      actor: input.actor,
      text: entryText(TEXTS[end]),
      details: {
        method: input.method,
        status: next.status,
        reason: input.reason && cleanText(input.reason, MAX_REASON_LENGTH),
      },
    }),
  ]
  return {outcome: 'ended', mutations}
}

/** What {@link withdrawSubscription} depends on. */
export interface WithdrawalCase extends Omit<SubscriptionEndCase, 'end' | 'method'> {
  /** `one-click` for RFC 8058, `link` for the button behind the link, `admin` for the Studio. */
  method: 'one-click' | 'link' | 'admin'
}

/**
 * Decides on a withdrawal of consent. It needs no subscription: the person is put on the suppression list
 * in any case.
 *
 * @throws ForeignDocumentError when a document belongs to another site
 */
export function withdrawSubscription(input: WithdrawalCase): SubscriptionEndDecision {
  return endSubscription({...input, end: 'withdraw'})
}

/** What {@link suppressPerson} depends on. */
export interface SuppressionCase extends Omit<SubscriptionEndCase, 'end' | 'method'> {
  /** Why, in the administrator's words. */
  reason: string
}

/**
 * Decides on a suppression by an administrator. It ends the subscription, and lifting it later does not
 * restore that. A stronger reason on the list stays.
 *
 * @throws ForeignDocumentError when a document belongs to another site
 */
export function suppressPerson(input: SuppressionCase): SubscriptionEndDecision {
  return endSubscription({...input, end: 'suppress', method: 'admin'})
}
