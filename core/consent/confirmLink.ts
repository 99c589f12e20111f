import {
  signPersonLink,
  verifyPersonLink,
  type PersonLink,
  type SecretFor,
  type VerifiedLink,
} from './personLink.ts'

const PURPOSE = 'confirm-link.v1'

/** What the link of a confirmation mail stands for. */
export interface ConfirmLink extends PersonLink {
  /** The nonce of the subscriber's newest double opt-in. */
  nonce: string
  /** ISO 8601, UTC; whole seconds count. */
  expiresAt: string
}

/**
 * Signs the opaque token of a confirmation link.
 *
 * @param secret - `siteSecret(master, site, 'confirm-link')`
 */
export function signConfirmLink(secret: string, link: ConfirmLink): string {
  return signPersonLink(secret, PURPOSE, link)
}

/**
 * Checks the token of a confirmation link. Whether its nonce is still the newest one, the
 * subscriber's document tells (`confirmSubscription`).
 *
 * @param now - ISO 8601, UTC
 * @returns `expired` only for a genuine token
 */
export function verifyConfirmLink(
  token: string,
  secretFor: SecretFor,
  now: string,
): VerifiedLink<ConfirmLink> {
  const verified = verifyPersonLink(token, PURPOSE, secretFor, now)
  if (!verified.ok) return verified
  const {expiresAt, ...link} = verified.link
  // A confirmation always ends at some time; one that does not is none of ours.
  return expiresAt ? {ok: true, link: {...link, expiresAt}} : {ok: false, reason: 'invalid'}
}
