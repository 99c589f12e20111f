import type {SubmissionRecord} from '../documents/people.ts'
import {maskAddresses} from '../people/cleanText.ts'
import {guardedPatch, type Mutation} from './mutation.ts'
import {MAX_SUBMISSION_ATTEMPTS, nextAttemptAt} from './submissionAttempts.ts'

/**
 * Records that an attempt to process a submission failed, for a reason that time may mend. The
 * submission stays unprocessed and is due again later, until the last attempt that it has: then its
 * outcome is `failed`. Counting is up to `beginAttempt`.
 *
 * @param message - what went wrong; addresses in it are masked
 * @param now - ISO 8601, UTC
 */
export function failSubmission(
  submission: Pick<SubmissionRecord, '_id' | '_rev' | 'failure' | 'processedAt'>,
  message: string,
  now: string,
): Mutation[] {
  if (submission.processedAt) return []
  const attempts = Math.max(1, submission.failure?.attempts ?? 0)
  const failure = {message: maskAddresses(message), at: now, attempts}
  const set =
    attempts >= MAX_SUBMISSION_ATTEMPTS
      ? {failure, processedAt: now, outcome: 'failed'}
      : {failure: {...failure, nextAttemptAt: nextAttemptAt(attempts, now)}}
  return [guardedPatch(submission, {set})]
}
