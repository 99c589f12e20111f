import {z} from 'zod'
import {openToken, peekToken, signToken} from '../crypto/signedToken.ts'

const PURPOSE = 'confirm-link.v1'

const Payload = z.strictObject({
  s: z.string().min(1),
  k: z.string().min(1),
  n: z.string().min(1),
  e: z.int().nonnegative(),
})

/** What the link of a confirmation mail stands for. No e-mail address is among it. */
export interface ConfirmLink {
  site: string
  personKey: string
  /** The nonce of the subscriber's newest double opt-in. */
  nonce: string
  /** ISO 8601, UTC; whole seconds count. */
  expiresAt: string
}

/** A link that was checked. */
export type VerifiedConfirmLink =
  | {ok: true; link: ConfirmLink}
  | {ok: false; reason: 'invalid' | 'expired'; site?: string}

/**
 * Signs the opaque token of a confirmation link.
 *
 * @param secret - `siteSecret(master, site, 'confirm-link')`
 */
export function signConfirmLink(secret: string, link: ConfirmLink): string {
  const {site, personKey, nonce, expiresAt} = link
  const seconds = Math.floor(Date.parse(expiresAt) / 1000)
  return signToken(secret, PURPOSE, {s: site, k: personKey, n: nonce, e: seconds})
}

/**
 * Checks the token of a confirmation link. Whether its nonce is still the newest one, the
 * subscriber's document tells (`confirmSubscription`).
 *
 * @param secretFor - the secret of a site, `null` for a site that does not exist
 * @param now - ISO 8601, UTC
 * @returns `expired` only for a genuine token
 */
export function verifyConfirmLink(
  token: string,
  secretFor: (site: string) => string | null,
  now: string,
): VerifiedConfirmLink {
  const claimed = Payload.safeParse(peekToken(token))
  const secret = claimed.success ? secretFor(claimed.data.s) : null
  if (secret === null) return {ok: false, reason: 'invalid'}
  const payload = Payload.safeParse(openToken(secret, PURPOSE, token))
  if (!payload.success) return {ok: false, reason: 'invalid'}
  const {s: site, k: personKey, n: nonce, e: seconds} = payload.data
  if (seconds * 1000 <= Date.parse(now)) return {ok: false, reason: 'expired', site}
  return {
    ok: true,
    link: {site, personKey, nonce, expiresAt: new Date(seconds * 1000).toISOString()},
  }
}
