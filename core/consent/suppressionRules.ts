import type {SubscriberStatus, SuppressionReason, SuppressionRecord} from '../documents/people.ts'

/** From least to most restrictive; a suppression only ever moves to the right. */
const SEVERITY: readonly SuppressionReason[] = [
  'unsubscribed',
  'manual',
  'bounced',
  'complained',
  'erased',
]

/** Why a person is on the suppression list; `null` for one who is not on it. */
export function suppressionReason(
  suppression: Pick<SuppressionRecord, 'reason'> | null | undefined,
): SuppressionReason | null {
  return suppression ? (suppression.reason ?? 'manual') : null
}

/** Whether a person who confirms a double opt-in may be mailed again in spite of the suppression. */
export function liftedByConfirmation(reason: SuppressionReason): boolean {
  return reason === 'unsubscribed'
}

/**
 * Whether a confirmation may be sent to a person who asks for the newsletter. After withdrawing
 * they may change their mind; whoever complained, bounced, was erased or was put on the list by
 * hand gets nothing at all.
 */
export function mayAskForConfirmation(reason: SuppressionReason | null): boolean {
  return reason === null || liftedByConfirmation(reason)
}

/** The more restrictive of the reason on record and a new one. */
export function strongerReason(
  current: SuppressionReason | null,
  next: SuppressionReason,
): SuppressionReason {
  if (current === null) return next
  return SEVERITY.indexOf(next) > SEVERITY.indexOf(current) ? next : current
}

/** The reason with which a status keeps a person from mail; `null` for one that does not. */
export function reasonOfStatus(status: SubscriberStatus): SuppressionReason | null {
  return status === 'unsubscribed' || status === 'bounced' || status === 'complained'
    ? status
    : null
}
