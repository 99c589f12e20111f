import {hkdf} from '@noble/hashes/hkdf.js'
import {sha256} from '@noble/hashes/sha2.js'
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js'
import {base32} from '../crypto/encodings.ts'
import {mac} from '../crypto/mac.ts'

/** What a derived secret is for. A secret of one purpose is useless for another. */
export type SecretPurpose =
  | 'person-key'
  | 'render-token'
  | 'confirm-link'
  | 'unsubscribe-link'
  | 'idempotency'
  | 'audit'
  | 'snapshot'
  | 'privacy'
  | 'export'

/**
 * Derives the secret of one site for one purpose from the master secret (HKDF-SHA256, RFC 5869),
 * so that one environment variable serves all sites and a leaked secret affects one site and purpose.
 *
 * @param masterSecret - value of `LEADS_SECRET`, or of the variable that the site names
 * @returns 64 hexadecimal characters
 * @throws RangeError when the master secret is empty
 */
export function siteSecret(masterSecret: string, site: string, purpose: SecretPurpose): string {
  if (masterSecret.trim() === '') {
    throw new RangeError('The master secret is empty. Set LEADS_SECRET to a long random text.')
  }
  const info = utf8ToBytes(`sanity-plugin-leads/v1/${purpose}/${site}`)
  return bytesToHex(hkdf(sha256, utf8ToBytes(masterSecret), undefined, info, 32))
}

/**
 * The key of a person within a site: HMAC-SHA256 of the normalised e-mail, cut to 128 bits, in
 * base32. The same address always gives the same key, and without the secret the key reveals nothing
 * about the address.
 *
 * @param secret - `siteSecret(master, site, 'person-key')`
 * @param email - the result of `normalizeEmail`
 */
export function personKey(secret: string, email: string): string {
  return base32(mac(secret, email).subarray(0, 16))
}

const PERSON_KEY = /^[a-z2-7]{26}$/u

/** Whether a text has the form of a {@link personKey}. */
export function isPersonKey(text: string): boolean {
  return PERSON_KEY.test(text)
}
