import type {SanityClient} from '@sanity/client'
import {z} from 'zod'
import {ruleId} from '../../../core/shopify/ruleChange.ts'
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
import {
  newestRefreshesQuery,
  newestSnapshotsQuery,
  syncOfSitesQuery,
  syncRulesQuery,
  syncSitesQuery,
} from './syncQueries.ts'

/** Documents of a page of the queries above. */
const PAGE = 2000
/** Sites that are asked about at once. */
const SITES_AT_ONCE = 500

const Rules = z.object({control: SyncControl.nullable(), rules: z.array(RuleEntry)})
const OfSites = z.object({
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

/** Sites have drafts, which are not in force. */
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
 * Reads how the syncs of all sites stand, in four requests for up to 2,000 sites. Where the store holds so
 * many snapshots or refreshes that a site has none among the newest, the site is partial: it has to be
 * read by {@link fetchSites}.
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
      async (after) => Rules.parse(await ask(syncRulesQuery, {after}, 'leads.sync.rules')),
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

/** Reads how some sites stand now. Those that are missing from the answer are gone. */
export async function fetchSites(
  client: SanityClient,
  keys: readonly string[],
  signal?: AbortSignal,
): Promise<SiteSync[]> {
  const found: SiteSync[] = []
  for (let start = 0; start < keys.length; start += SITES_AT_ONCE) {
    const asked = keys.slice(start, start + SITES_AT_ONCE)
    const params = {siteIds: asked.map(siteDocumentId), ruleIds: asked.map(ruleId)}
    const options = {...PUBLISHED, tag: 'leads.sync.some', ...(signal ? {signal} : {})}
    const answer: unknown = await client.fetch(syncOfSitesQuery, params, options)
    const {sites, rules} = OfSites.parse(answer)
    const ruleOf = bySite(rules)
    for (const {snapshot, refresh, ...site} of sites) {
      const key = parseSiteDocumentId(site._id)
      if (key === null) continue
      found.push({key, site, rule: ruleOf.get(key) ?? null, snapshot, refresh, isPartial: false})
    }
  }
  return found
}
