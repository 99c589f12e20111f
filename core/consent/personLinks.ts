import {z} from 'zod'
import {openToken, peekToken, signToken} from '../crypto/signedToken.ts'

/** What a link in a mail stands for. It holds no e-mail address. */
interface PersonLink {
  site: string
  personKey: string
  /** What the link was made for; distinguishes it from others of the same person. */
  nonce: string
  /** ISO 8601, UTC; whole seconds count. A link without it never expires. */
  expiresAt?: string | undefined
}

/** A link that was checked; `expired` only for a genuine token. */
export type VerifiedLink<Link extends PersonLink> =
  | {ok: true; link: Link}
  | {ok: false; reason: 'invalid' | 'expired'; site?: string}

/** The secret of a site, `null` for a site that does not exist. */
export type SecretFor = (site: string) => string | null

/** What the link of a confirmation mail stands for. */
export interface ConfirmLink extends PersonLink {
  /** The nonce of the subscriber's newest double opt-in. */
  nonce: string
  /** ISO 8601, UTC; whole seconds count. */
  expiresAt: string
}

const CONFIRM = 'confirm-link.v1'

/**
 * Signs the opaque token of a confirmation link.
 *
 * @param secret - `siteSecret(master, site, 'confirm-link')`
 */
export function signConfirmLink(secret: string, link: ConfirmLink): string {
  return signPersonLink(secret, CONFIRM, link)
}

/**
 * Checks the token of a confirmation link. The subscriber's document says whether its nonce is still
 * the newest (`confirmSubscription`).
 *
 * @param now - ISO 8601, UTC
 */
export function verifyConfirmLink(
  token: string,
  secretFor: SecretFor,
  now: string,
): VerifiedLink<ConfirmLink> {
  const verified = verifyPersonLink(token, CONFIRM, secretFor, now)
  if (!verified.ok) return verified
  const {expiresAt, ...link} = verified.link
  // Every confirmation link that we sign expires.
  return expiresAt ? {ok: true, link: {...link, expiresAt}} : {ok: false, reason: 'invalid'}
}

/** What an unsubscribe link stands for. Usually it never expires: a way out works as long as the mail. */
export type UnsubscribeLink = PersonLink

const UNSUBSCRIBE = 'unsubscribe-link.v1'

/**
 * Signs the opaque token of an unsubscribe link.
 *
 * @param secret - `siteSecret(master, site, 'unsubscribe-link')`
 */
export function signUnsubscribeLink(secret: string, link: UnsubscribeLink): string {
  return signPersonLink(secret, UNSUBSCRIBE, link)
}

/**
 * Checks the token of an unsubscribe link.
 *
 * @param now - ISO 8601, UTC
 */
export function verifyUnsubscribeLink(
  token: string,
  secretFor: SecretFor,
  now: string,
): VerifiedLink<UnsubscribeLink> {
  return verifyPersonLink(token, UNSUBSCRIBE, secretFor, now)
}

const Payload = z.strictObject({
  s: z.string().min(1),
  k: z.string().min(1),
  n: z.string().min(1),
  e: z.int().nonnegative().optional(),
})

/**
 * Signs the opaque token of a link.
 *
 * @param purpose - name and version of the kind of link; the token is valid for no other
 */
export function signPersonLink(secret: string, purpose: string, link: PersonLink): string {
  const {site, personKey, nonce, expiresAt} = link
  const end = expiresAt ? {e: Math.floor(Date.parse(expiresAt) / 1000)} : {}
  return signToken(secret, purpose, {s: site, k: personKey, n: nonce, ...end})
}

/** Checks the token of a link with the secret of the site that it names. */
function verifyPersonLink(
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
