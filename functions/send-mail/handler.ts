import {defineQuery} from 'groq'
import {
  ASKED_ONCE_MS,
  claimEmail,
  type EmailClaim,
  emailContent,
  recordEmailResult,
  type EmailResult,
} from '../../core/changes/emails.ts'
import {commitDecision} from '../../core/changes/commitDecision.ts'
import {signConfirmLink, signUnsubscribeLink} from '../../core/consent/personLinks.ts'
import {isMessageKey, mailRecipient, type MailRecipient} from '../../core/consent/mailRecipient.ts'
import type {EmailMessageRecord, LeadRecord, SubscriberRecord} from '../../core/documents/people.ts'
import {problem, type Problem} from '../../core/problems/problem.ts'
import {ProblemError} from '../../core/problems/problemError.ts'
import type {EmailMessage, Lead} from '../../core/sanity.types.generated.ts'
import {isDocumentOfKind, parseIdOfKind, tenantDocumentId} from '../../core/tenancy/documentId.ts'
import {changeStore} from '../shared/changeStore.ts'
import {confirmationEmail, oneOffEmail} from './emailText.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {isPermanentFailure, sendMail, type OutgoingMail} from './mailTransport.ts'
import {NOBODY} from '../../core/documents/person.ts'
import {readPerson} from '../shared/personDocuments.ts'
import type {ServerSite} from '../shared/siteRegistry.ts'
import {withRetry} from '../shared/withRetry.ts'

const ACTOR = {kind: 'function' as const, id: 'send-mail'}
const READ_TAG = 'leads.mail.read'
/** Pauses before recording a result again, in milliseconds: a sent mail must not count as unsent. */
const RECORD_PAUSES_MS = [100, 400, 1600]

/** What became of a message. */
export type MessageResult = 'sent' | 'queued' | 'failed' | 'refused' | 'wait' | 'done'

/**
 * Sends a queued message, if it is due and its recipient may be mailed at this moment. What the message or
 * a lead says about the person proves nothing: the key under which consent and suppression are read
 * derives from the address itself. Of several calls at once only one sends.
 *
 * @param id - id of the `emailMessage`; for any other id it reads nothing and returns `done`
 */
export async function sendMessage(services: FunctionServices, id: string): Promise<MessageResult> {
  const parsed = parseIdOfKind(id, 'email')
  if (!parsed) return 'done'
  const outcome = await claim(services, id, parsed.site)
  if (outcome.result !== 'claimed') return outcome.result
  return record(services, outcome.claimed, await attempt(services, outcome.claimed))
}

/** A mail cannot be composed; `permanent` where trying again cannot help. */
class UnsendableError extends ProblemError {
  override readonly name = 'UnsendableError'
  readonly permanent: boolean

  constructor(why: Problem, permanent: boolean) {
    super([why])
    this.permanent = permanent
  }
}

/** A message that this call may send, and everything that it may rely on. */
interface Claimed {
  message: EmailMessageRecord
  claim: EmailClaim
  /** `null` together with the site. */
  recipient: MailRecipient | null
  /** The subscriber under the recipient's key. */
  subscriber: SubscriberRecord | null
  site: ServerSite | null
}

async function readMessage(
  {client}: FunctionServices,
  id: string,
): Promise<EmailMessageRecord | null> {
  const message = await client.getDocument<EmailMessage>(id, {tag: READ_TAG})
  return message && isDocumentOfKind(message, 'email') ? message : null
}

/**
 * Reads the people of a message by their ids: the one under the key that it names, which any editor may
 * have written, and the one under the key of the address that would be mailed.
 */
async function readPeople(
  {client, secrets}: FunctionServices,
  site: ServerSite | null,
  message: EmailMessageRecord,
) {
  if (!site) return {found: null, person: NOBODY, named: null}
  const {personKey} = message
  const read = (key: string) => readPerson(client, site.key, key, READ_TAG)
  const named = isMessageKey(personKey) ? await read(personKey) : NOBODY
  const found = mailRecipient({message, ...named, keySecret: secrets(site, 'person-key')})
  if (!found.ok || found.recipient.personKey === personKey)
    return {found, person: named, named: null}
  return {found, person: await read(found.recipient.personKey), named}
}

const ASKED_QUERY = defineQuery(`count(*[
  _type == "emailMessage" && site == $site && personKey == $key && kind == "confirmation"
    && status == "sent" && sentAt > $since && submissionId != $cause
])`)

/**
 * Whether an import asks somebody to confirm who was asked a short while ago. The subscriber says so, too, but
 * goes when an import is undone. Mails that people cause themselves name their submission, or the same import.
 */
async function wasAsked(
  {client, now}: FunctionServices,
  site: ServerSite | null,
  {kind, personKey: key, submissionId}: EmailMessageRecord,
): Promise<boolean> {
  const cause = submissionId ?? ''
  const isByImport = kind === 'confirmation' && parseIdOfKind(cause, 'submission') === null
  if (!site || !isByImport || !isMessageKey(key)) return false
  const since = new Date(Date.parse(now()) - ASKED_ONCE_MS).toISOString()
  const tag = {tag: 'leads.mail.asked'}
  return (await client.fetch<number>(ASKED_QUERY, {site: site.key, key, since, cause}, tag)) > 0
}

