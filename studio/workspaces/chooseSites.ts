import {isSiteKey} from '../../core/tenancy/documentId.ts'
import type {SiteEntry} from '../registry/registry.ts'

/** Name and first path segment of the workspace that spans all sites. */
export const NETWORK_WORKSPACE = 'network'

/** Name and first path segment of the list of all sites, where not all have workspaces. */
export const SITES_WORKSPACE = 'sites'

/**
 * Most sites that get a workspace. The Studio compiles a schema for each of its workspaces before it
 * draws anything, about 0.1 s apiece, and its menu of workspaces is a plain list.
 */
export const MAX_SITE_WORKSPACES = 20

/** What the choice of workspaces depends on, beside the registry. */
export interface PlanContext {
  /** Path of the page, such as `/artameta/leads`. */
  path: string
  /** Host of the page, with its port where it is not the usual one. */
  host: string
  /** Keys of the sites that were opened in this browser, the latest first. */
  recent: readonly string[]
}

/** The workspace an address asks for, or `null` when its first segment can't be one's name. */
export function askedFor(path: string): string | null {
  const segment = path.split('/')[1] ?? ''
  const isOurs = segment === NETWORK_WORKSPACE || segment === SITES_WORKSPACE
  return isOurs || isSiteKey(segment) ? segment : null
}

/** Whether a Studio at that host belongs to the site; a host without a port matches any port. */
export function isAdminHost(site: SiteEntry, host: string): boolean {
  const bare = host.replace(/:\d+$/, '')
  return (site.adminHosts ?? []).some((candidate) => {
    const wanted = candidate.trim().toLowerCase()
    return wanted === host.toLowerCase() || wanted === bare.toLowerCase()
  })
}

/** Made once: a network may have thousands of titles to compare before the Studio draws anything. */
const TITLES = new Intl.Collator('en', {numeric: true})

/** Sites in the order of the workspace menu: those of this host, then active ones, by title. */
export function byPlace(host: string): (a: SiteEntry, b: SiteEntry) => number {
  const rank = (site: SiteEntry) =>
    isAdminHost(site, host) ? 0 : site.status === 'active' ? 1 : site.status === 'paused' ? 2 : 3
  return (a, b) => rank(a) - rank(b) || TITLES.compare(a.title, b.title) || (a.key < b.key ? -1 : 1)
}

/**
 * The sites that get workspaces: the one that the address asks for, those of this host, those opened
 * lately, then the others in the order of the menu, until there are {@link MAX_SITE_WORKSPACES}.
 *
 * @returns their keys
 */
export function chooseSites(
  entries: readonly SiteEntry[],
  {path, host, recent}: PlanContext,
): string[] {
  const asked = askedFor(path)
  const latest = new Map(recent.map((key, index) => [key, index]))
  const rank = (site: SiteEntry) => {
    if (site.key === asked) return -2
    if (isAdminHost(site, host)) return -1
    return latest.get(site.key) ?? recent.length
  }
  const inMenu = byPlace(host)
  return entries
    .toSorted((a, b) => rank(a) - rank(b) || inMenu(a, b))
    .slice(0, MAX_SITE_WORKSPACES)
    .map(({key}) => key)
}
