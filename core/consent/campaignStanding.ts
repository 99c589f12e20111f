import type {LeadSubscription, SubscriberRecord, SuppressionRecord} from '../documents/people.ts'
import {leadSubscription} from './leadSubscription.ts'
import {suppressionReason} from './suppressionRules.ts'

/** The documents that say whether a person may be mailed; `null` for one that is not there. */
export interface MailStanding {
  subscriber: Pick<SubscriberRecord, 'status'> | null
  suppression: Pick<SuppressionRecord, 'reason' | 'liftedAt'> | null
}

/** Whether a person may be among those whom a campaign is for; the reason is for people. */
export type CampaignStanding =
  | {mayBeAudience: true; reason: null}
  | {mayBeAudience: false; reason: string}

const LEFT_OUT: Readonly<Partial<Record<LeadSubscription, string>>> = {
  pending: 'Has not confirmed the sign-up: gets no campaigns.',
  unsubscribed: 'Unsubscribed: gets no campaigns.',
  bounced: 'The address bounced: gets no campaigns.',
  complained: 'Marked our mail as spam: gets no campaigns.',
  suppressed: 'On the suppression list: gets no campaigns.',
}

/** What leads show that are left out of campaigns, for counting them in the interface. */
export const LEFT_OUT_SUBSCRIPTIONS: readonly string[] = Object.keys(LEFT_OUT)

/**
 * Whether a person may be among those whom a campaign is for, by the subscriber and the suppression
 * under the key of the lead. What the lead says of the subscription is not asked: editors may write
 * it. Belonging to a campaign is no permission to mail: sending asks again, for the address that is
 * mailed.
 */
export function campaignStanding({subscriber, suppression}: MailStanding): CampaignStanding {
  const state = leadSubscription(subscriber?.status ?? null, suppressionReason(suppression))
  const reason = LEFT_OUT[state]
  return reason === undefined ? {mayBeAudience: true, reason: null} : {mayBeAudience: false, reason}
}
