import {utf8ToBytes} from '@noble/hashes/utils.js'
import {base64url, fromBase64url} from './encodings.ts'
import {canonicalJson} from './canonicalJson.ts'
import {equalInConstantTime, mac} from './mac.ts'

/** Longest token that is parsed. */
const MAX_LENGTH = 2048

function signature(secret: string, purpose: string, payload: string): string {
  return base64url(mac(secret, `${purpose}.${payload}`))
}

/**
 * Signs a payload: `<base64url payload>.<base64url HMAC-SHA256>`. The purpose goes into the
 * signature, so that a token of one purpose is invalid for another.
 *
 * @param purpose - name and version of the kind of token, such as `confirm-link.v1`
 */
export function signToken(secret: string, purpose: string, payload: object): string {
  const text = base64url(utf8ToBytes(canonicalJson(payload)))
  return `${text}.${signature(secret, purpose, text)}`
}

/**
 * The payload of a token without proof that it is genuine: only to find out whose secret proves it.
 *
 * @returns `undefined` when the text is not a token
 */
export function peekToken(token: string): unknown {
  const [payload = '', proof = '', ...rest] = token.length > MAX_LENGTH ? [] : token.split('.')
  const bytes = fromBase64url(payload)
  if (!bytes || bytes.length === 0 || proof === '' || rest.length > 0) return undefined
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(bytes))
    return parsed
  } catch {
    return undefined
  }
}

/**
 * The payload of a token that was signed with this secret for this purpose. The signature is
 * compared as text in constant time, so that no other spelling of it passes.
 *
 * @returns `undefined` when the token is malformed, altered or signed for something else
 */
export function openToken(secret: string, purpose: string, token: string): unknown {
  const payload = peekToken(token)
  const cut = token.indexOf('.')
  const expected = signature(secret, purpose, token.slice(0, cut))
  const genuine = equalInConstantTime(token.slice(cut + 1), expected)
  return genuine ? payload : undefined
}
