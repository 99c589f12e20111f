import {deterministicUlid} from '../../core/people/ulid.ts'
import {tenantDocumentId} from '../../core/tenancy/documentId.ts'
import type {DemoEmail, DemoSubmission} from './documents.ts'
import {iso, type SiteContext} from './siteContext.ts'
import type {SignUp} from './signUp.ts'

const SECOND = 1000
/** Confirmations older than this were cleared away long ago, in milliseconds. */
const KEPT = 45 * 86_400_000

/** The confirmation mail of a recent sign-up, under the id that processing would give it. */
export function confirmationOf(
  site: SiteContext,
  key: string,
  signUp: SignUp,
  submission: DemoSubmission,
): DemoEmail | undefined {
  if (site.now - signUp.at > KEPT) return undefined
  const ulid = deterministicUlid(signUp.at, 'confirmation', submission._id)
  const queuedAt = submission.processedAt ?? submission.receivedAt
  const sentAt = iso(Date.parse(queuedAt) + 2 * SECOND)
  return {
    _id: tenantDocumentId(site.profile.key, 'email', ulid),
    _type: 'emailMessage',
    _createdAt: queuedAt,
    _updatedAt: sentAt,
    site: site.profile.key,
    kind: 'confirmation',
    personKey: key,
    recipientType: 'subscriber',
    status: 'sent',
    queuedAt,
    claimedAt: sentAt,
    sentAt,
    attempts: 1,
    submissionId: submission._id,
  }
}
