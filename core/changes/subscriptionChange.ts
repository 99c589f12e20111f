import type {LeadRecord, LeadSubscription} from '../documents/people.ts'
import {tenantDocumentId} from '../tenancy/documentId.ts'
import {activity, laterOf, type ActivityParts} from './activity.ts'
import {guardedPatch, type Mutation} from './mutation.ts'

/** How a person's subscription changed. */
export interface SubscriptionChange extends Omit<ActivityParts, 'leadId'> {
  /** `null` for a person who is no lead. */
  lead: LeadRecord | null
  /** What the lead shows from now on; see `leadSubscription`. */
  subscription: LeadSubscription
}

/**
 * The mutations of a changed subscription beside those of the subscriber: the lead shows it, and the
 * timeline has an activity, with the id that the person's lead has or would have.
 */
export function subscriptionChange(change: SubscriptionChange): Mutation[] {
  const {lead, subscription, ...parts} = change
  const {site, personKey, at} = parts
  const leadId = lead?._id ?? tenantDocumentId(site, 'lead', personKey)
  const lastActivityAt = laterOf(lead?.lastActivityAt, at)
  return [
    ...(lead ? [guardedPatch(lead, {set: {subscription, lastActivityAt}})] : []),
    {createIfNotExists: activity({...parts, leadId})},
  ]
}
