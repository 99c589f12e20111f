import {base32} from '../crypto/encodings.ts'
import {canonicalJson} from '../crypto/canonicalJson.ts'
import {mac} from '../crypto/mac.ts'
import {ulidFromHash} from '../people/ulid.ts'
import {fieldProblem, problem, type FieldProblem} from '../problems/problem.ts'

/** What a submission stores about its idempotency key. */
export interface Idempotency {
  keyHash: string
  fingerprint: string
}

const PRINTABLE = /^[\u0021-\u007e](?:[\u0020-\u007e]*[\u0021-\u007e])?$/

/**
 * Checks the header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): 1 to 255
 * printable ASCII characters.
 */
export function idempotencyKey(
  header: string,
): {ok: true; key: string} | {ok: false; problem: FieldProblem} {
  const key = header.trim()
  if (key.length <= 255 && PRINTABLE.test(key)) return {ok: true, key}
  return {ok: false, problem: fieldProblem('Idempotency-Key', problem('key.shape'))}
}

/**
 * The ULID of the submission of a key: the same key on the same site always addresses the same document,
 * so that a repeated request finds what the first one wrote.
 *
 * @param secret - `siteSecret(master, site, 'idempotency')`
 */
export function submissionUlidFromKey(secret: string, key: string): string {
  return ulidFromHash(mac(secret, `submission\u0000${key}`))
}

/**
 * Hashes a key and its body for storage: a repeated key with another fingerprint is a mistake of the
 * caller. Both hashes are keyed with the site's secret, so that nobody can guess an address or a key
 * from them.
 *
 * @param secret - `siteSecret(master, site, 'idempotency')`
 * @param body - the body as it was parsed; the order of its members does not matter
 */
export function idempotencyOf(
  secret: string,
  key: string,
  body: Record<string, unknown>,
): Idempotency {
  return {
    keyHash: base32(mac(secret, `key\u0000${key}`)),
    fingerprint: bodyFingerprint(secret, body),
  }
}

/** Keyed fingerprint of a body; see {@link idempotencyOf}. */
export function bodyFingerprint(secret: string, body: Record<string, unknown>): string {
  return base32(mac(secret, `body\u0000${canonicalJson(body)}`))
}
