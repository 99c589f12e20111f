import {z} from 'zod'
import type {ReadingPurpose} from '../../core/shopify/allowedFields.ts'
import {
  CustomerPageError,
  toCustomerFacts,
  type CustomerFacts,
} from '../../core/shopify/customerFacts.ts'
import {createTally, type CustomerTally, type TallyRule} from '../../core/shopify/customerTally.ts'
import {
  API_VERSION,
  CUSTOMER_COUNT,
  customerPageOperation,
  PAGE_SIZE,
  STORE_PROBE,
} from '../../core/shopify/operations.ts'
import {
  countSearchOf,
  halvesOf,
  isInWindow,
  MAX_IN_WINDOW,
  searchOf,
  type CustomerWindow,
} from '../../core/shopify/windows.ts'
import {ShopFaultError, type ShopReader} from './shopClient.ts'

/** What a store says of itself. */
export interface StoreFacts {
  /** ISO 4217. */
  currencyCode: string
  plan: string
}

const Probe = z.object({
  shop: z.object({
    myshopifyDomain: z.string(),
    currencyCode: z.string(),
    plan: z.object({publicDisplayName: z.string()}),
    customerAccountsV2: z.object({customerAccountsVersion: z.string()}),
  }),
  currentAppInstallation: z.object({accessScopes: z.array(z.object({handle: z.string()}))}),
  publicApiVersions: z.array(z.object({handle: z.string(), supported: z.boolean()})),
})

const Counted = z.object({
  customersCount: z.object({count: z.int().min(0), precision: z.string()}),
})

const Page = z.object({
  customers: z.object({
    nodes: z.array(z.unknown()),
    pageInfo: z.object({hasNextPage: z.boolean(), endCursor: z.string().nullable()}),
  }),
})

function parse<T>(schema: z.ZodType<T>, data: unknown): T {
  const read = schema.safeParse(data)
  if (!read.success) throw new ShopFaultError('shape-other')
  return read.data
}

/**
 * Asks a store who it is and what the token may do, before any customer is read.
 *
 * @throws ShopFaultError when it is another store, or the token may write, or may not read customers
 */
export async function probeStore(client: ShopReader, storeDomain: string): Promise<StoreFacts> {
  const {shop, currentAppInstallation, publicApiVersions} = parse(
    Probe,
    await client.query(STORE_PROBE),
  )
  if (shop.myshopifyDomain !== storeDomain) throw new ShopFaultError('store-other')
  const scopes = currentAppInstallation.accessScopes.map(({handle}) => handle)
  // Shopify lets a scope that writes a resource read it too, so the token needs no read scope to write.
  if (scopes.some((scope) => /(?:^|_)write_/u.test(scope))) throw new ShopFaultError('scope-excess')
  if (!scopes.includes('read_customers')) throw new ShopFaultError('scope-missing')
  const isKnown = publicApiVersions.some(
    ({handle, supported}) => handle === API_VERSION && supported,
  )
  if (!isKnown) throw new ShopFaultError('version-other')
  return {
    currencyCode: shop.currencyCode,
    plan: shop.plan.publicDisplayName,
  }
}

/** Counts the customers of a store in a window, or all. */
export async function countCustomers(
  client: ShopReader,
  window: CustomerWindow | null,
): Promise<number> {
  const query = window ? countSearchOf(window) : null
  return parse(Counted, await client.query(CUSTOMER_COUNT, {query})).customersCount.count
}

/** A window with the number of customers in it when it was planned. */
export interface PlannedWindow extends CustomerWindow {
  count: number
}

/**
 * Divides a window until no part has more than {@link MAX_IN_WINDOW} customers. Customers who were all
 * created in one second, as by an import, stay together.
 *
 * @param most - how many windows to plan at a time
 * @returns the parts that have customers, in the order of time, and where to resume planning; `null` at
 *   the end
 */
export async function planWindows(
  client: ShopReader,
  window: CustomerWindow,
  most: number,
): Promise<{windows: PlannedWindow[]; after: string | null}> {
  const open: CustomerWindow[] = [window]
  const windows: PlannedWindow[] = []
  for (let next = open.pop(); next; next = open.pop()) {
    if (windows.length >= most) return {windows, after: next.from}
    const count = await countCustomers(client, next)
    if (count === 0) continue
    const halves = count > MAX_IN_WINDOW ? halvesOf(next) : null
    if (halves) open.push(halves[1], halves[0])
    else windows.push({...next, count})
  }
  return {windows, after: null}
}

/** Most pages of a window: a million customers of one second. A store that has more repeats itself. */
const MAX_PAGES = 4_000

/**
 * Tallies the customers of a window, page by page. It skips customers that the search found beyond the
 * window: they are counted in their own.
 *
 * @throws ShopFaultError when the store does not answer as requested
 */
export async function tallyWindow(
  client: ShopReader,
  window: CustomerWindow,
  purpose: ReadingPurpose,
  rule: TallyRule,
): Promise<CustomerTally> {
  const tally = createTally(rule)
  const query = searchOf(window)
  let after: string | null = null
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const {nodes, pageInfo} = await readPage(client, purpose, {after, query})
    for (const facts of nodes.map((node) => readCustomer(node, purpose))) {
      if (isInWindow(window, facts.createdAt)) tally.add(facts)
    }
    if (!pageInfo.hasNextPage) return tally.result()
    after = pageInfo.endCursor
  }
  throw new ShopFaultError('shape-other')
}

async function readPage(
  client: ShopReader,
  purpose: ReadingPurpose,
  place: {after: string | null; query: string},
): Promise<z.output<typeof Page>['customers']> {
  const data = await client.query(customerPageOperation(purpose), {first: PAGE_SIZE, ...place})
  const {customers} = parse(Page, data)
  const {hasNextPage, endCursor} = customers.pageInfo
  // Without a new cursor the same page would come again and again.
  const isStuck = hasNextPage && (endCursor === null || endCursor === place.after)
  if (isStuck) throw new ShopFaultError('shape-other')
  return customers
}

function readCustomer(node: unknown, purpose: ReadingPurpose): CustomerFacts {
  try {
    return toCustomerFacts(node, purpose)
  } catch (error) {
    if (error instanceof CustomerPageError) throw new ShopFaultError('shape-other')
    throw error
  }
}
