import {grantMatches} from '../../../core/tenancy/grantMatches.ts'
import {siteGrants} from '../../../core/tenancy/grants.ts'
import {
  isolationDiagnosis,
  type IsolationDiagnosis,
} from '../../../core/tenancy/isolationDiagnosis.ts'

/**
 * Checks by the declared grants whether a site's administrators reach documents of other sites. Only somebody
 * with the role can see what the Content Lake enforces.
 *
 * @param neighbour - another site to check, where there is one
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
