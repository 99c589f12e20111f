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
