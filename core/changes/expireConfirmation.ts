import {entryText} from '../people/entryTexts.ts'
import {leadSubscription} from '../consent/subscriptionState.ts'
import {suppressionReason} from '../consent/suppressionRules.ts'
import type {LeadRecord, SubscriberRecord, SuppressionRecord} from '../documents/people.ts'
import {keyedUlid} from '../people/ulid.ts'
import {assertSameSite, parseTenantDocumentId} from '../tenancy/documentId.ts'
import type {Actor} from './activity.ts'
import {guardedPatch, type Mutation} from './mutation.ts'
import {subscriptionChange} from './subscriptionChange.ts'

/** How long an unconfirmed sign-up is kept open after it was asked for, in milliseconds: 30 days. */
export const UNCONFIRMED_RETENTION_MS = 30 * 24 * 60 * 60 * 1000

/** What {@link expireConfirmation} depends on. */
export interface ExpiryCase {
  /** Key of the site. */
  site: string
  subscriber: SubscriberRecord | null
  lead: LeadRecord | null
  suppression: SuppressionRecord | null
  /** `siteSecret(master, site, 'person-key')` */
  keySecret: string
  /** ISO 8601, UTC. */
  now: string
  actor: Actor
}

/**
 * Closes a sign-up that nobody confirmed in {@link UNCONFIRMED_RETENTION_MS}: the status goes back
 * to unsubscribed and its link can no longer be renewed. The history of the consent stays as it
 * is, and nobody goes onto the suppression list, since nobody withdrew: they may sign up again.
 *
 * @returns no mutations when there is nothing to close
 * @throws ForeignDocumentError when a document belongs to another site
 */
export function expireConfirmation(input: ExpiryCase): {mutations: Mutation[]} {
  const {site, subscriber, lead, suppression, keySecret, now, actor} = input
  assertSameSite(site, subscriber, lead, suppression)
  const requestedAt = subscriber?.doubleOptIn?.requestedAt
  if (!subscriber || subscriber.status !== 'pending' || !requestedAt) return {mutations: []}
  if (Date.parse(now) - Date.parse(requestedAt) < UNCONFIRMED_RETENTION_MS) return {mutations: []}
  return {
    mutations: [
      guardedPatch(subscriber, {
        set: {status: 'unsubscribed'},
        unset: ['doubleOptIn.nonce'],
      }),
      ...subscriptionChange({
        site,
        personKey: parseTenantDocumentId(subscriber._id)?.key ?? '',
        lead,
        subscription: leadSubscription('unsubscribed', suppressionReason(suppression)),
        ulid: keyedUlid(
          keySecret,
          Date.parse(requestedAt),
          'activity',
          'unconfirmed',
          subscriber._id,
        ),
        kind: 'consent',
        at: now,
        actor,
        text: entryText('entry.consent.lapsed'),
        details: {status: 'unsubscribed'},
      }),
    ],
  }
}
