import type {SubmissionRecord} from '../documents/people.ts'
import {maskAddresses} from '../people/maskAddresses.ts'
import {guardedPatch, type Mutation} from './mutation.ts'

/** After so many failed attempts a submission is left for a person to look at. */
export const MAX_SUBMISSION_ATTEMPTS = 10

/**
 * Records that the processing of a submission failed, for a reason outside the submission itself.
 * It stays unprocessed, so that the sweep tries again, until it failed {@link
 * MAX_SUBMISSION_ATTEMPTS} times: then its outcome is `failed`.
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
  const attempts = (submission.failure?.attempts ?? 0) + 1
  const failure = {message: maskAddresses(message), at: now, attempts}
  const over = attempts >= MAX_SUBMISSION_ATTEMPTS
  const set = over ? {failure, processedAt: now, outcome: 'failed'} : {failure}
  return [guardedPatch(submission, {set})]
}
