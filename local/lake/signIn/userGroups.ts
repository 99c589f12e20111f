import {SITE_ROLES, parseRoleName} from '../../../core/tenancy/roles.ts'
import {siteDocumentId} from '../../../core/tenancy/documentId.ts'
import {roleTitle} from '../studioApi/people.ts'
import type {Caller} from '../access/lakeCaller.ts'
import type {LakeServices} from '../lakeServices.ts'
import type {UserGroup} from './signInPage.ts'

function siteTitle(lake: LakeServices, dataset: string, site: string): string {
  if (!lake.store.hasDataset(dataset)) return site
  const title = lake.store.getDocument(dataset, siteDocumentId(site))?.['title']
  return typeof title === 'string' && title !== '' ? title : site
}

function rank(caller: Caller): number {
  const role = parseRoleName(caller.role)
  return role?.kind === 'site' ? SITE_ROLES.indexOf(role.role) : SITE_ROLES.length
}

/**
 * The people of the lake, the network's first and then site by site, those with the most rights on
 * top. Robots do not sign in by hand.
 *
 * @param dataset - where the site registry lies
 */
export function userGroups(lake: LakeServices, dataset: string): UserGroup[] {
  const network: Caller[] = []
  const sites = new Map<string, Caller[]>()
  for (const caller of lake.access.listCallers()) {
    if (caller.robot) continue
    const role = parseRoleName(caller.role)
    if (role?.kind !== 'site') network.push(caller)
    else sites.set(role.site, [...(sites.get(role.site) ?? []), caller])
  }
  const group = (title: string, note: string, callers: Caller[]): UserGroup => ({
    title,
    note,
    users: callers
      .sort((one, other) => rank(other) - rank(one))
      .map(({id, name, role}) => ({id, name, role: roleTitle(role)})),
  })
  const bySite = [...sites]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([site, callers]) =>
      group(siteTitle(lake, dataset, site), `Sees the site ${site} and nothing else.`, callers),
    )
  return network.length > 0
    ? [group('Network', 'Sees every site, and governs the network.', network), ...bySite]
    : bySite
}
