import type {Transporter} from 'nodemailer'
import type {EmailText} from './emailText.ts'

const CONNECT_TIMEOUT_MS = 5_000
const ANSWER_TIMEOUT_MS = 15_000
const MAX_CONNECTIONS = 4

/** A mail with its envelope. */
export interface OutgoingMail extends EmailText {
  from: {name: string; address: string}
  replyTo: string | undefined
  to: string
  /** With angle brackets; the same whenever the same message is sent again. */
  messageId: string
  /** Absent for mails that nobody subscribed to. */
  unsubscribeUrl: string | undefined
  /** Whether no person wrote it (RFC 3834), so that nobody's out-of-office answers it. */
  automatic: boolean
}

const transports = new Map<string, Promise<Transporter>>()

/**
 * Keeps a few connections to each server for the next mails. The library is loaded with the first mail: functions
 * that seldom send any would start a third slower.
 */
function transportFor(smtpUrl: string): Promise<Transporter> {
  const known = transports.get(smtpUrl)
  if (known) return known
  const transport = openTransport(smtpUrl)
  transports.set(smtpUrl, transport)
  return transport
}

async function openTransport(smtpUrl: string): Promise<Transporter> {
  const {createTransport} = await import('nodemailer')
  return createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: MAX_CONNECTIONS,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: ANSWER_TIMEOUT_MS,
  })
}

/**
 * Hands a mail to an SMTP server, with the headers for one-click unsubscription (RFC 2369, RFC
 * 8058).
 *
 * @returns the message id
 * @throws errors of the server and the network; see {@link isPermanentFailure}
 */
export async function sendMail(smtpUrl: string, mail: OutgoingMail): Promise<string> {
  const {from, replyTo, to, messageId, subject, text, html, unsubscribeUrl, automatic} = mail
  const transport = await transportFor(smtpUrl)
  await transport.sendMail({
    from,
    to: {name: '', address: to},
    ...(replyTo ? {replyTo} : {}),
    messageId,
    subject,
    text,
    html,
    ...(unsubscribeUrl ? {list: {unsubscribe: {url: unsubscribeUrl, comment: ''}}} : {}),
    headers: {
      ...(unsubscribeUrl ? {'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'} : {}),
      ...(automatic ? {'Auto-Submitted': 'auto-generated'} : {}),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return messageId
}

/** Whether the server refused for good (5xx), so that trying again is useless. */
export function isPermanentFailure(error: unknown): boolean {
  if (!(error instanceof Error) || !('responseCode' in error)) return false
  // Only 5yz is a lasting refusal: a server that says anything else is out of order.
  const {responseCode} = error
  return typeof responseCode === 'number' && responseCode >= 500 && responseCode < 600
}
