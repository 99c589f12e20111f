/** The parts of a browser that say who is signed in; `window` has them. */
export interface CredentialSource {
  location: {hash: string}
  localStorage: {getItem(key: string): string | null}
}

// Both patterns and the key are those of the Studio's own auth store.
const HASH_TOKEN = /token=([^&]{32,})&?/
const HASH_SESSION = /sid=([^&]{20,})&?/

function tokenOf(stored: string | null): string | null {
  if (stored === null) return null
  try {
    const value: unknown = JSON.parse(stored)
    return typeof value === 'object' &&
      value !== null &&
      'token' in value &&
      typeof value.token === 'string'
      ? value.token
      : null
  } catch {
    return null
  }
}

/**
 * The token with which the Studio is about to start: one in the address's fragment wins over the
 * stored one, as it does in the Studio. The fragment is left as it is; the Studio takes it out.
 *
 * @returns `null` when there is none, or when a session id in the fragment is still to be exchanged
 */
export function startingToken(source: CredentialSource, projectId: string): string | null {
  const inHash = HASH_TOKEN.exec(source.location.hash)?.[1]
  if (inHash) return inHash
  if (HASH_SESSION.test(source.location.hash)) return null
  try {
    return tokenOf(source.localStorage.getItem(`__studio_auth_token_${projectId}`))
  } catch {
    // Storage is forbidden in this browser; the Studio then keeps its token in memory.
    return null
  }
}
