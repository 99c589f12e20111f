import {grantMatches} from '../../../core/tenancy/grantMatches.ts'
import {siteGrants} from '../../../core/tenancy/grants.ts'
import {
  isolationDiagnosis,
  type IsolationDiagnosis,
} from '../../../core/tenancy/isolationDiagnosis.ts'

/**
 * Whether the role that may do most at a site reaches documents of others, by the grants that are declared
 * for it. What the store enforces is seen only by somebody who has the role.
 *
 * @param neighbour - another site to try, where there is one
 */
export function declaredIsolation(
  site: string,
  neighbour: string | null,
): Promise<IsolationDiagnosis> {
  return isolationDiagnosis({
    grants: siteGrants(site, 'admin'),
    site,
    otherSites: neighbour === null ? [] : [neighbour],
    matches: grantMatches,
  })
}
