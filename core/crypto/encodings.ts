const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'

/**
 * RFC 4648 base32, lower case and without padding: letters and digits that survive in document
 * ids, URLs and case-insensitive systems alike.
 *
 * @returns `ceil(bytes * 8 / 5)` characters; 26 for 128 bits
 */
export function base32(bytes: Uint8Array): string {
  let text = ''
  let buffer = 0
  let bits = 0
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += ALPHABET[(buffer >>> bits) & 31]
    }
    buffer &= (1 << bits) - 1
  }
  if (bits > 0) text += ALPHABET[(buffer << (5 - bits)) & 31]
  return text
}

const CANONICAL = /^[A-Za-z0-9_-]*$/

/** RFC 4648 section 5 base64url without padding. */
export function base64url(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/**
 * The inverse of {@link base64url}. Only the canonical spelling is accepted: padding, other
 * alphabets and spare bits that are not zero are refused, so that one value has one spelling.
 *
 * @returns `null` when the text is not canonical base64url
 */
export function fromBase64url(text: string): Uint8Array | null {
  if (!CANONICAL.test(text) || text.length % 4 === 1) return null
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  return base64url(bytes) === text ? bytes : null
}
