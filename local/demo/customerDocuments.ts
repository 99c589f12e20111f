import {EVERYBODY} from '../../core/audience/definition.ts'
import {type AudiencePredicate, audienceToPredicate} from '../../core/audience/evaluateAudience.ts'
import {type CustomerFacts, toCustomerFacts} from '../../core/shopify/customerFacts.ts'
import {createTally, partitions} from '../../core/shopify/customerTally.ts'
import {PAGE_SIZE} from '../../core/shopify/operations.ts'
import {NO_RELEASE, publishCells} from '../../core/shopify/publishCells.ts'
import {customersHash, snapshotDocument} from '../../core/shopify/snapshotDocument.ts'
import {readSyncRule, type SyncRule} from '../../core/shopify/syncRule.ts'
import {tenantDocumentId} from '../../core/tenancy/documentId.ts'
import {sealReferences} from '../../functions/refresh-snapshot/references.ts'
import {ShopStore, STORE_CURRENCIES} from '../shop/shopStore.ts'
import type {DemoDocument, DemoSyncRule} from './documents.ts'
import {fixedId, iso, type SiteContext} from './siteContext.ts'

/** Weeks of which the demo has snapshots. */
const WEEKS = 12
const WEEK = 7 * 86_400_000
/** Time of day at which they were taken, in milliseconds from midnight UTC. */
const TAKEN = 3 * 3_600_000 + 17 * 60_000
const COST_OF_PAGE = 14
const MS_OF_PAGE = 210

const TAGGED_VIP = JSON.stringify({
  ...EVERYBODY,
  root: {
    combinator: 'and',
    not: false,
    rules: [{field: 'customer.tags', operator: 'anyOf', value: ['vip']}],
  },
})

/** What a demo site counts; the same sites also differ in what may be seen. */
function ruleAttributes(key: string) {
  if (key === 'artameta') {
    return {
      mode: 'condition' as const,
      redactionLevel: 'domains' as const,
      conditions: TAGGED_VIP,
      schedule: 'daily' as const,
    }
  }
  return {mode: 'all' as const, redactionLevel: 'buckets' as const, schedule: 'weekly' as const}
}

function syncRule({profile: {key}, site}: SiteContext): DemoSyncRule {
  return {
    _id: tenantDocumentId(key, 'rule', 'customers'),
    _type: 'customerSyncRule',
    _createdAt: site._createdAt,
    _updatedAt: site._updatedAt,
    site: key,
    ...(site.shopify
      ? {
          ...ruleAttributes(key),
          approvalReference: `DPIA-${key.slice(0, 3).toUpperCase()}-7`,
          purposes: {orders: 'Planning of ranges', marketing: 'Reach of the newsletter'},
        }
      : {mode: 'disabled' as const, redactionLevel: 'counts' as const}),
    cellThreshold: 10,
    tenantMayEdit: key === 'bluefern',
    revision: 1,
  }
}

/** Customers of a store in the order in which their accounts were made, as far as they may be read. */
function* customersOf(store: ShopStore, count: number): Generator<CustomerFacts> {
  for (let index = 0; index < count; index += 1) {
    const {createdAt, updatedAt, state, tags, numberOfOrders, amountSpent, email, marketingState} =
      store.customer(index)
    yield toCustomerFacts(
      {
        createdAt: iso(createdAt * 1_000),
        updatedAt: iso(updatedAt * 1_000),
        state,
        tags,
        numberOfOrders,
        amountSpent: {amount: amountSpent},
        defaultEmailAddress: email === null ? null : {marketingState, emailAddress: email},
      },
      {emailDomains: true},
    )
  }
}

function predicateOf({audience}: SyncRule, {now, site}: SiteContext): AudiencePredicate {
  return audience
    ? audienceToPredicate(audience, {now: iso(now), timeZone: site.timeZone})
    : () => true
}

/** Snapshots of the last weeks, as refreshes would have taken them. */
function* snapshots(
  site: SiteContext,
  rule: SyncRule,
  storeDomain: string,
  customers: number,
): Generator<DemoDocument> {
  const {profile, now, snapshotSecret: secret} = site
  const currencyCode = STORE_CURRENCIES[profile.names]
  const store = new ShopStore(
    {domain: storeDomain, token: '', customers, locale: profile.names, currency: currencyCode},
    () => now,
  )
  const tally = createTally({
    level: rule.level,
    isMatched: predicateOf(rule, site),
    allowedTags: rule.allowedTags,
    currencyCode,
  })
  const hash = customersHash(rule, currencyCode)
  const reading = customersOf(store, customers)
  let next = reading.next()
  let state = NO_RELEASE
  for (let week = WEEKS; week > 0; week -= 1) {
    const at = now - week * WEEK + TAKEN
    for (; !next.done && Date.parse(next.value.createdAt) < at; next = reading.next()) {
      tally.add(next.value)
    }
    const whole = tally.result()
    const published = publishCells(whole, state, {
      threshold: rule.threshold,
      secret,
      partitions: partitions(currencyCode),
    })
    ;({state} = published)
    const pages = Math.ceil(whole.customers / PAGE_SIZE)
    const id = fixedId(profile, 'snapshot', at, `week-${week}`)
    const document = snapshotDocument(
      id,
      profile.key,
      rule,
      published,
      {
        takenAt: iso(at),
        durationMs: pages * MS_OF_PAGE,
        cost: pages * COST_OF_PAGE,
        requests: pages + 12,
        storeDomain,
        currencyCode,
        storePlan: 'Basic',
      },
      sealReferences(secret, id, new Map(), hash, state),
    )
    yield {...document, _createdAt: iso(at), _updatedAt: iso(at)}
  }
}

/**
 * A site's customer sync rule, and the snapshots of some weeks of its store in the local shop.
 *
 * @param customers - that the store has today
 */
export function* customerDocuments(site: SiteContext, customers: number): Generator<DemoDocument> {
  const document = syncRule(site)
  yield document
  const read = readSyncRule(document)
  const storeDomain = site.site.shopify?.storeDomain
  if (storeDomain && read.ok) yield* snapshots(site, read.rule, storeDomain, customers)
}
