import {
  evidenceFields,
  hasLapsed,
  lastRequest,
  withConsentEntry,
} from '../consent/consentHistory.ts'
import {confirmationDue, startDoubleOptIn} from '../consent/doubleOptIn.ts'
import {subscriberTransition, type SubscriberTransition} from '../consent/subscriberTransition.ts'
import type {
  ConsentHistoryEntry,
  SubmissionRecord,
  SubscriberRecord,
  SuppressionReason,
} from '../documents/people.ts'
import type {Unstored} from '../documents/stored.ts'
import type {Form} from '../intake/resolveForm.ts'
import {deterministicUlid, keyedUlid} from '../people/ulid.ts'
import type {EmailMessage, NewsletterSubscriber} from '../sanity.types.generated.ts'
import {tenantDocumentId} from '../tenancy/documentId.ts'
import {guardedPatch, withoutBlanks, type Mutation} from './mutation.ts'
import type {SubmissionPerson} from './submissionPerson.ts'

const DAY = 24 * 60 * 60 * 1000

/** What {@link subscriptionFromSubmission} depends on. */
export interface SubscriptionCase {
  submission: SubmissionRecord
  siteKey: string
  form: Form
  person: SubmissionPerson
  subscriber: SubscriberRecord | null
  suppression: SuppressionReason | null
  /** The person's name, where the form has it. */
  name: string | undefined
  keySecret: string
  /** ISO 8601, UTC. */
  receivedAt: string
  /** ISO 8601, UTC. */
  now: string
}

/** The result of a request for the newsletter. */
export interface SubscriptionDecision {
  transition: SubscriberTransition
  mutations: Mutation[]
  /** Id of the confirmation mail that was queued. */
  email?: string
}

/** Whether a submission asks for the newsletter, with consent. */
export function asksForNewsletter(submission: SubmissionRecord, form: Form): boolean {
  const {consent} = submission
  return consent?.given === true && (form.kind === 'newsletter' || consent.purpose === 'newsletter')
}

function historyEntry(input: SubscriptionCase): ConsentHistoryEntry {
  const {submission, receivedAt} = input
  const pageUrl = submission.source?.pageUrl
  return {
    _key: deterministicUlid(Date.parse(receivedAt), 'requested', submission._id),
    event: 'requested',
    at: receivedAt,
    ...evidenceFields(submission.consent),
    channel: 'email',
    submissionId: submission._id,
    method: 'form',
    ...(pageUrl ? {pageUrl} : {}),
  }
}

/** A repeated request is worth an entry when it says something new, or after a day. */
function saysSomethingNew(input: SubscriptionCase): boolean {
  const last = lastRequest(input.subscriber)
  if (!last?.at) return true
  const {textId, textVersion} = input.submission.consent ?? {}
  if (last.textId !== textId || last.textVersion !== textVersion) return true
  return Date.parse(input.receivedAt) - Date.parse(last.at) >= DAY
}

function queuedEmail(input: SubscriptionCase): Unstored<EmailMessage> {
  const {submission, siteKey, person, keySecret, receivedAt, now} = input
  const ulid = keyedUlid(keySecret, Date.parse(receivedAt), 'confirmation', submission._id)
  return {
    _id: tenantDocumentId(siteKey, 'email', ulid),
    _type: 'emailMessage',
    site: siteKey,
    kind: 'confirmation',
    personKey: person.personKey,
    recipientType: 'subscriber',
    status: 'queued',
    queuedAt: now,
    attempts: 0,
    submissionId: submission._id,
  }
}

type SubscriberState = Pick<NewsletterSubscriber, 'status' | 'doubleOptIn' | 'subscribedAt'>

function newSubscriber(input: SubscriptionCase, state: SubscriberState): Mutation {
  const {submission, siteKey, form, person, name} = input
  const {pageUrl, utm} = submission.source ?? {}
  const subscriber = {
    _id: person.subscriberId,
    _type: 'newsletterSubscriber',
    site: siteKey,
    email: person.email,
    ...(name ? {name} : {}),
    ...state,
    consentHistory: [historyEntry(input)],
    source: {
      formId: form.id,
      ...(pageUrl ? {pageUrl} : {}),
      ...(utm ? {utm: withoutBlanks(utm)} : {}),
    },
  }
  return {create: subscriber}
}

function changedSubscriber(
  input: SubscriptionCase,
  subscriber: SubscriberRecord,
  state: SubscriberState,
): Mutation {
  const name = input.name && !subscriber.name?.trim() ? {name: input.name} : {}
  return guardedPatch(
    subscriber,
    withConsentEntry(subscriber, historyEntry(input), {...state, ...name}),
  )
}

/**
 * Decides on a request for the newsletter: subscribes, or queues a confirmation mail, or leaves
 * things as they are. A request that comes before `confirmationWait` has passed does not mail again
 * and changes nothing: the submission itself is kept.
 */
export function subscriptionFromSubmission(input: SubscriptionCase): SubscriptionDecision {
  const {subscriber, suppression, submission, form, keySecret, receivedAt} = input
  const status = subscriber?.status ?? null
  const lapsed = hasLapsed(subscriber)
  const transition = subscriberTransition(
    {status, suppression, lapsed},
    {type: 'request', doubleOptIn: form.doubleOptIn},
  )
  if (transition.refused || transition.status === null) return {transition, mutations: []}
  const mailDue = transition.needsConfirmation && confirmationDue(subscriber, receivedAt)
  if (transition.needsConfirmation && !mailDue) {
    return {transition: {...transition, status, needsConfirmation: false}, mutations: []}
  }
  const changed = transition.status !== status
  if (!changed && !mailDue && !saysSomethingNew(input)) return {transition, mutations: []}
  const state: SubscriberState = {
    status: transition.status,
    ...(mailDue
      ? {doubleOptIn: startDoubleOptIn(keySecret, subscriber, submission._id, receivedAt)}
      : {}),
    ...(changed && transition.status === 'subscribed' ? {subscribedAt: receivedAt} : {}),
  }
  const written = subscriber
    ? changedSubscriber(input, subscriber, state)
    : newSubscriber(input, state)
  if (!mailDue) return {transition, mutations: [written]}
  const email = queuedEmail(input)
  return {transition, mutations: [written, {createIfNotExists: email}], email: email._id}
}
