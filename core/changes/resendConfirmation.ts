import {CONFIRMATION_LIFETIME_MS, RESEND_INTERVAL_MS} from '../consent/doubleOptIn.ts'
import {mayAskForConfirmation, suppressionReason} from '../consent/suppressionRules.ts'
import {equalInConstantTime} from '../crypto/mac.ts'
import type {SubscriberRecord, SuppressionRecord} from '../documents/people.ts'
import type {Unstored} from '../documents/stored.ts'
import {deterministicUlid} from '../people/ulid.ts'
import type {EmailMessage} from '../sanity.types.generated.ts'
import {assertSameSite, parseTenantDocumentId, tenantDocumentId} from '../tenancy/documentId.ts'
import {guardedPatch, type Mutation} from './mutation.ts'

/** What {@link resendConfirmation} depends on. */
export interface ResendCase {
  /** Key of the site that the link was signed for. */
  site: string
  /** The subscriber that the link names; `null` when it does not exist. */
  subscriber: SubscriberRecord | null
  suppression: SuppressionRecord | null
  /** Nonce of the expired link. */
  nonce: string
  /** ISO 8601, UTC. */
  now: string
}

/** The mutations, for one transaction. */
export interface ResendDecision {
  /** `too-soon`: a mail went out a moment ago. `not-pending`: there is nothing to confirm with this link. */
  outcome: 'queued' | 'too-soon' | 'not-pending'
  mutations: Mutation[]
}

/**
 * Decides on a press of "send a new e-mail" behind an expired confirmation link: it extends the double
 * opt-in and queues a mail with a new link. Pressing twice sends one mail. The consent stays as it was
 * given. Only the person who got the first mail can press, so the growing waits of new requests do not
 * apply.
 *
 * @throws ForeignDocumentError when a document belongs to another site
 */
export function resendConfirmation(input: ResendCase): ResendDecision {
  const {site, subscriber, suppression, nonce, now} = input
  assertSameSite(site, subscriber, suppression)
  const state = subscriber?.doubleOptIn
  const reason = suppressionReason(suppression)
  if (!subscriber || subscriber.status !== 'pending' || !mayAskForConfirmation(reason)) {
    return {outcome: 'not-pending', mutations: []}
  }
  if (!state?.nonce || !state.lastSubmissionId || !equalInConstantTime(state.nonce, nonce)) {
    return {outcome: 'not-pending', mutations: []}
  }
  if (Date.parse(now) - Date.parse(state.requestedAt ?? '') < RESEND_INTERVAL_MS) {
    return {outcome: 'too-soon', mutations: []}
  }
  const expiresAt = new Date(Date.parse(now) + CONFIRMATION_LIFETIME_MS).toISOString()
  const email: Unstored<EmailMessage> = {
    _id: tenantDocumentId(
      site,
      'email',
      deterministicUlid(Date.parse(now), 'confirmation-again', subscriber._id),
    ),
    _type: 'emailMessage',
    site,
    kind: 'confirmation',
    personKey: parseTenantDocumentId(subscriber._id)?.key ?? '',
    recipientType: 'subscriber',
    status: 'queued',
    queuedAt: now,
    attempts: 0,
    submissionId: state.lastSubmissionId,
  }
  const set = {'doubleOptIn.requestedAt': now, 'doubleOptIn.expiresAt': expiresAt}
  return {outcome: 'queued', mutations: [guardedPatch(subscriber, {set}), {create: email}]}
}
