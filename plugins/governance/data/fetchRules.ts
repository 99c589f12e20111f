import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {z} from 'zod'
import {ruleId} from '../../../core/shopify/ruleChange.ts'
import type {PolicyTarget} from '../../../core/shopify/rulePolicy.ts'
import {bySite, RuleEntry} from './siteSync.ts'

/** Rules that are asked for at once; their ids are in the request. */
const RULES_AT_ONCE = 500

/** Rules of some sites as they are now. Params: `ids`. */
const rulesByIdQuery =
  defineQuery(`*[_type == "customerSyncRule" && _id in $ids] | order(_id asc)[0...500]{
  _id, _rev, _type, site, mode, redactionLevel, conditions, cellThreshold, allowedTags, purposes,
  schedule, keepDays, approvalReference, approvalUntil, tenantMayEdit, revision
}`)

/** Reads the rules of some sites as they are now; a site without one has `null`. */
export async function fetchRules(
  client: SanityClient,
  sites: readonly string[],
  signal?: AbortSignal,
): Promise<PolicyTarget[]> {
  const targets: PolicyTarget[] = []
  for (let start = 0; start < sites.length; start += RULES_AT_ONCE) {
    const asked = sites.slice(start, start + RULES_AT_ONCE)
    const found: unknown = await client.fetch(
      rulesByIdQuery,
      {ids: asked.map(ruleId)},
      {perspective: 'raw', tag: 'leads.sync.rules-now', ...(signal ? {signal} : {})},
    )
    const rules = bySite(z.array(RuleEntry).parse(found))
    targets.push(...asked.map((site) => ({site, rule: rules.get(site) ?? null})))
  }
  return targets
}
