import type {Site} from '../../core/sanity.types.generated.ts'
import {isSiteKey} from '../../core/tenancy/documentId.ts'
import {parseRoleName} from '../../core/tenancy/roles.ts'
import type {Registry, StoreFailure, SiteEntry} from '../registry/loadRegistry.ts'

/** Name and first path segment of the workspace that spans all sites. */
const NETWORK_WORKSPACE = 'network'

/** Name and first path segment of the list of all sites, where not all have workspaces. */
const SITES_WORKSPACE = 'sites'

/**
 * Most sites that get a workspace. The Studio compiles a schema for each of its workspaces before it
 * draws anything, about 0.1 s apiece, and its menu of workspaces is a plain list.
 */
export const MAX_SITE_WORKSPACES = 20

/** What the workspaces depend on beside the registry. */
export interface PlanContext {
  /** Path of the page, such as `/artameta/leads`. */
  path: string
  /** Host of the page, with its port where it is not the usual one. */
  host: string
  /** Keys of the sites that were opened in this browser, the latest first. */
  recent: readonly string[]
}

/** A workspace to build. */
export type WorkspacePlan =
  | {kind: 'site'; name: string; site: Site}
  | {kind: 'network'; name: string}
  /** Lists all sites, where not all have workspaces; opening one reloads the page. */
  | {kind: 'directory'; name: string; entries: readonly SiteEntry[]}
  /**
   * Stands in while the real workspaces can't be known: it shows the sign-in screen, or why there
   * are none, at the address that was asked for.
   */
  | {kind: 'placeholder'; name: string; basePath: string; problem: PlaceholderProblem}

/** Why only a placeholder can be shown. */
export type PlaceholderProblem =
  | {kind: 'signed-out'}
  | {kind: 'unreadable'; failure: StoreFailure}
  | {kind: 'no-sites'}
  /** The address names a workspace that the user can't open, or that does not exist. */
  | {kind: 'closed'}

/**
 * The workspaces a user gets, the default first. What each shows is limited by the grants; this only
 * leaves out workspaces that would be empty.
 */
export function planWorkspaces(
  registry: Registry,
  context: PlanContext,
): [WorkspacePlan, ...WorkspacePlan[]] {
  const {path, host} = context
  if (registry.kind === 'anonymous') return [placeholder(path, {kind: 'signed-out'})]
  if (registry.kind === 'unreadable') {
    return [placeholder(path, {kind: 'unreadable', failure: registry.failure})]
  }
  const sites = registry.sites
    .toSorted(menuOrder(host))
    .map((site): WorkspacePlan => ({kind: 'site', name: site.key, site}))
  const superadmin = registry.user.roles.some((name) => parseRoleName(name)?.kind === 'superadmin')
  const network: WorkspacePlan[] = superadmin ? [{kind: 'network', name: NETWORK_WORKSPACE}] : []
  // The network comes first for those who have it, unless the host belongs to a site.
  const own = sites.filter((plan) => plan.kind === 'site' && isAdminHost(plan.site, host))
  const entries = registry.directory.toSorted(menuOrder(host))
  const directory: WorkspacePlan[] =
    entries.length > 0 ? [{kind: 'directory', name: SITES_WORKSPACE, entries}] : []
  const others = sites.filter((plan) => !own.includes(plan))
  const [first, ...rest] = [...own, ...network, ...others, ...directory]
  if (!first) return [placeholder(path, {kind: 'no-sites'})]
  const name = requestedWorkspace(path)
  const closed = name !== null && ![first, ...rest].some((plan) => plan.name === name)
  return [first, ...rest, ...(closed ? [placeholder(path, {kind: 'closed'})] : [])]
}

function placeholder(path: string, problem: PlaceholderProblem): WorkspacePlan {
  const name = requestedWorkspace(path)
  return name === null
    ? {kind: 'placeholder', name: 'leads', basePath: '/', problem}
    : {kind: 'placeholder', name, basePath: `/${name}`, problem}
}

/** The workspace an address asks for, or `null` when its first segment can't be one's name. */
function requestedWorkspace(path: string): string | null {
  const segment = path.split('/')[1] ?? ''
  const isOurs = segment === NETWORK_WORKSPACE || segment === SITES_WORKSPACE
  return isOurs || isSiteKey(segment) ? segment : null
}

/** Whether a Studio at that host belongs to the site; a host without a port matches any port. */
function isAdminHost(site: SiteEntry, host: string): boolean {
  const bare = host.replace(/:\d+$/, '')
  return (site.adminHosts ?? []).some((candidate) => {
    const wanted = candidate.trim().toLowerCase()
    return wanted === host.toLowerCase() || wanted === bare.toLowerCase()
  })
}

/** Created once: a network may have thousands of titles to compare before the Studio draws anything. */
const TITLES = new Intl.Collator('en', {numeric: true})

/** Sites in the order of the workspace menu: those of this host, then active ones, by title. */
function menuOrder(host: string): (a: SiteEntry, b: SiteEntry) => number {
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
  const requested = requestedWorkspace(path)
  const latest = new Map(recent.map((key, index) => [key, index]))
  const rank = (site: SiteEntry) => {
    if (site.key === requested) return -2
    if (isAdminHost(site, host)) return -1
    return latest.get(site.key) ?? recent.length
  }
  const inMenu = menuOrder(host)
  return entries
    .toSorted((a, b) => rank(a) - rank(b) || inMenu(a, b))
    .slice(0, MAX_SITE_WORKSPACES)
    .map(({key}) => key)
}
