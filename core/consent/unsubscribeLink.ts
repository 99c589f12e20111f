import {z} from 'zod'
import {openToken, peekToken, signToken} from '../crypto/signedToken.ts'

const PURPOSE = 'unsubscribe-link.v1'

const Payload = z.strictObject({
  s: z.string().min(1),
  k: z.string().min(1),
  n: z.string().min(1),
  e: z.int().nonnegative().optional(),
})

/** What an unsubscribe link stands for. No e-mail address is among it. */
export interface UnsubscribeLink {
  site: string
  personKey: string
  /** What the link was made for, such as the id of the mail that carries it. */
  nonce: string
  /** ISO 8601, UTC. Absent: it works for as long as the mail is kept, as a way out should. */
  expiresAt?: string | undefined
}

/** A link that was checked. */
export type VerifiedUnsubscribeLink =
  | {ok: true; link: UnsubscribeLink}
  | {ok: false; reason: 'invalid' | 'expired'; site?: string}

/**
 * Signs the opaque token of an unsubscribe link.
 *
 * @param secret - `siteSecret(master, site, 'unsubscribe-link')`
 */
export function signUnsubscribeLink(secret: string, link: UnsubscribeLink): string {
  const {site, personKey, nonce, expiresAt} = link
  const end = expiresAt ? {e: Math.floor(Date.parse(expiresAt) / 1000)} : {}
  return signToken(secret, PURPOSE, {s: site, k: personKey, n: nonce, ...end})
}

/**
 * Checks the token of an unsubscribe link.
 *
 * @param secretFor - the secret of a site, `null` for a site that does not exist
 * @param now - ISO 8601, UTC
 */
export function verifyUnsubscribeLink(
  token: string,
  secretFor: (site: string) => string | null,
  now: string,
): VerifiedUnsubscribeLink {
  const claimed = Payload.safeParse(peekToken(token))
  const secret = claimed.success ? secretFor(claimed.data.s) : null
  if (secret === null) return {ok: false, reason: 'invalid'}
  const payload = Payload.safeParse(openToken(secret, PURPOSE, token))
  if (!payload.success) return {ok: false, reason: 'invalid'}
  const {s: site, k: personKey, n: nonce, e: seconds} = payload.data
  if (seconds === undefined) return {ok: true, link: {site, personKey, nonce}}
  if (seconds * 1000 <= Date.parse(now)) return {ok: false, reason: 'expired', site}
  const expiresAt = new Date(seconds * 1000).toISOString()
  return {ok: true, link: {site, personKey, nonce, expiresAt}}
}
