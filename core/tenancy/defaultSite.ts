import type {SiteRecord} from '../documents/site.ts'

function withoutPort(host: string): string {
  return host.replace(/:\d+$/u, '')
}

function names(hosts: readonly string[] | null | undefined, host: string): boolean {
  return (hosts ?? []).some((candidate) => candidate.toLowerCase() === host)
}

/**
 * The site that a host belongs to: by its admin hosts first (where the Studio is opened), then by
 * its public ones. A host with its port wins over the bare name.
 *
 * @param host - as in `location.host` or the header `Host`
 */
export function siteForHost<Site extends SiteRecord>(
  host: string,
  sites: readonly Site[],
): Site | null {
  const exact = host.trim().toLowerCase()
  for (const name of new Set([exact, withoutPort(exact)])) {
    const site =
      sites.find((candidate) => names(candidate.adminHosts, name)) ??
      sites.find((candidate) => names(candidate.hosts, name))
    if (site) return site
  }
  return null
}

/** Sites in the order in which they are offered: active ones first, then by title. */
export function sitesInOrder<Site extends SiteRecord>(sites: readonly Site[]): Site[] {
  const rank = (site: Site) => (site.status === 'archived' ? 2 : site.status === 'paused' ? 1 : 0)
  return [...sites].sort(
    (left, right) =>
      rank(left) - rank(right) ||
      (left.title ?? left.key ?? '').localeCompare(right.title ?? right.key ?? '', 'en'),
  )
}

/**
 * The site to open when nobody asked for one: the host's, else the first that is active.
 *
 * @returns `null` when there are no sites
 */
export function defaultSite<Site extends SiteRecord>(
  sites: readonly Site[],
  host?: string,
): Site | null {
  const byHost = host ? siteForHost(host, sites) : null
  return byHost ?? sitesInOrder(sites)[0] ?? null
}
