import {
  signPersonLink,
  verifyPersonLink,
  type PersonLink,
  type SecretFor,
  type VerifiedLink,
} from './personLink.ts'

const PURPOSE = 'unsubscribe-link.v1'

/** What an unsubscribe link stands for. */
export interface UnsubscribeLink extends PersonLink {
  /** What the link was made for, such as the id of the mail that carries it. */
  nonce: string
  /** ISO 8601, UTC. Absent: it works for as long as the mail is kept, as a way out should. */
  expiresAt?: string | undefined
}

/**
 * Signs the opaque token of an unsubscribe link.
 *
 * @param secret - `siteSecret(master, site, 'unsubscribe-link')`
 */
export function signUnsubscribeLink(secret: string, link: UnsubscribeLink): string {
  return signPersonLink(secret, PURPOSE, link)
}

/**
 * Checks the token of an unsubscribe link.
 *
 * @param now - ISO 8601, UTC
 * @returns `expired` only for a genuine token
 */
export function verifyUnsubscribeLink(
  token: string,
  secretFor: SecretFor,
  now: string,
): VerifiedLink<UnsubscribeLink> {
  return verifyPersonLink(token, PURPOSE, secretFor, now)
}
