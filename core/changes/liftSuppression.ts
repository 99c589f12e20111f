import {entryText} from '../people/entryTexts.ts'
import {withConsentEntry} from '../consent/consentHistory.ts'
import {leadSubscription} from '../consent/subscriptionState.ts'
import {mayBeLifted, reasonAfterLifting, suppressionReason} from '../consent/suppressionRules.ts'
import type {
  ConsentHistoryEntry,
  LeadRecord,
  SubscriberRecord,
  SuppressionReason,
  SuppressionRecord,
} from '../documents/people.ts'
import {cleanText} from '../people/cleanText.ts'
import {deterministicUlid} from '../people/ulid.ts'
import {assertSameSite} from '../tenancy/documentId.ts'
import type {Actor} from './activity.ts'
import {MAX_REASON_LENGTH} from './endSubscription.ts'
import {guardedPatch, type Mutation} from './mutation.ts'
import {subscriptionChange} from './subscriptionChange.ts'

/** What {@link liftSuppression} depends on. */
export interface LiftingCase {
  /** Key of the site. */
  site: string
  personKey: string
  /** The person's documents; `null` for a missing one. */
  subscriber: SubscriberRecord | null
  lead: LeadRecord | null
  suppression: SuppressionRecord | null
  /** Why, in the administrator's words. */
  reason: string
  /** ISO 8601, UTC. */
  now: string
  actor: Actor
}

/** The mutations that lift a suppression, for one transaction. */
export interface LiftingDecision {
  outcome:
    | 'lifted'
    /** The person is not on the list. */
    | 'unchanged'
    /** The person unsubscribed. Only they can undo that, by confirming a new sign-up. */
    | 'refused'
  mutations: Mutation[]
}

function suppressionPatch(
  suppression: SuppressionRecord,
  left: SuppressionReason | null,
  now: string,
): Mutation {
  if (left === null) return guardedPatch(suppression, {set: {liftedAt: now}})
  const since = suppression.withdrawnAt ?? suppression.since ?? now
  return guardedPatch(suppression, {set: {reason: left, since}, unset: ['withdrawnAt']})
}

function subscriberPatch(
  subscriber: SubscriberRecord,
  left: SuppressionReason | null,
  now: string,
): Mutation {
  const entry: ConsentHistoryEntry = {
    _key: deterministicUlid(Date.parse(now), 'lifted', subscriber._id),
    event: 'lifted',
    at: now,
    channel: 'email',
    method: 'admin',
  }
  const set = {status: 'unsubscribed'}
  return guardedPatch(subscriber, left === null ? withConsentEntry(subscriber, entry, set) : {set})
}

/**
 * Decides on lifting a suppression by an administrator. It subscribes nobody: a person who had a
 * subscription is unsubscribed and may sign up again, and their own objection stays until they confirm
 * that sign-up (`reasonAfterLifting`). The document stays, with the time at which it was lifted.
 *
 * @throws ForeignDocumentError when a document belongs to another site
 */
export function liftSuppression(input: LiftingCase): LiftingDecision {
  const {site, personKey, subscriber, lead, suppression, now, actor} = input
  assertSameSite(site, subscriber, lead, suppression)
  const reason = suppressionReason(suppression)
  if (!suppression || reason === null) return {outcome: 'unchanged', mutations: []}
  if (!mayBeLifted(reason)) return {outcome: 'refused', mutations: []}
  const left = reasonAfterLifting(suppression)
  const mutations: Mutation[] = [
    suppressionPatch(suppression, left, now),
    ...(subscriber ? [subscriberPatch(subscriber, left, now)] : []),
    ...subscriptionChange({
      site,
      personKey,
      lead,
      subscription: leadSubscription(subscriber ? 'unsubscribed' : null, left),
      ulid: deterministicUlid(Date.parse(now), 'activity', 'lifted', site, personKey),
      kind: 'consent',
      at: now,
      actor,
      text: entryText(left === null ? 'entry.suppression.lifted' : 'entry.suppression.waits'),
      details: {
        method: 'admin',
        suppression: reason,
        reason: cleanText(input.reason, MAX_REASON_LENGTH),
      },
    }),
  ]
  return {outcome: 'lifted', mutations}
}
