import type {EmailMessageRecord, SubscriberRecord, SuppressionRecord} from '../documents/people.ts'
import {hasLapsed} from './consentHistory.ts'
import {liftedByConfirmation, suppressionReason} from './suppressionRules.ts'

/** The documents under the key of whoever gets a mail; `null` for one that is not there. */
export interface MailPerson {
  subscriber: SubscriberRecord | null
  suppression: SuppressionRecord | null
}

const SUPPRESSED = 'The person is on the suppression list.'

function confirmationObstacle(
  message: Pick<EmailMessageRecord, 'submissionId'>,
  {subscriber, suppression}: MailPerson,
): string | null {
  const reason = suppressionReason(suppression)
  if (reason !== null && !liftedByConfirmation(reason)) return SUPPRESSED
  if (!subscriber) return 'There is no subscriber to confirm any more.'
  if (subscriber.status !== 'pending') return 'There is nothing to confirm any more.'
  return subscriber.doubleOptIn?.lastSubmissionId === message.submissionId
    ? null
    : 'A newer confirmation mail takes its place.'
}

function oneOffObstacle({subscriber, suppression}: MailPerson): string | null {
  if (suppressionReason(suppression) !== null) return SUPPRESSED
  switch (subscriber?.status) {
    case 'bounced':
      return 'The person’s address bounced.'
    case 'complained':
      return 'The person marked our mail as spam.'
    case 'unsubscribed':
      // A sign-up that was never confirmed ends in the same status; that is no objection.
      return hasLapsed(subscriber) ? 'The person unsubscribed.' : null
    default:
      return null
  }
}

/**
 * Why a person may not be sent a message now; `null` where they may. A confirmation needs a sign-up
 * that waits for just this mail; what a person writes by hand needs that nobody objected.
 */
export function mailObstacle(
  message: Pick<EmailMessageRecord, 'kind' | 'submissionId'>,
  person: MailPerson,
): string | null {
  return message.kind === 'confirmation'
    ? confirmationObstacle(message, person)
    : oneOffObstacle(person)
}
