import {defineQuery} from 'groq'
import {chunk} from '../../core/documents/chunk.ts'
import {purge} from '../../core/privacy/erasure.ts'
import {parseIdOfKind} from '../../core/tenancy/documentId.ts'
import type {FunctionServices} from '../shared/functionServices.ts'

/** Sites that one request reads, and documents that one transaction removes. */
const SITES_AT_ONCE = 200
const REMOVED_AT_ONCE = 100

const WITHOUT_STORE_QUERY = defineQuery(`*[
  _type == "site" && _id in path("site.*") && !defined(shopify.storeDomain) && key > $after
] | order(key asc)[0...200].key`)

const LEFT_QUERY = defineQuery(`*[
  _type in ["shopifyCustomerSnapshot", "snapshotRefresh"] && site in $sites && _id > $after
] | order(_id asc)[0...100]._id`)

/** The site of a snapshot or a refresh, by its id alone. */
function siteOf(id: string): string | null {
  return (parseIdOfKind(id, 'snapshot') ?? parseIdOfKind(id, 'refresh'))?.site ?? null
}

async function removeOf(services: FunctionServices, sites: readonly string[]): Promise<number> {
  const {client, registry} = services
  let removed = 0
  for (let after = ''; ;) {
    const ids = await client.fetch<string[]>(
      LEFT_QUERY,
      {sites, after},
      {tag: 'leads.schedule.left'},
    )
    const gone: string[] = []
    for (const id of ids) {
      const key = siteOf(id)
      // A query may be late: whether the site has a store now is read by its id.
      const site = key === null ? undefined : await registry.site(key)
      if (site && !site.shopify?.storeDomain) gone.push(id)
    }
    for (const piece of chunk(gone, REMOVED_AT_ONCE)) {
      await client.mutate(
        piece.map((id) => purge(id)),
        {tag: 'leads.schedule.disconnected', visibility: 'async', returnDocuments: false},
      )
    }
    removed += gone.length
    const last = ids.at(-1)
    if (ids.length < REMOVED_AT_ONCE || last === undefined) return removed
    after = last
  }
}

/**
 * Removes the snapshots and refreshes of sites that have no store any more.
 *
 * @returns how many documents were removed
 */
export async function removeDisconnected(services: FunctionServices): Promise<number> {
  let removed = 0
  for (let after = ''; ;) {
    const sites = await services.client.fetch<string[]>(
      WITHOUT_STORE_QUERY,
      {after},
      {tag: 'leads.schedule.without-store', perspective: 'published'},
    )
    if (sites.length > 0) removed += await removeOf(services, sites)
    const last = sites.at(-1)
    if (sites.length < SITES_AT_ONCE || last === undefined) return removed
    after = last
  }
}