async function claim(
  services: FunctionServices,
  id: string,
  siteKey: string,
): Promise<{result: 'wait' | 'refused' | 'done'} | {result: 'claimed'; claimed: Claimed}> {
  const {client, registry, now} = services
  const store = changeStore(client, 'leads.mail.claim', async () => {
    const message = await readMessage(services, id)
    if (!message) return null
    const site = (await registry.site(siteKey)) ?? null
    const [people, asked] = await Promise.all([
      readPeople(services, site, message),
      wasAsked(services, site, message),
    ])
    return {message, site, people, asked}
  })
  const decision = await commitDecision(store, (current) => {
    if (!current) return {result: 'done' as const, mutations: []}
    const {message, site, people, asked} = current
    const {subscriber} = people.person
    const decided = claimEmail({message, ...people, wasAsked: asked, now: now(), actor: ACTOR})
    return {...decided, message, subscriber, site}
  })
  if (decision.result !== 'claimed') return {result: decision.result}
  const {message, claim, recipient, subscriber, site} = decision
  return {result: 'claimed', claimed: {message, claim, recipient, subscriber, site}}
}

function sender(services: FunctionServices, site: ServerSite) {
  const {fromName, fromAddress, replyTo, smtpUrlEnv} = site.mail ?? {}
  const smtpUrl = smtpUrlEnv ? services.env.named(smtpUrlEnv) : services.env.smtpUrl
  const base = services.env.publicApiUrl
  if (!smtpUrl) {
    throw new UnsendableError(
      problem('mail.no-server', {name: smtpUrlEnv || 'LEADS_SMTP_URL'}),
      false,
    )
  }
  if (!base) throw new UnsendableError(problem('mail.no-links'), false)
  if (!fromAddress) throw new UnsendableError(problem('mail.no-sender'), false)
  const from = {name: fromName ?? site.title ?? '', address: fromAddress}
  return {smtpUrl, base, from, replyTo: replyTo ?? undefined}
}

function compose(
  services: FunctionServices,
  site: ServerSite,
  recipient: MailRecipient,
  {message, subscriber}: Claimed,
): {smtpUrl: string; mail: OutgoingMail} {
  const {smtpUrl, base, from, replyTo} = sender(services, site)
  const {email, personKey} = recipient
  const key = parseIdOfKind(message._id, 'email')?.key ?? ''
  const unsubscribe = signUnsubscribeLink(services.secrets(site, 'unsubscribe-link'), {
    site: site.key,
    personKey,
    nonce: key,
  })
  const unsubscribeUrl = `${base}/api/newsletter/unsubscribe?token=${unsubscribe}`
  const envelope = {
    from,
    replyTo,
    to: email,
    messageId: `<${site.key}.${key}@${from.address.split('@').at(-1)}>`,
    unsubscribeUrl,
    automatic: message.kind === 'confirmation',
  }
  if (message.kind !== 'confirmation') {
    const content = emailContent(message)
    if (!content.ok) throw new UnsendableError(content.problem, true)
    return {smtpUrl, mail: {...envelope, ...oneOffEmail(content, unsubscribeUrl)}}
  }
  const {nonce, expiresAt} = subscriber?.doubleOptIn ?? {}
  if (!nonce || !expiresAt || expiresAt <= services.now()) {
    throw new UnsendableError(problem('mail.link-expired'), true)
  }
  const token = signConfirmLink(services.secrets(site, 'confirm-link'), {
    site: site.key,
    personKey,
    nonce,
    expiresAt,
  })
  const confirmUrl = `${base}/api/newsletter/confirm?token=${token}`
  return {smtpUrl, mail: {...envelope, ...confirmationEmail(site, confirmUrl, unsubscribeUrl)}}
}

async function attempt(services: FunctionServices, claimed: Claimed): Promise<EmailResult> {
  const {site, recipient} = claimed
  try {
    if (!site || !recipient) throw new UnsendableError(problem('mail.site-missing'), false)
    const {smtpUrl, mail} = compose(services, site, recipient, claimed)
    return {type: 'sent', smtpMessageId: await sendMail(smtpUrl, mail)}
  } catch (error) {
    if (error instanceof UnsendableError && error.problems[0]) {
      return {type: 'failed', problem: error.problems[0], permanent: error.permanent}
    }
    const message = error instanceof Error ? error.message : 'unknown error'
    const permanent = isPermanentFailure(error)
    return {type: 'failed', problem: problem('mail.not-taken', {message}), permanent}
  }
}

async function readLead(
  {client}: FunctionServices,
  message: EmailMessageRecord,
): Promise<LeadRecord | null> {
  const site = parseIdOfKind(message._id, 'email')?.site ?? ''
  if (message.kind === 'confirmation' || !isMessageKey(message.personKey)) return null
  const id = tenantDocumentId(site, 'lead', message.personKey)
  const lead = await client.getDocument<Lead>(id, {tag: READ_TAG})
  return lead && isDocumentOfKind(lead, 'lead') ? lead : null
}

async function record(
  services: FunctionServices,
  {message: {_id: id}, claim}: Claimed,
  result: EmailResult,
): Promise<MessageResult> {
  const store = changeStore(services.client, 'leads.mail.record', async () => {
    const message = await readMessage(services, id)
    return message && {message, lead: await readLead(services, message)}
  })
  const commit = () =>
    commitDecision(store, (current) => {
      if (!current) return {mutations: [], status: 'done' as const}
      return recordEmailResult({...current, claim, result, now: services.now(), actor: ACTOR})
    })
  return (await withRetry(commit, RECORD_PAUSES_MS)).status
}
