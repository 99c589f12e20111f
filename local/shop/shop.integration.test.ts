import {createAdminApiClient} from '@shopify/admin-api-client'
import {afterAll, afterEach, beforeAll, expect, test} from 'vitest'
import {CUSTOMER_COUNT, customerPageOperation, STORE_PROBE} from '../../core/shopify/operations.ts'
import {startTestShop, type TestShop} from './testing/testShop.ts'

const PAGE = customerPageOperation({emailDomains: true})
const COUNT = 1200

let shop: TestShop
let now = Date.parse('2026-11-29T12:00:00Z')

beforeAll(async () => {
  shop = await startTestShop({customers: COUNT, now: () => now})
})
afterEach(() => {
  // Fills the bucket for the next test.
  now += 60_000
})
afterAll(() => shop.stop())

/** Shopify's own client, sent to the local shop as `localShopVariables` says. */
function adminClient(token = shop.token) {
  return createAdminApiClient({
    storeDomain: shop.domain,
    apiVersion: '2026-10',
    accessToken: token,
    customFetchApi: (input, init) => {
      const {hostname, pathname} = new URL(input)
      return fetch(`${shop.url}/stores/${hostname}${pathname}`, init)
    },
  })
}

interface PageData {
  customers: {
    nodes: {id: string; tags: string[]; defaultEmailAddress: {emailAddress: string} | null}[]
    pageInfo: {hasNextPage: boolean; endCursor: string | null}
  }
}

async function readPage(variables: Record<string, unknown>, headers?: Record<string, string>) {
  const options = {variables: {first: 250, ...variables}, ...(headers && {headers})}
  return adminClient().request<PageData>(PAGE, options)
}

test('returns the store and the scopes of the token', async () => {
  const {data, errors, headers} = await adminClient().request(STORE_PROBE)
  expect(errors).toBeUndefined()
  expect(headers?.get('x-shopify-api-version')).toBe('2026-10')
  expect(data).toMatchObject({
    shop: {
      myshopifyDomain: shop.domain,
      currencyCode: 'USD',
      plan: {publicDisplayName: 'Basic', shopifyPlus: false},
      customerAccountsV2: {customerAccountsVersion: 'CLASSIC'},
    },
    currentAppInstallation: {accessScopes: [{handle: 'read_customers'}]},
  })
  expect(data.publicApiVersions).toContainEqual({handle: '2026-10', supported: true})
})

test('returns all customers in pages, with costs and null addresses', async () => {
  const ids = new Set<string>()
  let withoutAddress = 0
  let after: string | null = null
  do {
    const {data, errors, extensions} = await readPage({after, query: null})
    if (!data) throw new Error(JSON.stringify(errors))
    for (const node of data.customers.nodes) {
      ids.add(node.id)
      if (node.defaultEmailAddress === null) withoutAddress++
    }
    after = data.customers.pageInfo.endCursor
    expect(extensions?.['cost']).toMatchObject({
      requestedQueryCost: 38,
      throttleStatus: {maximumAvailable: 2000, restoreRate: 100},
    })
    if (!data.customers.pageInfo.hasNextPage) break
  } while (after !== null)
  expect(ids.size).toBe(COUNT)
  expect(withoutAddress).toBeGreaterThan(10)
  const {data} = await adminClient().request(CUSTOMER_COUNT, {variables: {query: null}})
  expect(data).toEqual({customersCount: {count: COUNT, precision: 'EXACT'}})
})

test('answers HTTP 200 with an error for a page of 251', async () => {
  const {data, errors} = await readPage({first: 251})
  expect(data).toBeUndefined()
  expect(errors?.networkStatusCode).toBe(200)
  expect(errors?.graphQLErrors?.[0]).toMatchObject({
    path: ['customers'],
    extensions: {code: 'BAD_REQUEST'},
  })
})

