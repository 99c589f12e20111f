import type {ConsentAction} from '../consent/subscriptionState.ts'
import type {LeadRecord, SubscriberRecord, SuppressionRecord} from '../documents/people.ts'
import type {RuleDecision} from './commitDecision.ts'
import {cleanText} from '../people/cleanText.ts'
import {ForeignDocumentError, parseIdOfKind} from '../tenancy/documentId.ts'
import type {Actor} from './activity.ts'
import {MAX_REASON_LENGTH, suppressPerson, withdrawSubscription} from './endSubscription.ts'
import {liftSuppression} from './liftSuppression.ts'

/** What {@link administerConsent} depends on. */
export interface ConsentDecisionCase {
  /** Key of the site. */
  site: string
  action: ConsentAction
  /** The lead whose panel the administrator used. */
  lead: LeadRecord
  /** The documents under the lead's key; `null` for a missing one. */
  subscriber: SubscriberRecord | null
  suppression: SuppressionRecord | null
  /** Why, in the administrator's words. */
  reason: string
  /** ISO 8601, UTC. */
  now: string
  actor: Actor
}

function problem(field: string, reason: string): RuleDecision {
  return {ok: false, problems: [{field, reason}]}
}

/**
 * Decides on a request by an administrator: unsubscribe the person, put them on the suppression list, or
 * lift a suppression. Each needs a reason, which the timeline keeps.
 *
 * @returns no mutations when nothing changes
 * @throws ForeignDocumentError when a document belongs to another site
 */
export function administerConsent(input: ConsentDecisionCase): RuleDecision {
  const {site, action, lead} = input
  const id = parseIdOfKind(lead._id, 'lead')
  if (id?.site !== site) throw new ForeignDocumentError(site)
  const reason = cleanText(input.reason, MAX_REASON_LENGTH + 1)
  if (reason === '') return problem('reason', 'Say why: the timeline keeps it.')
  if (reason.length > MAX_REASON_LENGTH) {
    return problem('reason', `The reason is longer than ${MAX_REASON_LENGTH} characters.`)
  }
  const person = {...input, personKey: id.key, reason}
  if (action === 'unsubscribe') {
    return {ok: true, mutations: withdrawSubscription({...person, method: 'admin'}).mutations}
  }
  if (action === 'suppress') return {ok: true, mutations: suppressPerson(person).mutations}
  const {outcome, mutations} = liftSuppression(person)
  return outcome === 'refused'
    ? problem('action', 'The person unsubscribed. Only they can undo that, by signing up again.')
    : {ok: true, mutations}
}
