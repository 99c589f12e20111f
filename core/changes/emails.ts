import {entryText} from '../people/entryTexts.ts'
import {
  mailObstacle,
  isMessageKey,
  type MailPerson,
  type FoundRecipient,
  type MailRecipient,
} from '../consent/mailRecipient.ts'
import type {EmailMessageRecord, LeadRecord} from '../documents/people.ts'
import {deterministicUlid} from '../people/ulid.ts'
import {problem, type Problem} from '../problems/problem.ts'
import {formatMaskedProblems, formatProblems} from '../problems/storedProblems.ts'
import {assertSameSite, parseTenantDocumentId, tenantDocumentId} from '../tenancy/documentId.ts'
import {activity, type Actor, laterOf} from './activity.ts'
import {guardedPatch, type Mutation} from './mutation.ts'
import {cleanLine, cleanText} from '../people/cleanText.ts'

const MINUTE = 60_000

/** How long a claim is valid, in milliseconds. After that its sender counts as dead. */
export const CLAIM_LEASE_MS = 5 * MINUTE

/** After this many attempts a message has failed. */
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

const LONGEST_WAIT_MS = emailBackoff(MAX_EMAIL_ATTEMPTS)

/** What {@link claimEmail} depends on. */
export interface ClaimCase {
  message: EmailMessageRecord
  /** From `mailRecipient`; `null` while the site, whose secret it needs, is not known. */
  found: FoundRecipient | null
  /** The documents under the key of the recipient's address. */
  person: MailPerson
  /** The documents under the key that the message names, where that is another. */
  named: MailPerson | null
  /** Whether the person was asked to confirm a short while ago, and an import asks once more. */
  wasAsked?: boolean
  /** ISO 8601, UTC. */
  now: string
  actor: Actor
}

/** For so long an import asks nobody to confirm who was asked before, in milliseconds. */
export const ASKED_ONCE_MS = 30 * 24 * 60 * MINUTE

/** Whether to send a message now. */
export type ClaimDecision =
  /**
   * Write the mutations; when that succeeds the message is yours to send, to this recipient and to
   * nobody else: what a document says later counts for nothing.
   */
  | {result: 'claimed'; mutations: Mutation[]; claim: EmailClaim; recipient: MailRecipient | null}
  /** Not yet: somebody else is at it, or the last attempt was too recent. */
  | {result: 'wait'; mutations: []; dueAt: string}
  /** Never: write the mutations, which say so and why. */
  | {result: 'refused'; mutations: Mutation[]}
  /** Sent or given up before. */
  | {result: 'done'; mutations: []}

/** Identifies a claim among those of the message. */
export interface EmailClaim {
  /** ISO 8601, UTC. */
  claimedAt: string
  /** Attempts, this one included. */
  attempts: number
}

/** Editors fill in new messages, so that a count may be anything. */
function attemptsOf(message: EmailMessageRecord): number {
  const attempts: unknown = message.attempts
  return typeof attempts === 'number' && Number.isInteger(attempts) && attempts > 0 ? attempts : 0
}

/** When a message may be tried next, in milliseconds since 1970. */
function dueAt(message: EmailMessageRecord, now: number): number {
  const claimedAt: unknown = message.claimedAt
  const claimed = typeof claimedAt === 'string' ? Date.parse(claimedAt) : Number.NaN
  // Nobody claims in the future, but for clocks that differ a little.
  if (Number.isNaN(claimed) || claimed > now + CLAIM_LEASE_MS) return 0
  return message.status === 'sending'
    ? claimed + CLAIM_LEASE_MS
    : claimed + Math.min(LONGEST_WAIT_MS, emailBackoff(attemptsOf(message)))
}

function refuse(input: ClaimCase, status: 'suppressed' | 'failed', why: Problem): ClaimDecision {
  const {message, now, actor} = input
  const failure = formatProblems([why])
  const {personKey} = message
  const site = parseTenantDocumentId(message._id)?.site ?? ''
  const told = isMessageKey(personKey)
    ? activity({
        site,
        personKey,
        leadId: tenantDocumentId(site, 'lead', personKey),
        ulid: deterministicUlid(Date.parse(now), 'activity', 'refused', message._id),
        kind: 'email.refused',
        at: now,
        actor,
        text: entryText(
          message.kind === 'confirmation'
            ? 'entry.mail.confirmation-refused'
            : 'entry.mail.personal-refused',
        ),
        details: {why: failure},
        emailId: message._id,
      })
    : null
  const mutations: Mutation[] = [
    guardedPatch(message, {set: {status, failure}}),
    ...(told ? [{createIfNotExists: told}] : []),
  ]
  return {result: 'refused', mutations}
}

