import {base32} from '../crypto/base32.ts'
import {mac} from '../crypto/mac.ts'

/**
 * The key of a person within a site: HMAC-SHA256 of the normalised e-mail, cut to 128 bits, in
 * base32. The same address always gives the same key, and without the secret the key tells nothing
 * about the address.
 *
 * @param secret - `siteSecret(master, site, 'person-key')`
 * @param email - as `normalizeEmail` gives it
 */
export function personKey(secret: string, email: string): string {
  return base32(mac(secret, email).subarray(0, 16))
}
