import type {ConsentAction} from '../consent/subscriptionState.ts'
import type {LeadRecord, SubscriberRecord, SuppressionRecord} from '../documents/people.ts'
import {problem, type Problem} from '../problems/problem.ts'
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

function refused(field: string, found: Problem): RuleDecision {
  return {ok: false, problems: [{field, ...found}]}
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
  if (reason === '') return refused('reason', problem('consent.reason-missing'))
  if (reason.length > MAX_REASON_LENGTH) {
    return refused('reason', problem('consent.reason-too-long', {limit: MAX_REASON_LENGTH}))
  }
  const person = {...input, personKey: id.key, reason}
  if (action === 'unsubscribe') {
    return {ok: true, mutations: withdrawSubscription({...person, method: 'admin'}).mutations}
  }
  if (action === 'suppress') return {ok: true, mutations: suppressPerson(person).mutations}
  const {outcome, mutations} = liftSuppression(person)
  return outcome === 'refused'
    ? refused('action', problem('consent.withdrawn'))
    : {ok: true, mutations}
}
