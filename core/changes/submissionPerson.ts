import type {SubmissionRecord} from '../documents/people.ts'
import {normalizeEmail} from '../people/normalizeEmail.ts'
import type {Problem} from '../problems/problem.ts'
import {personKey} from '../people/keys.ts'
import {tenantDocumentId} from '../tenancy/documentId.ts'

/** The person of a submission, and the ids of their documents. */
export interface SubmissionPerson {
  /** As keys and look-ups use it. */
  email: string
  personKey: string
  leadId: string
  subscriberId: string
  suppressionId: string
}

/**
 * Identifies the person of a submission. Read the documents with the ids that it returns, and pass them to
 * `processSubmission`.
 *
 * @param site - key of the site
 * @param keySecret - `siteSecret(master, site, 'person-key')`
 */
export function submissionPerson(
  submission: Pick<SubmissionRecord, 'email'>,
  site: string,
  keySecret: string,
): {ok: true; person: SubmissionPerson} | {ok: false; problem: Problem} {
  const result = normalizeEmail(submission.email ?? '')
  if (!result.ok) return result
  const key = personKey(keySecret, result.email)
  const person = {
    email: result.email,
    personKey: key,
    leadId: tenantDocumentId(site, 'lead', key),
    subscriberId: tenantDocumentId(site, 'subscriber', key),
    suppressionId: tenantDocumentId(site, 'suppression', key),
  }
  return {ok: true, person}
}
