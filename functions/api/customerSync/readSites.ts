import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import type {Site} from '../../../core/sanity.types.generated.ts'
import type {Loose} from '../../../core/documents/stored.ts'
import {ruleId} from '../../../core/shopify/ruleChange.ts'
import type {RuleDocument} from '../../../core/shopify/ruleSettings.ts'
import {SYNC_OF_SITE} from '../../../core/shopify/syncQueries.ts'
import {
  syncStatus,
  type RefreshFacts,
  type SnapshotFacts,
  type SyncStatus,
} from '../../../core/shopify/syncStatus.ts'

/** Sites of a page. */
export const SITES_PAGE = 100

const SITES_QUERY = defineQuery(`*[
  _type == "site" && _id in path("site.*") && key > $after && (!$some || key in $keys)
] | order(key asc)[0...100]{key, ${SYNC_OF_SITE}}`)

interface FoundSite extends Pick<Loose<Site>, 'title' | 'timeZone' | 'shopify'> {
  key: string
  snapshot: SnapshotFacts | null
  refresh: RefreshFacts | null
}

/** A site that the caller may see, with its rule and status. */
export interface SiteWithRule {
  site: string
  title: string
  rule: RuleDocument | null
  snapshot: SnapshotFacts | null
  refresh: RefreshFacts | null
  status: SyncStatus
}

/** Which sites: all that the caller may see, or those with these keys. */
export type AskedSites = 'all' | readonly string[]

/**
 * Reads a page of the sites that the caller may see, in the order of keys.
 *
 * @param after - key of the last site before the page, or an empty text
 * @param now - ISO 8601, UTC
 */
export async function readSites(
  client: SanityClient,
  asked: AskedSites,
  after: string,
  now: string,
): Promise<SiteWithRule[]> {
  const some = asked !== 'all'
  const found = await client.fetch<FoundSite[]>(
    SITES_QUERY,
    {after, some, keys: some ? [...asked] : []},
    {tag: 'leads.api.sync-sites', perspective: 'published'},
  )
  if (found.length === 0) return []
  const rules = await client.getDocuments<RuleDocument>(
    found.map(({key}) => ruleId(key)),
    {tag: 'leads.api.sync-rules'},
  )
  return found.map(({key, title, snapshot, refresh, ...site}, index) => {
    const rule = rules[index] ?? null
    const status = syncStatus({site, rule, snapshot, refresh, now})
    return {site: key, title: title ?? key, rule, snapshot, refresh, status}
  })
}

/** Reads all of the sites, page by page. */
export async function readAllSites(
  client: SanityClient,
  asked: AskedSites,
  now: string,
): Promise<SiteWithRule[]> {
  const sites: SiteWithRule[] = []
  for (;;) {
    const page = await readSites(client, asked, sites.at(-1)?.site ?? '', now)
    sites.push(...page)
    if (page.length < SITES_PAGE) return sites
  }
}
