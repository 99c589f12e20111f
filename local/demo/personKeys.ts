import {createHmac} from 'node:crypto'
import {base32} from '../../core/crypto/encodings.ts'

/**
 * Core's `personKey` under one secret, by Node's own HMAC: millions of people are made, and core's,
 * which also runs in browsers, takes several times as long.
 *
 * @param secret - `siteSecret(master, site, 'person-key')`
 * @returns gives the key of a normalised address
 */
export function createPersonKeys(secret: string): (email: string) => string {
  return (email) => base32(createHmac('sha256', secret).update(email).digest().subarray(0, 16))
}
