import {sha256} from '@noble/hashes/sha2.js'
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js'
import {canonicalJson} from '../crypto/canonicalJson.ts'
import type {Unstored} from '../documents/stored.ts'
import type {ShopifyCustomerSnapshot} from '../sanity.types.generated.ts'
import {GROUP_PARTS, partsOfGroup, type Dimension} from './customerTally.ts'
import {API_VERSION, customerPageOperation} from './operations.ts'
import type {PublishedCells} from './publishCells.ts'
import {rulePreview} from './rulePreview.ts'
import {needsEmailDomains, type SyncRule} from './syncRule.ts'

const DAY_MS = 86_400_000

/** How a snapshot was taken. */
export interface Capture {
  /** ISO 8601, UTC: when reading began. */
  takenAt: string
  durationMs: number
  /** Points that Shopify charged, and the requests that were sent. */
  cost: number
  requests: number
  storeDomain: string
  currencyCode: string
  storePlan: string
}

function hashOf(value: object): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))))
}

/** Which customers are counted and how, whatever level shows them. */
function countedCustomers(rule: SyncRule, currencyCode: string) {
  const {mode, definition, threshold, allowedTags} = rule
  const tags = allowedTags ? allowedTags.toSorted() : null
  return {currencyCode, mode, definition, threshold, allowedTags: tags}
}

/**
 * Hash of which customers are counted and how. All levels share their references, so that no level shows
 * what another one held back.
 */
export function customersHash(rule: SyncRule, currencyCode: string): string {
  return hashOf(countedCustomers(rule, currencyCode))
}

/**
 * Hash of what is asked of a store and how it is counted. Figures of two snapshots with the same hash can
 * be compared.
 */
export function queryHash(rule: SyncRule, currencyCode: string): string {
  return hashOf({
    ...countedCustomers(rule, currencyCode),
    apiVersion: API_VERSION,
    operation: customerPageOperation({emailDomains: needsEmailDomains(rule)}),
    level: rule.level,
  })
}

interface Bucket {
  _key: string
  label: string
  count: number
}

function bucketsOf({cells}: PublishedCells, dimension: Dimension): Bucket[] {
  return cells
    .filter((cell) => cell.dimension === dimension)
    .map(({value, count}, index) => ({_key: `${dimension}-${index}`, label: value, count}))
}

function groupRows(published: PublishedCells) {
  const cells = published.cells.filter(({dimension}) => dimension === 'group')
  return cells.map(({value: group, count}, index) => {
    const parts = partsOfGroup(group)
    return {
      _key: `group-${index}`,
      ...Object.fromEntries(
        GROUP_PARTS.flatMap((name, place) => {
          const value = parts[place]
          return value === null || value === undefined ? [] : [[name, value]]
        }),
      ),
      parts: parts.length,
      count,
    }
  })
}

/**
 * The document of a snapshot: only what may be seen, and the sealed references.
 *
 * @param references - sealed; see `functions/shared/seal.ts`
 */
export function snapshotDocument(
  id: string,
  site: string,
  rule: SyncRule,
  published: PublishedCells,
  capture: Capture,
  references: string,
): Unstored<ShopifyCustomerSnapshot> {
  const {customers, matched, incomplete} = published
  const {takenAt, durationMs, cost, requests, storeDomain, currencyCode, storePlan} = capture
  return {
    _id: id,
    _type: 'shopifyCustomerSnapshot',
    site,
    takenAt,
    totals: {
      ...(customers === null ? {} : {customers}),
      ...(matched === null ? {} : {matched}),
    },
    states: bucketsOf(published, 'state'),
    tags: bucketsOf(published, 'tag'),
    emailDomains: bucketsOf(published, 'domain'),
    consent: bucketsOf(published, 'marketing'),
    orderBuckets: bucketsOf(published, 'orders'),
    spendBuckets: bucketsOf(published, 'spend'),
    groups: groupRows(published),
    suppressed: [...incomplete],
    level: rule.level,
    threshold: rule.threshold,
    rule: rulePreview(rule),
    ruleRevision: rule.revision,
    apiVersion: API_VERSION,
    queryHash: queryHash(rule, currencyCode),
    storeDomain,
    currencyCode,
    storePlan,
    cost,
    requests,
    durationMs,
    expiresAt: new Date(Date.parse(takenAt) + rule.keepDays * DAY_MS).toISOString(),
    references,
  }
}
