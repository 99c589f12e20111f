import type {SubscriberRecord} from '../documents/people.ts'
import {base32} from '../crypto/base32.ts'
import {mac} from '../crypto/mac.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** How long the link of a confirmation mail works, in milliseconds: 7 days. */
export const CONFIRMATION_LIFETIME_MS = 7 * DAY

/** Shortest time between two confirmation mails to one person, in milliseconds: 10 minutes. */
export const RESEND_INTERVAL_MS = 10 * MINUTE

/** State of a double opt-in that was just asked for. */
export interface DoubleOptInState {
  nonce: string
  /** ISO 8601, UTC. */
  requestedAt: string
  /** ISO 8601, UTC. */
  expiresAt: string
  lastSubmissionId: string
}

/**
 * How long to wait before the next confirmation mail: the interval doubles with every request of
 * the last day that went unanswered, up to a day, so that nobody can fill a stranger's mailbox by
 * sending a form over and over.
 *
 * @param now - ISO 8601, UTC
 * @returns milliseconds
 */
export function resendWait(subscriber: SubscriberRecord, now: string): number {
  const since = Date.parse(now) - DAY
  const unanswered = (subscriber.consentHistory ?? []).filter(
    (entry) => entry.event === 'requested' && entry.at && Date.parse(entry.at) > since,
  ).length
  return Math.min(DAY, RESEND_INTERVAL_MS * 2 ** Math.max(0, unanswered - 1))
}

/**
 * Whether a request of a person who is already pending calls for another confirmation mail.
 *
 * @param now - ISO 8601, UTC: when the new request arrived
 * @returns false for as long as {@link resendWait} has not passed since the last mail
 */
export function confirmationDue(subscriber: SubscriberRecord | null, now: string): boolean {
  const state = subscriber?.doubleOptIn
  if (!subscriber || subscriber.status !== 'pending' || !state?.nonce || !state.requestedAt) {
    return true
  }
  return Date.parse(now) - Date.parse(state.requestedAt) >= resendWait(subscriber, now)
}

/**
 * A fresh double opt-in for a submission. The nonce follows from the submission, so that handling
 * it twice makes the same one; it replaces the one before, whose link stops working.
 *
 * @param keySecret - `siteSecret(master, site, 'person-key')`
 * @param requestedAt - ISO 8601, UTC
 */
export function startDoubleOptIn(
  keySecret: string,
  submissionId: string,
  requestedAt: string,
): DoubleOptInState {
  return {
    nonce: base32(mac(keySecret, `double-opt-in\u0000${submissionId}`).subarray(0, 16)),
    requestedAt,
    expiresAt: new Date(Date.parse(requestedAt) + CONFIRMATION_LIFETIME_MS).toISOString(),
    lastSubmissionId: submissionId,
  }
}
