import {defineQuery} from 'groq'
import type {Mutation} from '../../core/changes/mutation.ts'
import {chunk} from '../../core/documents/chunk.ts'
import {keyedUlid} from '../../core/people/ulid.ts'
import {newRefresh, SCHEDULED_BY} from '../../core/shopify/refreshJob.ts'
import {dueSince} from '../../core/shopify/refreshSchedule.ts'
import type {SyncSchedule} from '../../core/shopify/syncRule.ts'
import {parseIdOfKind} from '../../core/tenancy/documentId.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {removeDisconnected} from './removeDisconnected.ts'

/** Rules that one request reads. */
const PAGE = 500
/** Refreshes that are asked for in one transaction. */
const AT_ONCE = 100

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
    if (page.length < PAGE) return rules
  }
}

/**
 * Asks for the refreshes that are due by their rules. Each has an id that follows from the site and the
 * day, or the week: however often this runs, it is asked for once.
 *
 * @returns for how many sites one is due, whether it was asked for before or not
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
  for (const piece of chunk(mutations, AT_ONCE)) {
    await client.mutate(piece, {
      tag: 'leads.schedule.ask',
      visibility: 'async',
      returnDocuments: false,
    })
  }
  return mutations.length
}

/** What is due every hour: asking for refreshes, and removing what stores left that are disconnected. */
export async function keepRefreshes(services: FunctionServices): Promise<void> {
  await scheduleRefreshes(services)
  await removeDisconnected(services)
}
