import {entryText} from '../people/entryTexts.ts'
import {leadSubscription} from '../consent/subscriptionState.ts'
import {suppressionReason} from '../consent/suppressionRules.ts'
import type {
  LeadRecord,
  LeadSubscription,
  SubscriberRecord,
  SuppressionRecord,
} from '../documents/people.ts'
import {deterministicUlid} from '../people/ulid.ts'
import {assertSameSite} from '../tenancy/documentId.ts'
import {activity, type Actor} from './activity.ts'
import {guardedPatch, type Mutation} from './mutation.ts'

/** What {@link mirrorSubscription} depends on. */
export interface MirrorCase {
  /** Key of the site. */
  site: string
  /** Key of the lead's id. */
  personKey: string
  /** The documents under that key; `null` for a missing one. */
  lead: LeadRecord | null
  subscriber: SubscriberRecord | null
  suppression: SuppressionRecord | null
  /** ISO 8601, UTC. */
  now: string
  actor: Actor
}

const KNOWN: Readonly<Record<LeadSubscription, true>> = {
  none: true,
  pending: true,
  subscribed: true,
  unsubscribed: true,
  bounced: true,
  complained: true,
  suppressed: true,
}

/** The former copy, for the timeline. A value that is no state may be anything, and is not repeated. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' && Object.hasOwn(KNOWN, value) ? value : 'not a state'
}

/**
 * Decides on correcting a lead's copy of the subscription. The patch is guarded by the revision of the
 * lead that was read. The copy follows the key of the lead's id, whatever e-mail address the lead has.
 *
 * @returns no mutations when the copy is correct, so that the function's own write needs no other
 * @throws ForeignDocumentError when a document belongs to another site
 */
export function mirrorSubscription(input: MirrorCase): {mutations: Mutation[]} {
  const {site, personKey, lead, subscriber, suppression, now, actor} = input
  assertSameSite(site, lead, subscriber, suppression)
  const is = leadSubscription(subscriber?.status ?? null, suppressionReason(suppression))
  if (!lead || lead.subscription === is) return {mutations: []}
  const entry = activity({
    site,
    personKey,
    leadId: lead._id,
    ulid: deterministicUlid(Date.parse(now), 'activity', 'mirror', lead._id, lead._rev ?? ''),
    kind: 'field',
    at: now,
    actor,
    text: entryText('entry.subscription.corrected'),
    details: {'subscription.from': shown(lead.subscription), 'subscription.to': is},
  })
  return {mutations: [guardedPatch(lead, {set: {subscription: is}}), {createIfNotExists: entry}]}
}
