import {entryText, type EntryText} from '../people/entryTexts.ts'
import type {SubmissionRecord} from '../documents/people.ts'
import type {Unstored} from '../documents/stored.ts'
import type {Form} from '../intake/resolveForm.ts'
import {keyedUlid} from '../people/ulid.ts'
import type {LeadActivity} from '../sanity.types.generated.ts'
import {activity, type Actor} from './activity.ts'
import type {SubmissionPerson} from './submissionPerson.ts'
import type {SubscriptionDecision} from './subscriptionFromSubmission.ts'

/** What {@link submissionActivities} depends on. */
export interface SubmissionActivityCase {
  submission: SubmissionRecord
  siteKey: string
  form: Form
  person: SubmissionPerson
  leadId: string
  subscription: SubscriptionDecision | null
  /** `siteSecret(master, site, 'person-key')` */
  keySecret: string
  /** ISO 8601, UTC. */
  receivedAt: string
  /** ISO 8601, UTC. */
  now: string
  actor: Actor
}

function consentText(subscription: SubscriptionDecision | null): EntryText | null {
  if (!subscription) return null
  if (subscription.transition.refused) return entryText('entry.consent.suppressed')
  if (subscription.email) return entryText('entry.consent.requested')
  const subscribed = subscription.transition.status === 'subscribed'
  return subscribed && subscription.mutations.length > 0 ? entryText('entry.consent.given') : null
}

function entryUlid(input: SubmissionActivityCase, kind: 'submission' | 'consent'): string {
  const {keySecret, receivedAt, submission} = input
  return keyedUlid(keySecret, Date.parse(receivedAt), 'activity', kind, submission._id)
}

/**
 * The activities of a submission: its arrival, and the result of the newsletter request. Their ids derive
 * from the submission, so that a second run adds none, and from a secret, so that nobody can take them
 * first.
 */
export function submissionActivities(input: SubmissionActivityCase): Unstored<LeadActivity>[] {
  const {submission, siteKey, form, person, leadId, receivedAt} = input
  const common = {
    site: siteKey,
    personKey: person.personKey,
    leadId,
    submissionId: submission._id,
  }
  const came = activity({
    ...common,
    ulid: entryUlid(input, 'submission'),
    kind: 'submission',
    at: receivedAt,
    actor: {kind: 'visitor'},
    text: entryText(form.kind === 'newsletter' ? 'entry.form.signed-up' : 'entry.form.sent', {
      form: form.title,
    }),
    details: {
      form: form.id,
      page: submission.source?.pageUrl,
      spam: submission.spam?.verdict === 'suspect' ? 'suspect' : undefined,
    },
  })
  const text = consentText(input.subscription)
  if (text === null) return [came]
  const consent = activity({
    ...common,
    ulid: entryUlid(input, 'consent'),
    kind: 'consent',
    at: input.now,
    actor: input.actor,
    text,
    details: {
      status: input.subscription?.transition.status,
      text: submission.consent?.textId,
      version: submission.consent?.textVersion?.toString(),
    },
    ...(input.subscription?.email ? {emailId: input.subscription.email} : {}),
  })
  return [came, consent]
}