test('reports an ignored search on request, and returns all customers', async () => {
  const query = 'tag:vip AND email_marketing_state:subscribed'
  const quiet = await readPage({query, first: 250})
  expect(quiet.extensions).not.toHaveProperty('search')
  const loud = await readPage({query}, {'Shopify-Search-Query-Debug': '1'})
  expect(loud.extensions?.['search']).toMatchObject([
    {path: ['customers'], warnings: [{field: 'email_marketing_state', code: 'invalid_field'}]},
  ])
  expect(loud.data?.customers.nodes).toHaveLength(250)
  const clean = await readPage({query: 'tag:vip'}, {'Shopify-Search-Query-Debug': '1'})
  expect(clean.extensions?.['search']).toEqual([{path: ['customers'], query: 'tag:vip'}])
  expect(
    clean.data?.customers.nodes.every(({tags}) => tags.some((tag) => tag.toLowerCase() === 'vip')),
  ).toBe(true)
})

test('throttles by requested cost, charges the actual cost, and says how long to wait', async () => {
  shop.only.resetUsage()
  for (let page = 0; ; page++) {
    const {errors, extensions} = await readPage({})
    const cost = extensions?.['cost']
    if (!errors) continue
    expect(page).toBeGreaterThan(2000 / 38 - 1)
    expect(errors.graphQLErrors).toEqual([
      {
        message: 'Throttled',
        extensions: {
          code: 'THROTTLED',
          documentation: 'https://shopify.dev/api/usage/rate-limits',
        },
      },
    ])
    expect(cost).toMatchObject({requestedQueryCost: 38, actualQueryCost: null})
    break
  }
  const {points, answered, throttled} = shop.only.usage
  expect(throttled).toBe(1)
  expect(points).toBeLessThanOrEqual(answered * 38)
  now += 380
  expect((await readPage({})).errors).toBeUndefined()
})

test('refuses an operation that costs more than 1,000 points', async () => {
  shop.only.set({objectsPerPoint: 0.7})
  const {errors, extensions} = await readPage({})
  shop.only.set({objectsPerPoint: 20})
  expect(extensions).toBeUndefined()
  expect(errors?.graphQLErrors?.[0]).toMatchObject({
    extensions: {code: 'MAX_COST_EXCEEDED', cost: 1072, maxCost: 1000},
  })
})

test('shows what changes while somebody reads', async () => {
  const before = shop.only.customer(5)
  now += 1000
  shop.only.update(5)
  const added = shop.only.add(1)
  shop.only.remove(6)
  const query = `updated_at:>='${new Date(now).toISOString()}'`
  const {data} = await readPage({query})
  expect(data?.customers.nodes.map(({id}) => id)).toEqual([
    `gid://shopify/Customer/${before.id}`,
    `gid://shopify/Customer/${shop.only.customer(added).id}`,
  ])
  expect(shop.only.customer(5).numberOfOrders).toBe(String(Number(before.numberOfOrders) + 1))
  const gone = await readPage({query: `id:${before.id}`})
  expect(gone.data?.customers.nodes).toHaveLength(1)
  expect(() => shop.only.customer(6)).toThrow('no customer number 6')
})

test('returns values outside the schema when it is hostile', async () => {
  const hostile = await startTestShop({hostile: true, customers: 250})
  const response = await hostile.request({query: PAGE, variables: {first: 250}})
  const text = await response.text()
  expect(text).toContain('"state":"ARCHIVED"')
  expect(text).toContain('"marketingState":"REDACTED"')
  expect(text).toContain('"numberOfOrders":"18446744073709551615"')
  await hostile.stop()
})

test('knows several stores by their path, each with its own token', async () => {
  const response = await fetch(
    `${shop.url}/stores/other.myshopify.com/admin/api/2026-10/graphql.json`,
    {method: 'POST', body: JSON.stringify({query: STORE_PROBE})},
  )
  expect(response.status).toBe(404)
  const {errors} = await adminClient('wrong').request(STORE_PROBE)
  expect(errors?.networkStatusCode).toBe(401)
})

test('records its requests without values', async () => {
  await readPage({query: 'email:"ada@secret.example"'})
  const {operations} = await (await fetch(`${shop.url}/local/shop/operations`)).json()
  expect(operations).toContainEqual(
    expect.objectContaining({
      operation: 'CustomerPage',
      rootFields: ['customers'],
      leafPaths: expect.arrayContaining(['customers.nodes.defaultEmailAddress.emailAddress']),
      variables: ['first', 'query'],
    }),
  )
  const page = await (await fetch(shop.url)).text()
  expect(page).toContain('CustomerPage')
  expect(`${JSON.stringify(operations)}${page}`).not.toContain('secret')
})
