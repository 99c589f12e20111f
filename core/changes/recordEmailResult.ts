import type {EmailMessageRecord, LeadRecord} from '../documents/people.ts'
import {maskAddresses} from '../people/cleanText.ts'
import {deterministicUlid} from '../people/ulid.ts'
import {assertSameSite, parseTenantDocumentId, tenantDocumentId} from '../tenancy/documentId.ts'
import {activity, laterOf, type Actor} from './activity.ts'
import {emailBackoff, MAX_EMAIL_ATTEMPTS, type EmailClaim} from './claimEmail.ts'
import {guardedPatch, type Mutation} from './mutation.ts'

/** How an attempt at sending a claimed message ended. */
export type EmailResult =
  /** The mail server took it. */
  | {type: 'sent'; smtpMessageId?: string | undefined}
  /**
   * It did not go out. `permanent` for what trying again cannot mend: the server refused it for
   * good (SMTP 5xx), or the address is not one.
   */
  | {type: 'failed'; message: string; permanent: boolean}

/** What to record. */
export interface EmailResultCase {
  /** As it is now. */
  message: EmailMessageRecord
  /** The claim under which it was tried. */
  claim: EmailClaim
  /** The lead that the message names, as it is now. */
  lead: LeadRecord | null
  result: EmailResult
  /** ISO 8601, UTC. */
  now: string
  actor: Actor
}

/** What to write, in one transaction; nothing where it is recorded already. */
export interface EmailResultDecision {
  mutations: Mutation[]
  status: 'sent' | 'queued' | 'failed'
  /** When to try again, ISO 8601 UTC; for `queued` only. */
  retryAt?: string
}

function sent(input: EmailResultCase, site: string, smtpMessageId: string | undefined): Mutation[] {
  const {message, lead, now, actor} = input
  const personKey = message.personKey ?? ''
  const confirmation = message.kind === 'confirmation'
  const entry = activity({
    site,
    personKey,
    leadId: tenantDocumentId(site, 'lead', personKey),
    ulid: deterministicUlid(Date.parse(now), 'activity', 'sent', message._id),
    kind: 'email.sent',
    at: now,
    actor,
    summary: confirmation ? 'Sent the confirmation e-mail' : 'Sent a personal e-mail',
    emailId: message._id,
    ...(confirmation && message.submissionId ? {submissionId: message.submissionId} : {}),
  })
  const contact = {
    lastContactAt: laterOf(lead?.lastContactAt, now),
    lastActivityAt: laterOf(lead?.lastActivityAt, now),
    ...(lead?.engagement && lead.engagement !== 'none' ? {} : {engagement: 'sent'}),
  }
  return [
    guardedPatch(message, {
      set: {status: 'sent', sentAt: now, ...(smtpMessageId ? {smtpMessageId} : {})},
      unset: ['failure'],
    }),
    {createIfNotExists: entry},
    ...(lead && !confirmation ? [guardedPatch(lead, {set: contact})] : []),
  ]
}

/**
 * Records how an attempt ended: sent; to be tried again after a growing wait; or given up, for good
 * reason or after {@link MAX_EMAIL_ATTEMPTS}. What the server said is kept without any address.
 *
 * All of it holds for the revisions that were read: on a conflict, read again and decide anew. What
 * went out is recorded whoever has claimed the message since; a failure only by whose claim it is.
 *
 * @throws ForeignDocumentError when the lead belongs to another site than the message
 */
export function recordEmailResult(input: EmailResultCase): EmailResultDecision {
  const {message, claim, lead, result} = input
  const site = parseTenantDocumentId(message._id)?.site ?? ''
  assertSameSite(site, message, lead)
  if (result.type === 'sent') {
    const mutations = message.status === 'sent' ? [] : sent(input, site, result.smtpMessageId)
    return {status: 'sent', mutations}
  }
  const {claimedAt, attempts} = claim
  const over = result.permanent || attempts >= MAX_EMAIL_ATTEMPTS
  const status = over ? 'failed' : 'queued'
  const isOwn = message.status === 'sending' && message.claimedAt === claimedAt
  const set = {status, failure: maskAddresses(result.message)}
  const mutations = isOwn ? [guardedPatch(message, {set})] : []
  if (over) return {status, mutations}
  const retryAt = new Date(Date.parse(claimedAt) + emailBackoff(attempts)).toISOString()
  return {status, mutations, retryAt}
}
