import PostalMime from 'postal-mime'
import type {Address} from 'postal-mime'

/** A message as the sink shows it. */
export interface Mail {
  /** ULID of its arrival. */
  id: string
  /** ISO 8601, UTC. */
  receivedAt: string
  /** Envelope sender and recipients, as the SMTP session gave them. */
  envelope: {from: string; to: string[]}
  from: string
  to: string[]
  subject: string
  messageId: string
  text: string
  html: string
  headers: {name: string; value: string}[]
  /** Absolute http(s) links in the body, in order of appearance, each once. */
  links: string[]
  attachments: {name: string; type: string; bytes: number}[]
}

/** A message in a list: everything but its bodies and headers. */
export type MailSummary = Pick<
  Mail,
  'id' | 'receivedAt' | 'envelope' | 'from' | 'to' | 'subject' | 'messageId'
>

const LINK = /https?:\/\/[^\s<>"')\]]+/g

function addressText(address: Address): string {
  if (address.group) return `${address.name}: ${address.group.map(addressText).join(', ')}`
  return address.name ? `${address.name} <${address.address}>` : address.address
}

function linksOf(text: string, html: string): string[] {
  const fromHtml = [...html.matchAll(/href\s*=\s*["'](https?:[^"']+)["']/gi)].map((match) =>
    (match[1] ?? '').replaceAll('&amp;', '&'),
  )
  return [...new Set([...fromHtml, ...(text.match(LINK) ?? [])])]
}

/**
 * Reads a message's source (RFC 5322).
 *
 * @param receivedAt - ISO 8601, UTC
 * @throws Error when the source is no e-mail message at all, or nested beyond reason
 */
export async function parseMessage(
  raw: Uint8Array,
  id: string,
  receivedAt: string,
  envelope: Mail['envelope'],
): Promise<Mail> {
  const email = await PostalMime.parse(raw)
  const text = email.text ?? ''
  const html = email.html ?? ''
  return {
    id,
    receivedAt,
    envelope,
    from: email.from ? addressText(email.from) : envelope.from,
    to: email.to ? email.to.map(addressText) : envelope.to,
    subject: email.subject ?? '',
    messageId: email.messageId ?? '',
    text,
    html,
    headers: email.headers.map(({originalKey, value}) => ({name: originalKey, value})),
    links: linksOf(text, html),
    attachments: email.attachments.map(({filename, mimeType, content}) => ({
      name: filename ?? 'unnamed',
      type: mimeType,
      bytes: typeof content === 'string' ? content.length : content.byteLength,
    })),
  }
}
