import {parseRoleName} from '../../core/tenancy/roles.ts'
import type {Site} from '../../core/sanity.types.generated.ts'
import type {Registry, SiteEntry} from '../registry/registry.ts'
import {
  askedFor,
  byPlace,
  isAdminHost,
  NETWORK_WORKSPACE,
  SITES_WORKSPACE,
  type PlanContext,
} from './chooseSites.ts'

/** A workspace to build. */
export type WorkspacePlan =
  | {kind: 'site'; name: string; site: Site}
  | {kind: 'network'; name: string}
  /** Lists all sites, where not all have workspaces; the page is loaded anew to open one. */
  | {kind: 'directory'; name: string; entries: readonly SiteEntry[]}
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

function placeholder(path: string, problem: PlaceholderProblem): WorkspacePlan {
  const name = askedFor(path)
  return name === null
    ? {kind: 'placeholder', name: 'leads', basePath: '/', problem}
    : {kind: 'placeholder', name, basePath: `/${name}`, problem}
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
  const directory: WorkspacePlan[] =
    registry.directory.length > 0
      ? [
          {
            kind: 'directory',
            name: SITES_WORKSPACE,
            entries: registry.directory.toSorted(byPlace(host)),
          },
        ]
      : []
  const others = sites.filter((plan) => !own.includes(plan))
  const [first, ...rest] = [...own, ...network, ...others, ...directory]
  if (!first) return [placeholder(path, {kind: 'no-sites'})]
  const name = askedFor(path)
  const closed = name !== null && ![first, ...rest].some((plan) => plan.name === name)
  return [first, ...rest, ...(closed ? [placeholder(path, {kind: 'closed'})] : [])]
}
