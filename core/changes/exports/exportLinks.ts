import {z} from 'zod'
import {sha256Hex} from '../../crypto/sha256Hex.ts'
import {openToken, peekToken, signToken} from '../../crypto/signedToken.ts'
import type {ExportRecord} from './exportJob.ts'

/*
 * Two tokens, both signed with `siteSecret(master, site, 'export')`. The seal is in the document of an
 * export, and says that a function prepared it as it is: users write that document too. The link is for
 * the person who may download the file, for minutes. See docs/decisions/0021-exports.md.
 */

const SEAL = 'export-seal.v1'
const LINK = 'export-link.v1'

/** How long a link works, in milliseconds. */
export const LINK_LIFETIME_MS = 10 * 60_000

/** What a function prepared. */
export interface ExportSeal {
  /** Id of the export's document. */
  jobId: string
  /** The instruction, as JSON. */
  intent: string
  /** ISO 8601, UTC. */
  asOf: string
  expiresAt: string
}

const SealPayload = z.strictObject({
  j: z.string(),
  i: z.string(),
  a: z.iso.datetime(),
  e: z.iso.datetime(),
})

/** Signs what a function prepared, for the export's document. */
export function sealExport(secret: string, {jobId, intent, asOf, expiresAt}: ExportSeal): string {
  return signToken(secret, SEAL, {j: jobId, i: sha256Hex(intent), a: asOf, e: expiresAt})
}

/**
 * What a function prepared, by the seal of an export's document.
 *
 * @returns `null` where the document is not as the function left it
 */
export function openSeal(secret: string, job: ExportRecord): ExportSeal | null {
  const {data} = SealPayload.safeParse(openToken(secret, SEAL, job.seal ?? ''))
  const intent = job.intent ?? ''
  if (!data || data.j !== job._id || data.i !== sha256Hex(intent)) return null
  return {jobId: job._id, intent, asOf: data.a, expiresAt: data.e}
}

/** Who may download which file, until when. */
export interface ExportLink {
  jobId: string
  /** Id of the user. */
  userId: string
  /** Milliseconds since 1970. */
  expiresMs: number
}

const LinkPayload = z.strictObject({
  j: z.string(),
  u: z.string(),
  r: z.literal('admin'),
  e: z.int(),
})

/** Signs the token of a link. It is for administrators of the export's site: who signs has checked that. */
export function signExportLink(secret: string, {jobId, userId, expiresMs}: ExportLink): string {
  return signToken(secret, LINK, {j: jobId, u: userId, r: 'admin', e: expiresMs})
}

/** A link that was checked; `expired` only for a genuine one. */
export type VerifiedExportLink =
  | {ok: true; link: ExportLink}
  | {ok: false; reason: 'invalid' | 'expired'}

/**
 * Checks the token of a link.
 *
 * @param jobId - id of the export whose file is wanted
 * @param nowMs - milliseconds since 1970
 */
export function verifyExportLink(
  secret: string,
  jobId: string,
  token: string,
  nowMs: number,
): VerifiedExportLink {
  const claimed = LinkPayload.safeParse(peekToken(token))
  const {data} = LinkPayload.safeParse(claimed.success ? openToken(secret, LINK, token) : null)
  if (!data || data.j !== jobId) return {ok: false, reason: 'invalid'}
  if (data.e <= nowMs) return {ok: false, reason: 'expired'}
  return {ok: true, link: {jobId, userId: data.u, expiresMs: data.e}}
}

/** How long a ticket works, in milliseconds. */
export const TICKET_LIFETIME_MS = 2 * 60_000

const TICKET = /^[A-Za-z0-9_-]{43}$/u

/** Whether a text can be a ticket: 32 random bytes, base64url. */
export function isTicket(text: string): boolean {
  return TICKET.test(text)
}

/**
 * What a page writes into the document of an export to ask for a download, in place of the ticket itself.
 * The store's history then proves who holds the ticket.
 */
export function ticketHash(ticket: string): string {
  return sha256Hex(`export-ticket.v1.${ticket}`)
}
