import {isSiteKey} from '../../core/tenancy/documentId.ts'
import {parseRoleName} from '../../core/tenancy/roles.ts'
import type {Site} from '../../core/sanity.types.generated.ts'
import type {Registry} from '../registry/registry.ts'

/** Name and first path segment of the workspace that spans all sites. */
export const NETWORK_WORKSPACE = 'network'

/** A workspace to build. */
export type WorkspacePlan =
  | {kind: 'site'; name: string; site: Site}
  | {kind: 'network'; name: string}
  /**
   * Stands in while the real workspaces can't be known: it shows the sign-in screen, or why there
   * are none, at the address that was asked for.
   */
  | {kind: 'placeholder'; name: string; basePath: string; problem: PlaceholderProblem}

/** Why only a placeholder can be shown. */
export type PlaceholderProblem =
  | {kind: 'signed-out'}
  | {kind: 'unreadable'; reason: string}
  | {kind: 'no-sites'}
  /** The address names a workspace that is not open to the user, or that there is not. */
  | {kind: 'closed'}

/** What the plan depends on, beside the registry. */
export interface PlanContext {
  /** Path of the page, such as `/artameta/leads`. */
  path: string
  /** Host of the page, with its port where it is not the usual one. */
  host: string
}

/** The workspace an address asks for, or `null` when its first segment can't be one's name. */
function askedFor(path: string): string | null {
  const segment = path.split('/')[1] ?? ''
  return segment === NETWORK_WORKSPACE || isSiteKey(segment) ? segment : null
}

function placeholder(path: string, problem: PlaceholderProblem): WorkspacePlan {
  const name = askedFor(path)
  return name === null
    ? {kind: 'placeholder', name: 'leads', basePath: '/', problem}
    : {kind: 'placeholder', name, basePath: `/${name}`, problem}
}

/** Whether a Studio at that host belongs to the site; a host without a port matches any port. */
function isAdminHost(site: Site, host: string): boolean {
  const bare = host.replace(/:\d+$/, '')
  return (site.adminHosts ?? []).some((candidate) => {
    const wanted = candidate.trim().toLowerCase()
    return wanted === host.toLowerCase() || wanted === bare.toLowerCase()
  })
}

/** Sites in the order of the workspace menu: those of this host, then active ones, by title. */
function byPlace(host: string): (a: Site, b: Site) => number {
  const rank = (site: Site) =>
    isAdminHost(site, host) ? 0 : site.status === 'active' ? 1 : site.status === 'paused' ? 2 : 3
  return (a, b) =>
    rank(a) - rank(b) || a.title.localeCompare(b.title, 'en') || a._id.localeCompare(b._id, 'en')
}

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
    return [placeholder(path, {kind: 'unreadable', reason: registry.reason})]
  }
  const sites = registry.sites
    .toSorted(byPlace(host))
    .map((site): WorkspacePlan => ({kind: 'site', name: site.key, site}))
  const superadmin = registry.user.roles.some((name) => parseRoleName(name)?.kind === 'superadmin')
  const network: WorkspacePlan[] = superadmin ? [{kind: 'network', name: NETWORK_WORKSPACE}] : []
  // The network comes first for those who have it, unless the host belongs to a site.
  const own = sites.filter((plan) => plan.kind === 'site' && isAdminHost(plan.site, host))
  const [first, ...rest] = [...own, ...network, ...sites.filter((plan) => !own.includes(plan))]
  if (!first) return [placeholder(path, {kind: 'no-sites'})]
  const name = askedFor(path)
  const closed = name !== null && ![first, ...rest].some((plan) => plan.name === name)
  return [first, ...rest, ...(closed ? [placeholder(path, {kind: 'closed'})] : [])]
}
