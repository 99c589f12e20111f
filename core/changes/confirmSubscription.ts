import {entryText} from '../people/entryTexts.ts'
import {hasLapsed, lastRequest, withConsentEntry} from '../consent/consentHistory.ts'
import {leadSubscription} from '../consent/subscriptionState.ts'
import {subscriberTransition} from '../consent/subscriberTransition.ts'
import {suppressionReason} from '../consent/suppressionRules.ts'
import {equalInConstantTime} from '../crypto/mac.ts'
import type {
  ConsentHistoryEntry,
  LeadRecord,
  SubscriberRecord,
  SuppressionRecord,
} from '../documents/people.ts'
import {deterministicUlid} from '../people/ulid.ts'
import {assertSameSite, parseTenantDocumentId} from '../tenancy/documentId.ts'
import type {Actor} from './activity.ts'
import {guardedPatch, type Mutation} from './mutation.ts'
import {subscriptionChange} from './subscriptionChange.ts'

/** What {@link confirmSubscription} depends on. */
export interface ConfirmationCase {
  /** Key of the site that the link was signed for. */
  site: string
  /** The subscriber that the link names; `null` when it does not exist. */
  subscriber: SubscriberRecord | null
  lead: LeadRecord | null
  suppression: SuppressionRecord | null
  /** Nonce of the link. */
  nonce: string
  /** ISO 8601, UTC. */
  now: string
  actor: Actor
}

/** How a confirmation ended. */
export type ConfirmationOutcome =
  | 'confirmed'
  | 'already-confirmed'
  /** A newer confirmation mail was sent since, or the sign-up was ended. */
  | 'superseded'
  | 'expired'
  /** The person may not be mailed, whatever they confirm. */
  | 'suppressed'
  /** There is no such subscriber: erased, or never there. */
  | 'unknown'

/** The mutations of a confirmation, for one transaction. */
export interface ConfirmationDecision {
  outcome: ConfirmationOutcome
  /** Empty for every outcome but `confirmed`. */
  mutations: Mutation[]
}

function evidenceEntry(subscriber: SubscriberRecord, now: string): ConsentHistoryEntry {
  const request = lastRequest(subscriber)
  return {
    _key: deterministicUlid(Date.parse(now), 'confirmed', subscriber._id),
    event: 'confirmed',
    at: now,
    ...(request?.textId ? {textId: request.textId} : {}),
    ...(request?.textVersion == null ? {} : {textVersion: request.textVersion}),
    ...(request?.text ? {text: request.text} : {}),
    ...(request?.submissionId ? {submissionId: request.submissionId} : {}),
    channel: 'email',
    method: 'double-opt-in',
  }
}

/**
 * The person's own confirmation deletes the suppression. A deletion cannot be guarded by a revision, so
 * the same transaction patches the suppression first: a complaint that arrives in between is not
 * deleted.
 */
function lifted(suppression: SuppressionRecord | null, now: string): Mutation[] {
  if (!suppression || suppressionReason(suppression) === null) return []
  const mark = guardedPatch(suppression, {set: {liftedAt: now}})
  return [mark, {delete: {id: suppression._id}}]
}

function confirmed(input: ConfirmationCase, subscriber: SubscriberRecord): Mutation[] {
  const {site, lead, suppression, now, actor} = input
  return [
    guardedPatch(subscriber, {
      ...withConsentEntry(subscriber, evidenceEntry(subscriber, now), {
        status: 'subscribed',
        subscribedAt: now,
        'doubleOptIn.confirmedAt': now,
      }),
      unset: ['unsubscribedAt'],
    }),
    ...lifted(suppression, now),
    ...subscriptionChange({
      site,
      personKey: parseTenantDocumentId(subscriber._id)?.key ?? '',
      lead,
      subscription: leadSubscription('subscribed', null),
      ulid: deterministicUlid(Date.parse(now), 'activity', 'confirmed', subscriber._id),
      kind: 'consent',
      at: now,
      actor,
      text: entryText('entry.consent.confirmed'),
      details: {status: 'subscribed'},
    }),
  ]
}

/**
 * Decides on a press of the button behind a confirmation link. Only the nonce of the newest confirmation
 * mail is valid, until it expires. A second press changes nothing. Only a confirmed double opt-in takes a
 * person who had unsubscribed off the suppression list.
 *
 * @throws ForeignDocumentError when a document belongs to another site
 */
export function confirmSubscription(input: ConfirmationCase): ConfirmationDecision {
  const {site, subscriber, lead, suppression, nonce, now} = input
  assertSameSite(site, subscriber, lead, suppression)
  const nothing = (outcome: ConfirmationOutcome) => ({outcome, mutations: []})
  if (!subscriber) return nothing('unknown')
  const state = subscriber.doubleOptIn
  if (!state?.nonce || !equalInConstantTime(state.nonce, nonce)) return nothing('superseded')
  const status = subscriber.status ?? null
  const next = subscriberTransition(
    {status, suppression: suppressionReason(suppression), lapsed: hasLapsed(subscriber)},
    {type: 'confirm'},
  )
  if (next.refused === 'suppressed') return nothing('suppressed')
  if (next.refused || next.status !== 'subscribed') return nothing('superseded')
  if (status === 'subscribed') return nothing('already-confirmed')
  if (!state.expiresAt || Date.parse(state.expiresAt) <= Date.parse(now)) return nothing('expired')
  return {outcome: 'confirmed', mutations: confirmed(input, subscriber)}
}