/** Why the message can never be sent; `null` where it can. */
function defect({message, found}: ClaimCase): Problem | null {
  if (found && !found.ok) return found.problem
  if (message.kind !== 'oneOff') return null
  const content = emailContent(message)
  return content.ok ? null : content.problem
}

/**
 * Decides whether to send a message now, on what is known at this moment of the person whose address
 * it goes to. Of two who claim at once one is answered with 409. A claim that nobody finishes lapses,
 * so that a message is sent at least once, and more than once only when its sender dies between
 * sending and saying so.
 *
 * @throws ForeignDocumentError when a document belongs to another site than the message
 */
export function claimEmail(input: ClaimCase): ClaimDecision {
  const {message, found, person, named, now} = input
  const site = parseTenantDocumentId(message._id)?.site ?? ''
  assertSameSite(site, message, person.subscriber, person.suppression)
  assertSameSite(site, named?.subscriber, named?.suppression)
  if (message.status !== 'queued' && message.status !== 'sending') {
    return {result: 'done', mutations: []}
  }
  const due = dueAt(message, Date.parse(now))
  if (due > Date.parse(now)) {
    return {result: 'wait', mutations: [], dueAt: new Date(due).toISOString()}
  }
  const failure = defect(input)
  if (failure) return refuse(input, 'failed', failure)
  if (input.wasAsked) return refuse(input, 'suppressed', problem('mail.asked-before'))
  const obstacle =
    found && (mailObstacle(message, person) ?? (named && mailObstacle(message, named)))
  if (obstacle) return refuse(input, 'suppressed', obstacle)
  const attempts = attemptsOf(message) + 1
  if (attempts > MAX_EMAIL_ATTEMPTS) {
    return refuse(input, 'failed', problem('mail.given-up'))
  }
  const claim = {claimedAt: now, attempts}
  const set = {status: 'sending', ...claim}
  const recipient = found?.ok ? found.recipient : null
  return {result: 'claimed', mutations: [guardedPatch(message, {set})], claim, recipient}
}

/** Longest subject, in UTF-16 code units. */
export const MAX_SUBJECT_LENGTH = 300

/** Longest text, in UTF-16 code units. */
export const MAX_BODY_LENGTH = 100_000

/** Subject and text of a mail that a person wrote, or why it cannot be sent. */
export type EmailContent = {ok: true; subject: string; body: string} | {ok: false; problem: Problem}

/** The content of a one-off e-mail. A document may hold anything, so other types than text are refused. */
export function emailContent(message: Pick<EmailMessageRecord, 'subject' | 'body'>): EmailContent {
  const subject: unknown = message.subject ?? ''
  const body: unknown = message.body ?? ''
  if (typeof subject !== 'string' || typeof body !== 'string') {
    return {ok: false, problem: problem('mail.not-text')}
  }
  if (body.length > MAX_BODY_LENGTH) {
    return {ok: false, problem: problem('mail.text-too-long', {limit: MAX_BODY_LENGTH})}
  }
  const text = cleanText(body, MAX_BODY_LENGTH)
  if (text === '') return {ok: false, problem: problem('mail.text-missing')}
  return {ok: true, subject: cleanLine(subject, MAX_SUBJECT_LENGTH) || '(no subject)', body: text}
}

/** How an attempt at sending a claimed message ended. */
export type EmailResult =
  /** The mail server took it. */
  | {type: 'sent'; smtpMessageId?: string | undefined}
  /**
   * It did not go out. `permanent` for what trying again cannot mend: the server refused it for
   * good (SMTP 5xx), or the address is not one.
   */
  | {type: 'failed'; problem: Problem; permanent: boolean}

/** What {@link recordEmailResult} depends on. */
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

/** The mutations, for one transaction; none where the result is recorded already. */
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
    text: entryText(confirmation ? 'entry.mail.confirmation-sent' : 'entry.mail.personal-sent'),
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
  const set = {status, failure: formatMaskedProblems([result.problem])}
  const mutations = isOwn ? [guardedPatch(message, {set})] : []
  if (over) return {status, mutations}
  const retryAt = new Date(Date.parse(claimedAt) + emailBackoff(attempts)).toISOString()
  return {status, mutations, retryAt}
}
