/** The parts of `window` that hold who is signed in. */
export interface CredentialSource {
  location: {hash: string; href: string}
  localStorage: {getItem(key: string): string | null; setItem(key: string, value: string): void}
  history: {replaceState(data: unknown, unused: string, url: string): void}
}

// The pattern and the key are those of the Studio's own auth store, which takes long tokens only.
const LONG_TOKEN = /token=([^&]{32,})&?/
const ANY_TOKEN = /(?:^#|&)token=([^&]+)&?/

/** Where the Studio keeps who is signed in. */
export function storageKey(projectId: string): string {
  return `__studio_auth_token_${projectId}`
}

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
 * Moves a token from the address (`#token=…`) to where the Studio looks for it. The Studio does the
 * same, but only for tokens of at least 32 characters; those of an embedded lake are shorter.
 *
 * @param now - milliseconds since 1970
 * @returns whether there was one
 */
export function adoptHashToken(source: CredentialSource, projectId: string, now: number): boolean {
  const token = ANY_TOKEN.exec(source.location.hash)?.[1]
  if (!token) return false
  const url = new URL(source.location.href)
  const rest = source.location.hash.replace(ANY_TOKEN, (match) => match.charAt(0))
  url.hash = rest.length > 1 ? rest : ''
  source.history.replaceState(null, '', url.href)
  const stored = {token, time: new Date(now).toISOString()}
  source.localStorage.setItem(storageKey(projectId), JSON.stringify(stored))
  return true
}

/**
 * The token with which the Studio is about to start: a long one in the address wins over the stored
 * one, as it does in the Studio, which also takes it out of the address.
 */
export function startingToken(source: CredentialSource, projectId: string): string | null {
  const inHash = LONG_TOKEN.exec(source.location.hash)?.[1]
  if (inHash) return inHash
  try {
    return tokenOf(source.localStorage.getItem(storageKey(projectId)))
  } catch {
    // Storage is forbidden in this browser; the Studio then keeps its token in memory.
    return null
  }
}
