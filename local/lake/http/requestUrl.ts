/** A request's path without the version in front of it, and that version. */
export interface VersionedPath {
  /** `1`, `X` or a date like `2025-02-19`; `null` for a path that carries none. */
  version: string | null
  path: string
}

const VERSION = /^\/v(X|\d+|\d{4}-\d{2}-\d{2})(?=\/|$)/i

/**
 * Splits `/v2025-02-19/data/query/production` into its version and `/data/query/production`.
 *
 * @param path - the path of a URL, starting with a slash
 */
export function splitApiVersion(path: string): VersionedPath {
  const match = VERSION.exec(path)
  if (!match) return {version: null, path}
  return {version: (match[1] ?? '').toUpperCase(), path: path.slice(match[0].length) || '/'}
}

/** When `published` became the default perspective, and versions of documents became visible. */
const VERSIONS_SINCE = '2025-02-19'

/**
 * Whether a request is of an API version that knows of release versions: earlier ones return none,
 * see https://www.sanity.io/docs/content-lake/perspectives/changelog.
 *
 * @param url - with the version in front of its path
 */
export function knowsVersions(url: URL): boolean {
  return isSince(splitApiVersion(url.pathname).version, VERSIONS_SINCE)
}

/**
 * Whether a version behaves as the API does since a date. `X`, the experimental version, is newer
 * than every date and a bare number older.
 *
 * @param since - a date, like `2025-02-19`
 */
export function isSince(version: string | null, since: string): boolean {
  if (version === null) return false
  return version === 'X' || (version.includes('-') && version >= since)
}

/**
 * The project that a host name names: the label before `.api.` or `.apicdn.`, as
 * `<project>.api.localhost`. `null` where the host names none, as an address; the project then
 * travels in a header, or not at all.
 */
export function projectOfHostname(hostname: string): string | null {
  const match = /^([^.]+)\.api(?:cdn)?\./i.exec(hostname)
  return match?.[1]?.toLowerCase() ?? null
}
