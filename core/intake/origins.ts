import type {SiteRecord} from '../documents/site.ts'

/**
 * An origin in the spelling browsers send: scheme, host in lower case, port unless it is the
 * scheme's own.
 *
 * @returns `null` for what is no http(s) origin, such as the `null` of a sandboxed page
 */
export function normalizeOrigin(origin: string): string | null {
  try {
    const url = new URL(origin)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.origin : null
  } catch {
    return null
  }
}

const known = new WeakMap<readonly string[], ReadonlySet<string | null>>()

/** A site's allowed origins as browsers spell them; remembered as long as the list lives. */
function allowedOrigins({allowedOrigins: list}: Pick<SiteRecord, 'allowedOrigins'>) {
  if (!list) return new Set<string | null>()
  const remembered = known.get(list)
  if (remembered) return remembered
  const origins = new Set(list.map(normalizeOrigin))
  known.set(list, origins)
  return origins
}

/**
 * Whether pages of an origin may post to a site's forms and read the answer: whether the origin is
 * one of the site's allowed origins, whole and exact.
 */
export function allowedOrigin(site: Pick<SiteRecord, 'allowedOrigins'>, origin: string): boolean {
  return allowedBySome([site], origin)
}

/** Whether an origin is one of the allowed origins of any of these sites. */
export function allowedBySome(
  sites: readonly Pick<SiteRecord, 'allowedOrigins'>[],
  origin: string,
): boolean {
  const wanted = normalizeOrigin(origin)
  return wanted !== null && sites.some((site) => allowedOrigins(site).has(wanted))
}

/** Whether an origin is one of the site's, by its allowed origins or by its public hosts. */
export function originOfSite(site: SiteRecord, origin: string): boolean {
  if (allowedOrigin(site, origin)) return true
  const wanted = normalizeOrigin(origin)
  if (wanted === null) return false
  const {host} = new URL(wanted)
  return (site.hosts ?? []).some((candidate) => candidate.toLowerCase() === host)
}
