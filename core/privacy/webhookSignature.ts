import {hmac} from '@noble/hashes/hmac.js'
import {sha256} from '@noble/hashes/sha2.js'
import {utf8ToBytes} from '@noble/hashes/utils.js'
import {equalInConstantTime} from '../crypto/mac.ts'

/**
 * The signature of a webhook: HMAC-SHA256 of its body as it came, in base64.
 *
 * @param secret - of the app that the webhook is sent to
 */
export function webhookSignature(secret: string, body: Uint8Array): string {
  const bytes = hmac(sha256, utf8ToBytes(secret), body)
  return btoa(String.fromCharCode(...bytes))
}

/**
 * Whether a webhook was signed with a secret. How long it takes tells nothing of the true signature.
 *
 * @param given - the header `X-Shopify-Hmac-Sha256`
 */
export function isSignedWith(secret: string, body: Uint8Array, given: string): boolean {
  return equalInConstantTime(webhookSignature(secret, body), given)
}
