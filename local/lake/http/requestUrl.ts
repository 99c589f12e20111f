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

/** Since this API version, `published` is the default perspective, and versions are visible. */
const VERSIONS_SINCE = '2025-02-19'

/**
 * Whether the API version of a request has release versions: earlier ones return none,
 * see https://www.sanity.io/docs/content-lake/perspectives/changelog.
 *
 * @param url - with the version in front of its path
 */
export function knowsVersions(url: URL): boolean {
  return isSince(splitApiVersion(url.pathname).version, VERSIONS_SINCE)
}

/**
 * Whether a version is a date or a later one. `X`, the experimental version, is later than every date,
 * and a plain number earlier.
 *
 * @param since - a date, like `2025-02-19`
 */
export function isSince(version: string | null, since: string): boolean {
  if (version === null) return false
  return version === 'X' || (version.includes('-') && version >= since)
}

/**
 * The project in a host name: the label before `.api.` or `.apicdn.`, as in `<project>.api.localhost`.
 * `null` for a host name without one, such as an IP address.
 */
export function projectOfHostname(hostname: string): string | null {
  const match = /^([^.]+)\.api(?:cdn)?\./i.exec(hostname)
  return match?.[1]?.toLowerCase() ?? null
}
