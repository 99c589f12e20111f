import type {SubmissionRecord} from '../documents/people.ts'
import {guardedPatch, type Mutation} from './mutation.ts'

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
