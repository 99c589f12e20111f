import type {SubscriberRecord} from '../documents/people.ts'
import {base32} from '../crypto/encodings.ts'
import {mac} from '../crypto/mac.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** How long the link of a confirmation mail works, in milliseconds: 7 days. */
export const CONFIRMATION_LIFETIME_MS = 7 * DAY

/** Shortest time between two confirmation mails to one person, in milliseconds: 10 minutes. */
export const RESEND_INTERVAL_MS = 10 * MINUTE

/**
 * How long to wait after the first, second, … unanswered confirmation mail, in milliseconds; after each
 * further one as long as after the last of these. Anybody can type a stranger's address into a form: with
 * these waits the stranger gets two mails in the first day, three in the first week, and then one in
 * thirty days.
 */
const WAITS_MS = [RESEND_INTERVAL_MS, DAY, 7 * DAY, 30 * DAY] as const
const LONGEST_WAIT_MS = 30 * DAY

/** State of a double opt-in that has just been requested. */
export interface DoubleOptInState {
  nonce: string
  /** ISO 8601, UTC. */
  requestedAt: string
  /** ISO 8601, UTC. */
  expiresAt: string
  lastSubmissionId: string
  /** Confirmation mails since the person last confirmed, this one included. */
  unanswered: number
}

/** How many confirmation mails a person got since they last confirmed. */
function unansweredMails(subscriber: SubscriberRecord | null): number {
  const {requestedAt, confirmedAt, unanswered} = subscriber?.doubleOptIn ?? {}
  return !requestedAt || confirmedAt ? 0 : Math.max(1, unanswered ?? 1)
}

/**
 * How long to wait after the last confirmation mail before a request may cause the next. A person who
 * unsubscribed after their only mail and signs up again gets one at once, so that they can correct a press
 * of the wrong link, but only once.
 *
 * @returns milliseconds; 0 for a person who got no mail since they last confirmed
 */
export function confirmationWait(subscriber: SubscriberRecord | null): number {
  const mails = unansweredMails(subscriber)
  if (mails === 0 || (mails === 1 && subscriber?.status !== 'pending')) return 0
  return WAITS_MS[mails - 1] ?? LONGEST_WAIT_MS
}

/**
 * Whether a request for the newsletter causes a confirmation mail.
 *
 * @param now - ISO 8601, UTC: when the request arrived
 * @returns false for as long as {@link confirmationWait} has not passed since the last mail
 */
export function confirmationDue(subscriber: SubscriberRecord | null, now: string): boolean {
  const wait = confirmationWait(subscriber)
  if (wait === 0) return true
  return Date.parse(now) - Date.parse(subscriber?.doubleOptIn?.requestedAt ?? '') >= wait
}

/**
 * Starts a double opt-in for a submission. The nonce derives from the submission, so that processing it
 * twice makes the same one; it replaces the previous nonce, whose link stops working.
 *
 * @param keySecret - `siteSecret(master, site, 'person-key')`
 * @param subscriber - as it is before; `null` for somebody new
 * @param requestedAt - ISO 8601, UTC
 */
export function startDoubleOptIn(
  keySecret: string,
  subscriber: SubscriberRecord | null,
  submissionId: string,
  requestedAt: string,
): DoubleOptInState {
  return {
    nonce: base32(mac(keySecret, `double-opt-in\u0000${submissionId}`).subarray(0, 16)),
    requestedAt,
    expiresAt: new Date(Date.parse(requestedAt) + CONFIRMATION_LIFETIME_MS).toISOString(),
    lastSubmissionId: submissionId,
    unanswered: unansweredMails(subscriber) + 1,
  }
}
