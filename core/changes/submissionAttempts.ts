import type {SubmissionRecord} from '../documents/people.ts'
import {guardedPatch, type Mutation} from './mutation.ts'
import {problem, type Problem} from '../problems/problem.ts'
import {formatMaskedProblems, formatProblems} from '../problems/storedProblems.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/**
 * After so many attempts a submission is left for a person to look at. With the waits between them
 * that is after 95 hours: longer than a weekend with a public holiday, in which nobody mends what is
 * wrong with a configuration.
 */
export const MAX_SUBMISSION_ATTEMPTS = 10

/** A call that comes later than this after the form was sent is not the first, in milliseconds. */
const FIRST_ATTEMPT_MS = MINUTE_MS

/** How long to wait after an attempt, in milliseconds: 1, 4, 16, 64 … minutes, and a day at most. */
export function waitAfterAttempt(attempt: number): number {
  return Math.min(DAY_MS, MINUTE_MS * 4 ** (attempt - 1))
}

type Attempted = Pick<SubmissionRecord, '_id' | '_rev' | 'failure' | 'processedAt' | 'receivedAt'>

/** When the attempt after this one is due (ISO 8601, UTC). */
export function nextAttemptAt(attempt: number, now: string): string {
  return new Date(Date.parse(now) + waitAfterAttempt(attempt)).toISOString()
}

/** Whether a submission may be processed now. Write `mutations` before anything else is done. */
export interface AttemptDecision {
  state: 'go' | 'wait' | 'done' | 'given-up'
  mutations: Mutation[]
}

function isFirst({failure, receivedAt}: Attempted, now: string): boolean {
  const age = Date.parse(now) - Date.parse(receivedAt ?? '')
  return !failure && Math.abs(age) < FIRST_ATTEMPT_MS
}

/**
 * Decides whether an attempt to process a submission may begin. Every attempt but the first is
 * counted before it begins, in the submission itself: one that ends with its process, by a time-out
 * or for want of memory, is counted too, and no process needs to remember anything. The first attempt,
 * which nearly always succeeds, costs no write of its own.
 *
 * @param now - ISO 8601, UTC
 */
export function beginAttempt(submission: Attempted, now: string): AttemptDecision {
  const {failure, processedAt} = submission
  if (processedAt) return {state: 'done', mutations: []}
  if (isFirst(submission, now)) return {state: 'go', mutations: []}
  const due = failure?.nextAttemptAt
  if (due && Date.parse(due) > Date.parse(now)) return {state: 'wait', mutations: []}
  const earlier = failure?.attempts ?? 0
  if (earlier >= MAX_SUBMISSION_ATTEMPTS) {
    const {nextAttemptAt: _, ...last} = failure ?? {}
    const set = {failure: last, processedAt: now, outcome: 'failed'}
    return {state: 'given-up', mutations: [guardedPatch(submission, {set})]}
  }
  const attempts = earlier + 1
  const message = formatProblems([problem('submission.attempt-open', {attempt: attempts})])
  const begun = {message, at: now, attempts, nextAttemptAt: nextAttemptAt(attempts, now)}
  return {state: 'go', mutations: [guardedPatch(submission, {set: {failure: begun}})]}
}

/**
 * Records that an attempt to process a submission failed, for a reason that time may mend. The
 * submission stays unprocessed and is due again later, until the last attempt that it has: then its
 * outcome is `failed`. Counting is up to `beginAttempt`.
 *
 * @param why - what went wrong; addresses in it are masked
 * @param now - ISO 8601, UTC
 */
export function failSubmission(
  submission: Pick<SubmissionRecord, '_id' | '_rev' | 'failure' | 'processedAt'>,
  why: Problem,
  now: string,
): Mutation[] {
  if (submission.processedAt) return []
  const attempts = Math.max(1, submission.failure?.attempts ?? 0)
  const failure = {message: formatMaskedProblems([why]), at: now, attempts}
  const set =
    attempts >= MAX_SUBMISSION_ATTEMPTS
      ? {failure, processedAt: now, outcome: 'failed'}
      : {failure: {...failure, nextAttemptAt: nextAttemptAt(attempts, now)}}
  return [guardedPatch(submission, {set})]
}

/**
 * Makes a submission that failed one that was never tried: the sweep takes it up within a minute, and
 * it has all its attempts again. What was sent stays as it is. Only robots and superadmins may write
 * submissions, since they are evidence.
 *
 * @returns nothing for a submission that did not fail, or is still tried
 */
export function retrySubmission(
  submission: Pick<SubmissionRecord, '_id' | '_rev' | 'outcome' | 'processedAt'>,
): Mutation[] {
  if (submission.outcome !== 'failed' || !submission.processedAt) return []
  return [guardedPatch(submission, {unset: ['outcome', 'processedAt', 'failure']})]
}
