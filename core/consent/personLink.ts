import {z} from 'zod'
import {openToken, peekToken, signToken} from '../crypto/signedToken.ts'

const Payload = z.strictObject({
  s: z.string().min(1),
  k: z.string().min(1),
  n: z.string().min(1),
  e: z.int().nonnegative().optional(),
})

/** What a link in a mail to a person stands for. No e-mail address is among it. */
export interface PersonLink {
  site: string
  personKey: string
  /** What the link was made for; tells it from others of the same person. */
  nonce: string
  /** ISO 8601, UTC; whole seconds count. Absent: it works for ever. */
  expiresAt?: string | undefined
}

/** A link that was checked. */
export type VerifiedLink<Link extends PersonLink> =
  | {ok: true; link: Link}
  | {ok: false; reason: 'invalid' | 'expired'; site?: string}

/** The secret of a site, `null` for a site that does not exist. */
export type SecretFor = (site: string) => string | null

/**
 * Signs the opaque token of a link.
 *
 * @param purpose - name and version of the kind of link; it is good for no other
 */
export function signPersonLink(secret: string, purpose: string, link: PersonLink): string {
  const {site, personKey, nonce, expiresAt} = link
  const end = expiresAt ? {e: Math.floor(Date.parse(expiresAt) / 1000)} : {}
  return signToken(secret, purpose, {s: site, k: personKey, n: nonce, ...end})
}

/**
 * Checks the token of a link with the secret of the site that it claims to be of.
 *
 * @param now - ISO 8601, UTC
 * @returns `expired` only for a genuine token
 */
export function verifyPersonLink(
  token: string,
  purpose: string,
  secretFor: SecretFor,
  now: string,
): VerifiedLink<PersonLink> {
  const claimed = Payload.safeParse(peekToken(token))
  const secret = claimed.success ? secretFor(claimed.data.s) : null
  if (secret === null) return {ok: false, reason: 'invalid'}
  const payload = Payload.safeParse(openToken(secret, purpose, token))
  if (!payload.success) return {ok: false, reason: 'invalid'}
  const {s: site, k: personKey, n: nonce, e: seconds} = payload.data
  if (seconds === undefined) return {ok: true, link: {site, personKey, nonce}}
  if (seconds * 1000 <= Date.parse(now)) return {ok: false, reason: 'expired', site}
  const expiresAt = new Date(seconds * 1000).toISOString()
  return {ok: true, link: {site, personKey, nonce, expiresAt}}
}
