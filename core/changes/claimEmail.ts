import {liftedByConfirmation} from '../consent/suppressionRules.ts'
import type {EmailMessageRecord, SubscriberRecord, SuppressionRecord} from '../documents/people.ts'
import {assertSameSite} from '../tenancy/assertSameSite.ts'
import {parseTenantDocumentId} from '../tenancy/documentId.ts'
import {guardedPatch, type Mutation} from './mutation.ts'

const MINUTE = 60_000

/** How long a claim holds, in milliseconds: whoever took longer is taken for dead. */
export const CLAIM_LEASE_MS = 5 * MINUTE

/** After so many attempts a message is given up. */
export const MAX_EMAIL_ATTEMPTS = 6

/**
 * How long to wait after an attempt before the next: 1, 4, 16, 64, then 256 minutes.
 *
 * @param attempts - how many there were
 * @returns milliseconds
 */
export function emailBackoff(attempts: number): number {
  return attempts <= 0 ? 0 : MINUTE * 4 ** Math.min(attempts - 1, 4)
}

/** What a claim is decided on. */
export interface ClaimCase {
  message: EmailMessageRecord
  /** The person's documents; `null` for one that is not there. */
  subscriber: SubscriberRecord | null
  suppression: SuppressionRecord | null
  /** ISO 8601, UTC. */
  now: string
}

/** Whether to send a message now. */
export type ClaimDecision =
  /** Write the mutations; when that succeeds the message is yours to send. */
  | {result: 'claimed'; mutations: Mutation[]}
  /** Not yet: somebody else is at it, or the last attempt was too recent. */
  | {result: 'wait'; mutations: []; dueAt: string}
  /** Never: write the mutations, which say so and why. */
  | {result: 'refused'; mutations: Mutation[]}
  /** Sent or given up before. */
  | {result: 'done'; mutations: []}

function dueAt(message: EmailMessageRecord): number {
  if (!message.claimedAt) return 0
  const claimed = Date.parse(message.claimedAt)
  return message.status === 'sending'
    ? claimed + CLAIM_LEASE_MS
    : claimed + emailBackoff(message.attempts ?? 0)
}

function whyNot(input: ClaimCase): string | null {
  const {message, subscriber, suppression} = input
  if (message.kind !== 'confirmation') {
    return suppression ? 'The person is on the suppression list.' : null
  }
  if (suppression && !liftedByConfirmation(suppression.reason ?? 'manual')) {
    return 'The person is on the suppression list.'
  }
  if (!subscriber) return 'There is no subscriber to confirm any more.'
  if (subscriber.status !== 'pending') return 'There is nothing to confirm any more.'
  return subscriber.doubleOptIn?.lastSubmissionId === message.submissionId
    ? null
    : 'A newer confirmation mail takes its place.'
}

/**
 * Decides whether to send a message now, on what is known of the person at this moment. Of two who
 * claim at once one is answered with 409. A claim that nobody finishes lapses, so that a message is
 * sent at least once, and more than once only when its sender dies between sending and saying so.
 *
 * @throws ForeignDocumentError when a document belongs to another site than the message
 */
export function claimEmail(input: ClaimCase): ClaimDecision {
  const {message, subscriber, suppression, now} = input
  assertSameSite(parseTenantDocumentId(message._id)?.site ?? '', message, subscriber, suppression)
  if (message.status !== 'queued' && message.status !== 'sending') {
    return {result: 'done', mutations: []}
  }
  const due = dueAt(message)
  if (due > Date.parse(now)) {
    return {result: 'wait', mutations: [], dueAt: new Date(due).toISOString()}
  }
  const failure = whyNot(input)
  if (failure) {
    const set = {status: 'suppressed', failure}
    return {result: 'refused', mutations: [guardedPatch(message, {set})]}
  }
  const attempts = (message.attempts ?? 0) + 1
  if (attempts > MAX_EMAIL_ATTEMPTS) {
    const set = {status: 'failed', failure: 'Given up: no attempt at sending it came to an end.'}
    return {result: 'refused', mutations: [guardedPatch(message, {set})]}
  }
  const set = {status: 'sending', claimedAt: now, attempts}
  return {result: 'claimed', mutations: [guardedPatch(message, {set})]}
}
