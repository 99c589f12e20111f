import {defineQuery} from 'groq'
import {fieldProblem, problem} from '../../../core/problems/problem.ts'
import {isSiteKey} from '../../../core/tenancy/documentId.ts'
import type {WholeSite, SiteRegistry} from '../../shared/siteRegistry.ts'
import {refuseBecause, refuseFields} from '../answer.ts'
import type {Caller} from '../caller.ts'
import type {ApiContext} from '../services.ts'

const CALLER_SITES_QUERY = defineQuery(
  '*[_type == "site" && _id in path("site.*") && ($key == "" || key == $key)][0...2].key',
)

/**
 * The site of a tenant request: that of `X-Site`, or the only one that the caller's token reaches. The
 * caller's own rights decide.
 *
 * @returns the answer where there is no such site
 */
export async function tenantSite(
  context: ApiContext,
  {client}: Caller,
  registry: SiteRegistry,
): Promise<WholeSite | Response> {
  const wanted = context.req.header('x-site') ?? ''
  if (wanted !== '' && !isSiteKey(wanted)) {
    return refuseFields(context, [fieldProblem('X-Site', problem('request.site-key'))])
  }
  const found = await client.fetch<(string | null)[]>(
    CALLER_SITES_QUERY,
    {key: wanted},
    {tag: 'leads.api.tenant-site', perspective: 'published'},
  )
  const [key, another] = found
  if (another !== undefined) {
    return refuseFields(context, [fieldProblem('X-Site', problem('request.several-sites'))])
  }
  const site = key ? await registry.wholeSite(key) : undefined
  return site ?? refuseBecause(context, 'forbidden', problem('request.no-site'))
}
