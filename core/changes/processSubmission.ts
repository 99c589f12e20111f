import {leadSubscription} from '../consent/subscriptionState.ts'
import {suppressionReason} from '../consent/suppressionRules.ts'
import type {
  LeadRecord,
  SubmissionOutcome,
  SubmissionRecord,
  SubscriberRecord,
  SuppressionRecord,
} from '../documents/people.ts'
import type {SiteRecord} from '../documents/site.ts'
import {formOf, formsOf, type Form} from '../intake/resolveForm.ts'
import {problem, type Problem} from '../problems/problem.ts'
import {formatProblems} from '../problems/storedProblems.ts'
import {assertSameSite, parseTenantDocumentId} from '../tenancy/documentId.ts'
import type {Actor} from './activity.ts'
import {leadAttributes} from '../intake/leadAttributes.ts'
import {leadFromSubmission} from './leadFromSubmission.ts'
import {guardedPatch, type Mutation} from './mutation.ts'
import {submissionActivities} from './submissionActivities.ts'
import {submissionPerson, type SubmissionPerson} from './submissionPerson.ts'
import {
  asksForNewsletter,
  subscriptionFromSubmission,
  type SubscriptionDecision,
} from './subscriptionFromSubmission.ts'

/** What {@link processSubmission} depends on. */
export interface SubmissionCase {
  submission: SubmissionRecord
  site: SiteRecord
  /** The documents that `submissionPerson` names; `null` for a missing one. */
  lead: LeadRecord | null
  subscriber: SubscriberRecord | null
  suppression: SuppressionRecord | null
  /** `siteSecret(master, site, 'person-key')` */
  keySecret: string
  /** ISO 8601, UTC. */
  now: string
  /** The function that processes. */
  actor: Actor
}

/** The mutations of a submission, for one transaction, and their result. */
export interface SubmissionDecision {
  /** Empty when the submission was processed before. */
  mutations: Mutation[]
  outcome: SubmissionOutcome
  effects: {
    /** Id of the confirmation mail that was queued. */
    email?: string
  }
}

/** The form as the site defines it now; else as far as the submission describes it. */
function formOfSubmission(site: SiteRecord, submission: SubmissionRecord): Form | null {
  const {form} = submission
  const defined = formsOf(site).find((candidate) => candidate.id === form?.id)
  return defined ?? (form ? formOf({id: form.id, kind: form.kind, version: form.version}) : null)
}

function finish(
  input: SubmissionCase,
  outcome: SubmissionOutcome,
  rest: {mutations?: Mutation[]; personKey?: string; email?: string; failure?: Problem} = {},
): SubmissionDecision {
  const {submission, now} = input
  // Every attempt but the first is counted before it begins.
  const attempts = Math.max(1, submission.failure?.attempts ?? 0)
  const failure = rest.failure
    ? {failure: {message: formatProblems([rest.failure]), at: now, attempts}}
    : {}
  const done = guardedPatch(submission, {
    set: {
      processedAt: now,
      outcome,
      ...(rest.personKey ? {personKey: rest.personKey} : {}),
      ...failure,
    },
    ...(submission.failure && !rest.failure ? {unset: ['failure']} : {}),
  })
  const effects = rest.email ? {email: rest.email} : {}
  return {mutations: [...(rest.mutations ?? []), done], outcome, effects}
}

function decide(input: SubmissionCase, form: Form, person: SubmissionPerson, siteKey: string) {
  const {submission, site, lead, subscriber, keySecret, now} = input
  const receivedAt = submission.receivedAt ?? now
  const suppression = suppressionReason(input.suppression)
  const {attributes} = leadAttributes(form, submission.fields)
  const subscription: SubscriptionDecision | null = asksForNewsletter(submission, form)
    ? subscriptionFromSubmission({
        submission,
        siteKey,
        form,
        person,
        subscriber,
        suppression,
        name: attributes.name,
        keySecret,
        receivedAt,
        now,
      })
    : null
  const refused = subscription?.transition.refused !== undefined
  const untouched = refused && form.kind === 'newsletter'
  const status = subscription?.transition.status ?? subscriber?.status ?? null
  const leadMutation = leadFromSubmission({
    submission,
    site,
    siteKey,
    form,
    person,
    lead,
    subscription: leadSubscription(status, suppression),
    receivedAt,
  })
  const activities = submissionActivities({
    submission,
    siteKey,
    form,
    person,
    leadId: lead?._id ?? person.leadId,
    subscription,
    keySecret,
    receivedAt,
    now,
    actor: input.actor,
  })
  const timeline = untouched && !lead ? [] : activities
  return {
    outcome: untouched ? ('suppressed' as const) : ('processed' as const),
    mutations: [
      ...(untouched ? [] : [leadMutation]),
      ...(subscription?.mutations ?? []),
      ...timeline.map((entry) => ({createIfNotExists: entry})),
    ],
    ...(subscription?.email ? {email: subscription.email} : {}),
  }
}

/**
 * Decides on a submission: it creates or enriches the lead, requests the newsletter subscription, adds to
 * the timeline, and marks the submission as processed. Spam is only marked. Nobody is mailed who may not
 * be. A suppressed person who sends a lead form still becomes a lead, since they asked for an answer; one
 * who only asks for the newsletter leaves no other trace.
 *
 * Commit all mutations in one transaction. The submission's patch is guarded by the revision that was
 * read, and new people are created with `create`. Of two runs at once, one gets a conflict, reads again,
 * and finds the submission processed or the person there. So everything happens once.
 *
 * @throws ForeignDocumentError when a document belongs to another site than the submission
 */
export function processSubmission(input: SubmissionCase): SubmissionDecision {
  const {submission, site, lead, subscriber, suppression, keySecret} = input
  const siteKey = parseTenantDocumentId(submission._id)?.site ?? site.key ?? ''
  assertSameSite(site.key ?? '', submission, lead, subscriber, suppression)
  if (submission.processedAt) {
    return {mutations: [], outcome: submission.outcome ?? 'processed', effects: {}}
  }
  if (submission.spam?.verdict === 'spam') return finish(input, 'ignored-spam')
  const form = formOfSubmission(site, submission)
  if (!form) return finish(input, 'failed', {failure: problem('submission.form-missing')})
  const who = submissionPerson(submission, siteKey, keySecret)
  if (!who.ok) return finish(input, 'failed', {failure: who.problem})
  const {outcome, ...rest} = decide(input, form, who.person, siteKey)
  return finish(input, outcome, {...rest, personKey: who.person.personKey})
}
