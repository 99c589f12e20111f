import {defineQuery} from 'groq'
import type {Mutation} from '../../core/changes/mutation.ts'
import {chunk} from '../../core/documents/chunk.ts'
import {keyedUlid} from '../../core/people/ulid.ts'
import {purge} from '../../core/privacy/erasure.ts'
import {newRefresh, SCHEDULED_BY} from '../../core/shopify/refreshJob.ts'
import {dueSince} from '../../core/shopify/refreshSchedule.ts'
import type {SyncSchedule} from '../../core/shopify/syncRule.ts'
import {parseIdOfKind} from '../../core/tenancy/documentId.ts'
import type {FunctionServices} from '../shared/functionServices.ts'

/** The hourly work: starts the refreshes that are due, and removes what disconnected stores left. */
export async function keepRefreshes(services: FunctionServices): Promise<void> {
  await scheduleRefreshes(services)
  await removeDisconnected(services)
}

/** Rules that one request reads. */
const RULES_PAGE = 500
/** Documents that one transaction creates or removes. */
const WRITES_AT_ONCE = 100

const SCHEDULED_RULES_QUERY = defineQuery(`*[
  _type == "customerSyncRule" && _id in path("*.rule.customers")
  && schedule in ["daily", "weekly"] && mode in ["all", "condition"] && _id > $after
] | order(_id asc)[0...500]{_id, _rev, schedule}`)

interface ScheduledRule {
  _id: string
  _rev: string
  schedule: SyncSchedule
}

async function readRules({client}: FunctionServices): Promise<ScheduledRule[]> {
  const rules: ScheduledRule[] = []
  for (;;) {
    const page = await client.fetch<ScheduledRule[]>(
      SCHEDULED_RULES_QUERY,
      {after: rules.at(-1)?._id ?? ''},
      {tag: 'leads.schedule.rules'},
    )
    rules.push(...page)
    if (page.length < RULES_PAGE) return rules
  }
}

/**
 * Starts the refreshes that are due by their rules. The id of each is derived from the site and the day,
 * or the week, so it starts once however often this runs.
 *
 * @returns for how many sites a refresh is due, whether it was started before or not
 */
export async function scheduleRefreshes(services: FunctionServices): Promise<number> {
  const {client, registry, secrets, now} = services
  const nowMs = Date.parse(now())
  const mutations: Mutation[] = []
  for (const {_id, _rev, schedule} of await readRules(services)) {
    const parsed = parseIdOfKind(_id, 'rule')
    const site = parsed && (await registry.site(parsed.site))
    const due = site ? dueSince(schedule, site.key, nowMs) : null
    if (!site || due === null) continue
    const ulid = keyedUlid(secrets(site, 'snapshot'), due, 'scheduled-refresh', site.key)
    mutations.push({
      createIfNotExists: newRefresh({
        site: site.key,
        ulid,
        byNetwork: true,
        ruleRev: _rev,
        createdBy: SCHEDULED_BY,
      }),
    })
  }
  for (const some of chunk(mutations, WRITES_AT_ONCE)) {
    await client.mutate(some, {
      tag: 'leads.schedule.ask',
      visibility: 'async',
      returnDocuments: false,
    })
  }
  return mutations.length
}

/** Sites that one request reads. */
const SITES_PAGE = 200
/** Snapshots and refreshes that one request reads. */
const LEFT_PAGE = 100

const WITHOUT_STORE_QUERY = defineQuery(`*[
  _type == "site" && _id in path("site.*") && !defined(shopify.storeDomain) && key > $after
] | order(key asc)[0...200].key`)

const LEFT_QUERY = defineQuery(`*[
  _type in ["shopifyCustomerSnapshot", "snapshotRefresh"] && site in $sites && _id > $after
] | order(_id asc)[0...100]._id`)

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
    if (sites.length < SITES_PAGE || last === undefined) return removed
    after = last
  }
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
      const key = (parseIdOfKind(id, 'snapshot') ?? parseIdOfKind(id, 'refresh'))?.site
      // A query may be late: the registry reads by id whether the site has a store now.
      const site = key === undefined ? undefined : await registry.site(key)
      if (site && !site.shopify?.storeDomain) gone.push(id)
    }
    for (const some of chunk(gone, WRITES_AT_ONCE)) {
      await client.mutate(
        some.map((id) => purge(id)),
        {tag: 'leads.schedule.disconnected', visibility: 'async', returnDocuments: false},
      )
    }
    removed += gone.length
    const last = ids.at(-1)
    if (ids.length < LEFT_PAGE || last === undefined) return removed
    after = last
  }
}
