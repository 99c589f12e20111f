import type {
  EmailMessageRecord,
  LeadRecord,
  SubscriberRecord,
  SuppressionRecord,
} from '../documents/people.ts'
import {personKey} from '../people/keys.ts'
import {normalizeEmail} from '../people/normalizeEmail.ts'
import {isUlid} from '../people/ulid.ts'
import {problem, type PlainProblemCode, type Problem} from '../problems/problem.ts'
import {hasLapsed} from './consentHistory.ts'
import {liftedByConfirmation, suppressionReason} from './suppressionRules.ts'

/** Who gets a mail. */
export interface MailRecipient {
  /** The one address that is mailed, normalised. */
  email: string
  /** The key of that address, under which the person's consent is stored. */
  personKey: string
}

/** The recipient of a message, or why it has none. */
export type FoundRecipient = {ok: true; recipient: MailRecipient} | {ok: false; problem: Problem}

/** A message and the documents that it names. */
export interface RecipientCase {
  message: Pick<EmailMessageRecord, 'kind' | 'personKey' | 'recipientType'>
  /** The documents under the key that the message names; `null` for one that does not exist. */
  lead: Pick<LeadRecord, 'email'> | null
  subscriber: Pick<SubscriberRecord, 'email'> | null
  /** `siteSecret(master, site, 'person-key')` */
  keySecret: string
}

const SEGMENT = /^[A-Za-z0-9_-]{1,64}$/u

/** Whether the key that a message names can be that of a lead or a subscriber. */
export function isMessageKey(key: unknown): key is string {
  return typeof key === 'string' && SEGMENT.test(key)
}

/**
 * The recipient of a message, by the address that would be mailed. Editors write leads and messages, so
 * the key that a message names proves nothing: the key that counts derives from the address. The two must
 * agree, except for a lead that somebody added by hand, whose key is a ULID.
 */
export function mailRecipient(input: RecipientCase): FoundRecipient {
  const {message, keySecret} = input
  const refuse = (code: PlainProblemCode): FoundRecipient => ({ok: false, problem: problem(code)})
  if (message.kind !== 'oneOff' && message.kind !== 'confirmation') {
    return refuse('mail.kind-unknown')
  }
  if (!isMessageKey(message.personKey)) return refuse('mail.person-missing')
  const address = addressOf(input)
  if (address === null || address === undefined || address === '') {
    return refuse('mail.address-missing')
  }
  const normalized = typeof address === 'string' ? normalizeEmail(address) : null
  if (!normalized?.ok) return refuse('mail.address-unfit')
  const {email} = normalized
  const key = personKey(keySecret, email)
  const isByHand = message.recipientType === 'lead' && isUlid(message.personKey)
  if (key !== message.personKey && !isByHand) {
    return refuse('mail.person-other')
  }
  return {ok: true, recipient: {email, personKey: key}}
}

function addressOf({message, lead, subscriber}: RecipientCase): unknown {
  if (message.recipientType === 'subscriber') return subscriber?.email
  return message.recipientType === 'lead' && message.kind === 'oneOff' ? lead?.email : undefined
}

/** The documents under the key of a recipient; `null` for one that does not exist. */
export interface MailPerson {
  subscriber: SubscriberRecord | null
  suppression: SuppressionRecord | null
}

/**
 * Why a message may not be sent to a person now; `null` where it may. A confirmation needs a sign-up that
 * waits for exactly this mail; a mail that somebody wrote needs that the person has not objected.
 */
export function mailObstacle(
  message: Pick<EmailMessageRecord, 'kind' | 'submissionId'>,
  person: MailPerson,
): Problem | null {
  return message.kind === 'confirmation'
    ? confirmationObstacle(message, person)
    : oneOffObstacle(person)
}

function confirmationObstacle(
  message: Pick<EmailMessageRecord, 'submissionId'>,
  {subscriber, suppression}: MailPerson,
): Problem | null {
  const reason = suppressionReason(suppression)
  if (reason !== null && !liftedByConfirmation(reason)) return problem('mail.suppressed')
  if (!subscriber) return problem('mail.subscriber-gone')
  if (subscriber.status !== 'pending') return problem('mail.nothing-to-confirm')
  return subscriber.doubleOptIn?.lastSubmissionId === message.submissionId
    ? null
    : problem('mail.superseded')
}

function oneOffObstacle({subscriber, suppression}: MailPerson): Problem | null {
  if (suppressionReason(suppression) !== null) return problem('mail.suppressed')
  switch (subscriber?.status) {
    case 'bounced':
      return problem('mail.bounced')
    case 'complained':
      return problem('mail.complained')
    case 'unsubscribed':
      // A sign-up that was never confirmed ends in the same status, and is no objection.
      return hasLapsed(subscriber) ? problem('mail.unsubscribed') : null
    default:
      return null
  }
}
