import {base32} from '../crypto/base32.ts'
import {mac} from '../crypto/mac.ts'

/**
 * A mark that stands for a text: equal for equal texts of one kind, so that one can see that it is
 * the same again, and of no use for guessing it.
 *
 * @param secret - `siteSecret(master, site, 'audit')`
 * @param what - kind of text
 */
export function keyedMark(secret: string, what: string, text: string): string {
  return `#${base32(mac(secret, `${what}\u0000${text}`).subarray(0, 5))}`
}
