import type {EmailMessageRecord, LeadRecord, SubscriberRecord} from '../documents/people.ts'
import {normalizeEmail} from '../people/normalizeEmail.ts'
import {personKey} from '../people/personKey.ts'
import {isUlid} from '../people/ulid.ts'

/** Who gets a mail. */
export interface MailRecipient {
  /** The one address that is mailed, as keys and look-ups use it. */
  email: string
  /** The key that the address gives, under which the person's consent is. */
  personKey: string
}

/** The recipient of a message, or why it has none; the reason names no address. */
export type FoundRecipient = {ok: true; recipient: MailRecipient} | {ok: false; reason: string}

/** What the recipient of a message is found out from. */
export interface RecipientCase {
  message: Pick<EmailMessageRecord, 'kind' | 'personKey' | 'recipientType'>
  /** The documents under the key that the message names; `null` for one that is not there. */
  lead: Pick<LeadRecord, 'email'> | null
  subscriber: Pick<SubscriberRecord, 'email'> | null
  /** `siteSecret(master, site, 'person-key')` */
  keySecret: string
}

const SEGMENT = /^[A-Za-z0-9_-]{1,64}$/u

/** Whether the key that a message names can be that of a lead or a subscriber. */
export function isMessageKey(key: unknown): key is string {
  return typeof key === 'string' && SEGMENT.test(key)
}

function addressOf({message, lead, subscriber}: RecipientCase): unknown {
  if (message.recipientType === 'subscriber') return subscriber?.email
  return message.recipientType === 'lead' && message.kind === 'oneOff' ? lead?.email : undefined
}

/**
 * Who gets a message, by the address that would be mailed. Leads and messages are written by editors,
 * so the key that a message names proves nothing: the key that counts is derived from the address. The
 * two must agree, but for a lead that was added by hand: its key is a ULID and says nothing of the
 * address.
 */
export function mailRecipient(input: RecipientCase): FoundRecipient {
  const {message, keySecret} = input
  const refuse = (reason: string): FoundRecipient => ({ok: false, reason})
  if (message.kind !== 'oneOff' && message.kind !== 'confirmation') {
    return refuse('The message is of no kind that is sent.')
  }
  if (!isMessageKey(message.personKey)) return refuse('The message names nobody.')
  const address = addressOf(input)
  if (address === null || address === undefined || address === '') {
    return refuse('The message leads to no e-mail address.')
  }
  const normalized = typeof address === 'string' ? normalizeEmail(address) : null
  if (!normalized?.ok) return refuse('What it would be sent to is not one e-mail address.')
  const {email} = normalized
  const key = personKey(keySecret, email)
  const isByHand = message.recipientType === 'lead' && isUlid(message.personKey)
  if (key !== message.personKey && !isByHand) {
    return refuse('The message names another person than the one whom it would be sent to.')
  }
  return {ok: true, recipient: {email, personKey: key}}
}
