import type {EmailMessageRecord, LeadRecord} from '../documents/people.ts'
import {maskAddresses} from '../people/maskAddresses.ts'
import {deterministicUlid} from '../people/ulid.ts'
import {assertSameSite} from '../tenancy/assertSameSite.ts'
import {parseTenantDocumentId, tenantDocumentId} from '../tenancy/documentId.ts'
import {activity, laterOf, type Actor} from './activity.ts'
import {emailBackoff, MAX_EMAIL_ATTEMPTS} from './claimEmail.ts'
import type {Mutation} from './mutation.ts'

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
  /** As it was claimed: `attempts` counts the attempt that has just ended. */
  message: EmailMessageRecord
  /** The person's lead, for a one-off e-mail. */
  lead?: LeadRecord | null
  result: EmailResult
  /** ISO 8601, UTC. */
  now: string
  actor: Actor
}

/** What to write, in one transaction. */
export interface EmailResultDecision {
  mutations: Mutation[]
  status: 'sent' | 'queued' | 'failed'
  /** When to try again, ISO 8601 UTC; for `queued` only. */
  retryAt?: string
}

function sentUlid({_id, queuedAt}: EmailMessageRecord, otherwise: string): string {
  return deterministicUlid(Date.parse(queuedAt ?? otherwise), 'activity', 'sent', _id)
}

/** Id of the timeline entry that a message makes when it is sent; `null` before. */
export function sentActivityId(message: EmailMessageRecord): string | null {
  const {_id, personKey, sentAt} = message
  const site = parseTenantDocumentId(_id)?.site
  if (!site || !personKey || !sentAt) return null
  return tenantDocumentId(site, 'activity', personKey, sentUlid(message, sentAt))
}

function sent(input: EmailResultCase, site: string, smtpMessageId: string | undefined): Mutation[] {
  const {message, lead, now, actor} = input
  const personKey = message.personKey ?? ''
  const confirmation = message.kind === 'confirmation'
  const entry = activity({
    site,
    personKey,
    leadId: lead?._id ?? tenantDocumentId(site, 'lead', personKey),
    ulid: sentUlid(message, now),
    kind: 'email.sent',
    at: now,
    actor,
    summary: confirmation ? 'Sent the confirmation e-mail' : 'Sent a personal e-mail',
    emailId: message._id,
    ...(message.submissionId ? {submissionId: message.submissionId} : {}),
  })
  const contact = {
    lastContactAt: laterOf(lead?.lastContactAt, now),
    lastActivityAt: laterOf(lead?.lastActivityAt, now),
    ...(lead?.engagement && lead.engagement !== 'none' ? {} : {engagement: 'sent'}),
  }
  return [
    {
      patch: {
        id: message._id,
        set: {status: 'sent', sentAt: now, ...(smtpMessageId ? {smtpMessageId} : {})},
        unset: ['failure'],
      },
    },
    {createIfNotExists: entry},
    ...(lead && !confirmation ? [{patch: {id: lead._id, set: contact}}] : []),
  ]
}

/**
 * Records how an attempt ended: sent; to be tried again after a growing wait; or given up, for good
 * reason or after {@link MAX_EMAIL_ATTEMPTS}. What the server said is kept without any address.
 *
 * These patches carry no revision: the claim was exclusive, and what went out went out, whatever
 * else has changed since.
 *
 * @throws ForeignDocumentError when the lead belongs to another site than the message
 */
export function recordEmailResult(input: EmailResultCase): EmailResultDecision {
  const {message, lead, result, now} = input
  const site = parseTenantDocumentId(message._id)?.site ?? ''
  assertSameSite(site, message, lead)
  if (result.type === 'sent') {
    return {status: 'sent', mutations: sent(input, site, result.smtpMessageId)}
  }
  const attempts = message.attempts ?? 1
  const over = result.permanent || attempts >= MAX_EMAIL_ATTEMPTS
  const status = over ? 'failed' : 'queued'
  const set = {status, failure: maskAddresses(result.message)}
  const mutations: Mutation[] = [{patch: {id: message._id, set}}]
  if (over) return {status, mutations}
  const claimed = Date.parse(message.claimedAt ?? now)
  return {status, mutations, retryAt: new Date(claimed + emailBackoff(attempts)).toISOString()}
}
