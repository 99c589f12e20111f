import {claimEmail} from '../../core/changes/claimEmail.ts'
import {
  recordEmailResult,
  sentActivityId,
  type EmailResult,
} from '../../core/changes/recordEmailResult.ts'
import {signConfirmLink} from '../../core/consent/confirmLink.ts'
import {signUnsubscribeLink} from '../../core/consent/unsubscribeLink.ts'
import type {EmailMessageRecord} from '../../core/documents/people.ts'
import type {EmailMessage} from '../../core/sanity.types.generated.ts'
import {parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import {commitDecision} from '../shared/commitDecision.ts'
import {confirmationEmail, oneOffEmail} from './emailText.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {isPermanentFailure, sendMail, type OutgoingMail} from './mailTransport.ts'
import {readPerson, type PersonDocuments} from '../shared/personDocuments.ts'
import {recordEntries, writtenEntries} from '../shared/recordEntries.ts'
import type {ServerSite} from '../shared/siteRegistry.ts'
import {isTransient} from '../shared/storeErrors.ts'

const ACTOR = {kind: 'function' as const, id: 'send-mail'}
const READ_TAG = 'leads.mail.read'
/** Pauses before recording a result again, in milliseconds: a mail that went out must be known to have. */
const RECORD_PAUSES_MS = [100, 400, 1600]

/** What became of a message. */
export type MessageResult = 'sent' | 'queued' | 'failed' | 'refused' | 'wait' | 'done'

/** Why a mail cannot be made; `permanent` where time does not mend it. */
class UnsendableError extends Error {
  override readonly name = 'UnsendableError'
  readonly permanent: boolean

  constructor(message: string, permanent: boolean) {
    super(message)
    this.permanent = permanent
  }
}

interface Claimed extends PersonDocuments {
  message: EmailMessageRecord
}

async function claim(
  services: FunctionServices,
  id: string,
): Promise<
  {result: MessageResult; earlier: string | null} | {result: 'claimed'; claimed: Claimed}
> {
  const {client, now} = services
  const site = parseTenantDocumentId(id)?.site ?? ''
  const decision = await commitDecision(client, 'leads.mail.claim', async () => {
    const message: EmailMessageRecord | undefined = await client.getDocument<EmailMessage>(id, {
      tag: READ_TAG,
    })
    if (!message?.personKey) return {result: 'done' as const, mutations: [], earlier: null}
    const person = await readPerson(client, site, message.personKey, READ_TAG)
    const at = now()
    const claimed = {
      message: {...message, claimedAt: at, attempts: (message.attempts ?? 0) + 1},
      ...person,
    }
    const earlier = sentActivityId(message)
    return {...claimEmail({message, ...person, now: at}), claimed, earlier}
  })
  return decision.result === 'claimed' && 'claimed' in decision
    ? {result: 'claimed', claimed: decision.claimed}
    : {result: decision.result, earlier: decision.earlier}
}

function recipient({message, lead, subscriber}: Claimed): string {
  const address = message.recipientType === 'lead' ? lead?.email : subscriber?.email
  if (!address) throw new UnsendableError('The person has no e-mail address any more.', true)
  return address
}

function sender(services: FunctionServices, site: ServerSite) {
  const {fromName, fromAddress, replyTo, smtpUrlEnv} = site.mail ?? {}
  const smtpUrl = smtpUrlEnv ? services.env.named(smtpUrlEnv) : services.env.smtpUrl
  const base = services.env.publicApiUrl
  if (!smtpUrl) {
    throw new UnsendableError(`Set ${smtpUrlEnv || 'LEADS_SMTP_URL'} to an SMTP server.`, false)
  }
  if (!base) throw new UnsendableError('Set LEADS_PUBLIC_API_URL: the links need it.', false)
  if (!fromAddress) throw new UnsendableError('The site has no sender address.', false)
  const from = {name: fromName ?? site.title ?? '', address: fromAddress}
  return {smtpUrl, base, from, replyTo: replyTo ?? undefined}
}

function compose(
  services: FunctionServices,
  site: ServerSite,
  claimed: Claimed,
): {smtpUrl: string; mail: OutgoingMail} {
  const {message, subscriber} = claimed
  const {smtpUrl, base, from, replyTo} = sender(services, site)
  const personKey = message.personKey ?? ''
  const key = parseTenantDocumentId(message._id)?.key ?? ''
  const unsubscribe = signUnsubscribeLink(services.secrets(site, 'unsubscribe-link'), {
    site: site.key,
    personKey,
    nonce: key,
  })
  const unsubscribeUrl = `${base}/api/newsletter/unsubscribe?token=${unsubscribe}`
  const envelope = {
    from,
    replyTo,
    to: recipient(claimed),
    messageId: `<${site.key}.${key}@${from.address.split('@').at(-1)}>`,
    unsubscribeUrl,
    automatic: message.kind === 'confirmation',
  }
  if (message.kind !== 'confirmation') {
    return {smtpUrl, mail: {...envelope, ...oneOffEmail(message, unsubscribeUrl)}}
  }
  const {nonce, expiresAt} = subscriber?.doubleOptIn ?? {}
  if (!nonce || !expiresAt || expiresAt <= services.now()) {
    throw new UnsendableError('Its link would have expired before it arrived.', true)
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
  try {
    const key = parseTenantDocumentId(claimed.message._id)?.site ?? ''
    const site = await services.registry.site(key)
    if (!site) throw new UnsendableError('Its site is not in the registry.', false)
    const {smtpUrl, mail} = compose(services, site, claimed)
    return {type: 'sent', smtpMessageId: await sendMail(smtpUrl, mail)}
  } catch (error) {
    const permanent = error instanceof UnsendableError ? error.permanent : isPermanentFailure(error)
    const message = error instanceof Error ? error.message : 'unknown error'
    return {type: 'failed', message, permanent}
  }
}

async function record(services: FunctionServices, claimed: Claimed, result: EmailResult) {
  const {message, lead} = claimed
  const decision = recordEmailResult({message, lead, result, now: services.now(), actor: ACTOR})
  for (const wait of [...RECORD_PAUSES_MS, null]) {
    try {
      await commitDecision(services.client, 'leads.mail.record', async () => decision)
      break
    } catch (error) {
      if (wait === null || !isTransient(error)) throw error
      await new Promise((resolve) => {
        setTimeout(resolve, wait)
      })
    }
  }
  return decision
}

/**
 * Sends a queued message, if it is due and the person may be mailed at this very moment, and records
 * that in the audit trail. The address is looked up now. Of several that try at once only one sends.
 *
 * @param id - id of the `emailMessage`
 */
export async function sendMessage(services: FunctionServices, id: string): Promise<MessageResult> {
  const outcome = await claim(services, id)
  if (outcome.result !== 'claimed') {
    await recordEntries(services, outcome.earlier ? [outcome.earlier] : [])
    return outcome.result
  }
  const {status, mutations} = await record(
    services,
    outcome.claimed,
    await attempt(services, outcome.claimed),
  )
  await recordEntries(services, writtenEntries(mutations))
  return status
}
