import type {SubscriberStatus, SuppressionReason, SuppressionRecord} from '../documents/people.ts'

/** From least to most restrictive; a suppression only moves to the right. */
const SEVERITY: readonly SuppressionReason[] = [
  'unsubscribed',
  'manual',
  'bounced',
  'complained',
  'erased',
]

/**
 * Why a person is on the suppression list; `null` for a person who is not on it, or whom an administrator
 * took off it.
 */
export function suppressionReason(
  suppression: Pick<SuppressionRecord, 'reason' | 'liftedAt'> | null | undefined,
): SuppressionReason | null {
  return suppression && !suppression.liftedAt ? (suppression.reason ?? 'manual') : null
}

/** Whether a person who confirms a double opt-in may be mailed again in spite of the suppression. */
export function liftedByConfirmation(reason: SuppressionReason): boolean {
  return reason === 'unsubscribed'
}

/**
 * Whether a person who asks for the newsletter may get a confirmation mail. A person who withdrew may
 * change their mind. One who complained, bounced, was erased or was put on the list by hand gets no mail
 * at all until an administrator lifts the suppression.
 */
export function mayAskForConfirmation(reason: SuppressionReason | null): boolean {
  return reason === null || liftedByConfirmation(reason)
}

/** Whether an administrator may lift a suppression. A withdrawal is the person's own to undo. */
export function mayBeLifted(reason: SuppressionReason): boolean {
  return reason !== 'unsubscribed'
}

/**
 * The reason that remains when an administrator lifts a suppression. An objection remains: a person who
 * complained, had their data erased or had withdrawn before is mailed again only after confirming a new
 * sign-up.
 *
 * @returns `null` when no reason remains
 */
export function reasonAfterLifting(
  suppression: Pick<SuppressionRecord, 'reason' | 'withdrawnAt'>,
): SuppressionReason | null {
  const {reason, withdrawnAt} = suppression
  const objected = reason === 'complained' || reason === 'erased' || Boolean(withdrawnAt)
  return objected ? 'unsubscribed' : null
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
