import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {z} from 'zod'
import {chunk} from '../../../core/documents/chunk.ts'
import {ruleId} from '../../../core/shopify/ruleChange.ts'
import type {PolicyTarget} from '../../../core/shopify/rulePolicy.ts'
import {
  NO_DRY_RUN,
  REFRESH_ENTRY,
  SNAPSHOT_ENTRY,
  SYNC_OF_SITE,
} from '../../../core/shopify/syncQueries.ts'
import {parseSiteDocumentId, siteDocumentId} from '../../../core/tenancy/documentId.ts'
import {
  bySite,
  RefreshEntry,
  RuleEntry,
  SiteEntry,
  SnapshotEntry,
  SyncControl,
  type SiteSync,
} from './siteSync.ts'

/** Documents that one page of a query has. */
const PAGE = 2000
/** Sites of one request, which carries their ids. */
const SITES_AT_ONCE = 500

const RULE = `_id, _rev, _type, site, mode, redactionLevel, conditions, cellThreshold, allowedTags,
  purposes, schedule, keepDays, approvalReference, approvalUntil, tenantMayEdit, revision`

/** A page of the sites, by id. Params: `after`, the id of the last site before the page. */
const syncSitesQuery = defineQuery(`*[_type == "site" && _id > $after] | order(_id asc)[0...2000]{
  _id, title, status, timeZone, "shopify": shopify{storeDomain, accessTokenEnv}
}`)

/** A page of the rules, by id, and whether all syncs are paused. Params: `after`, as for sites. */
const syncRulesQuery = defineQuery(`{
  "control": *[_type == "customerSyncControl" && _id == "network.sync.control"][0]{
    _id, _rev, paused, reason
  },
  "rules": *[_type == "customerSyncRule" && _id > $after] | order(_id asc)[0...2000]{${RULE}}
}`)

/** The newest snapshots of all sites. */
const newestSnapshotsQuery = defineQuery(`*[_type == "shopifyCustomerSnapshot"]
  | order(takenAt desc, _id desc)[0...2000]{${SNAPSHOT_ENTRY}}`)

/** The newest refreshes of all sites. */
const newestRefreshesQuery = defineQuery(`*[_type == "snapshotRefresh" && ${NO_DRY_RUN}]
  | order(_createdAt desc, _id desc)[0...2000]{${REFRESH_ENTRY}}`)

/** How some sites stand now. Params: `siteIds`, `ruleIds`. */
const syncOfSitesQuery = defineQuery(`{
  "sites": *[_type == "site" && _id in $siteIds] | order(_id asc)[0...500]{
    _id, status, ${SYNC_OF_SITE}
  },
  "rules": *[_type == "customerSyncRule" && _id in $ruleIds] | order(_id asc)[0...500]{${RULE}}
}`)

/** Rules of some sites as they are now. Params: `ids`. */
const rulesByIdQuery = defineQuery(`*[_type == "customerSyncRule" && _id in $ids]
  | order(_id asc)[0...500]{${RULE}}`)

const RulesPage = z.object({control: SyncControl.nullable(), rules: z.array(RuleEntry)})
const SyncOfSites = z.object({
  sites: z.array(
    SiteEntry.extend({snapshot: SnapshotEntry.nullable(), refresh: RefreshEntry.nullable()}),
  ),
  rules: z.array(RuleEntry),
})

/** How the syncs of all sites stand. */
export interface NetworkSync {
  /** By key of the site, in the order of keys. */
  sites: ReadonlyMap<string, SiteSync>
  control: SyncControl | null
}

/** Sites have drafts, which do not apply. */
const PUBLISHED = {perspective: 'published'} as const

async function allPages<Page, Item extends {_id: string}>(
  read: (after: string) => Promise<Page>,
  itemsOf: (page: Page) => readonly Item[],
): Promise<{pages: Page[]; items: Item[]}> {
  const pages: Page[] = []
  const items: Item[] = []
  for (let after = ''; ; after = items.at(-1)?._id ?? '') {
    const page = await read(after)
    const found = itemsOf(page)
    pages.push(page)
    items.push(...found)
    if (found.length < PAGE) return {pages, items}
  }
}

/**
 * Reads how the syncs of all sites stand, in four requests for up to 2,000 sites. A site whose newest snapshot
 * or refresh is not among the newest 2,000 of the network is partial: {@link fetchSites} reads it.
 */
export async function fetchNetworkSync(
  client: SanityClient,
  signal?: AbortSignal,
): Promise<NetworkSync> {
  const ask = async (query: string, params: Record<string, string>, tag: string) => {
    const options = {...PUBLISHED, tag, ...(signal ? {signal} : {})}
    const answer: unknown = await client.fetch(query, params, options)
    return answer
  }
  const [sites, rules, snapshots, refreshes] = await Promise.all([
    allPages(
      async (after) =>
        z.array(SiteEntry).parse(await ask(syncSitesQuery, {after}, 'leads.sync.sites')),
      (page) => page,
    ),
    allPages(
      async (after) => RulesPage.parse(await ask(syncRulesQuery, {after}, 'leads.sync.rules')),
      (page) => page.rules,
    ),
    ask(newestSnapshotsQuery, {}, 'leads.sync.snapshots').then((found) =>
      z.array(SnapshotEntry).parse(found),
    ),
    ask(newestRefreshesQuery, {}, 'leads.sync.refreshes').then((found) =>
      z.array(RefreshEntry).parse(found),
    ),
  ])
  const ruleOf = bySite(rules.items)
  const snapshotOf = bySite(snapshots)
  const refreshOf = bySite(refreshes)
  const isAll = snapshots.length < PAGE && refreshes.length < PAGE
  const entries = sites.items.flatMap((site): [string, SiteSync][] => {
    const key = parseSiteDocumentId(site._id)
    if (key === null) return []
    const rule = ruleOf.get(key) ?? null
    const snapshot = snapshotOf.get(key) ?? null
    const refresh = refreshOf.get(key) ?? null
    const isPartial = !isAll && rule !== null && (!snapshot || !refresh)
    return [[key, {key, site, rule, snapshot, refresh, isPartial}]]
  })
  return {sites: new Map(entries), control: rules.pages[0]?.control ?? null}
}

/** Reads how some sites stand now. Sites that are missing in the result are gone. */
export async function fetchSites(
  client: SanityClient,
  keys: readonly string[],
  signal?: AbortSignal,
): Promise<SiteSync[]> {
  const found: SiteSync[] = []
  for (const asked of chunk(keys, SITES_AT_ONCE)) {
    const params = {siteIds: asked.map(siteDocumentId), ruleIds: asked.map(ruleId)}
    const options = {...PUBLISHED, tag: 'leads.sync.some', ...(signal ? {signal} : {})}
    const answer: unknown = await client.fetch(syncOfSitesQuery, params, options)
    const {sites, rules} = SyncOfSites.parse(answer)
    const ruleOf = bySite(rules)
    for (const {snapshot, refresh, ...site} of sites) {
      const key = parseSiteDocumentId(site._id)
      if (key === null) continue
      found.push({key, site, rule: ruleOf.get(key) ?? null, snapshot, refresh, isPartial: false})
    }
  }
  return found
}

/** Reads the rules of some sites as they are now; `null` for a site without one. */
export async function fetchRules(
  client: SanityClient,
  sites: readonly string[],
  signal?: AbortSignal,
): Promise<PolicyTarget[]> {
  const targets: PolicyTarget[] = []
  for (const asked of chunk(sites, SITES_AT_ONCE)) {
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
