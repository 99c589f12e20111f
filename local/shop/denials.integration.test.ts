import {afterAll, afterEach, beforeAll, expect, test} from 'vitest'
import {CUSTOMER_COUNT, customerPageOperation, STORE_PROBE} from '../../core/shopify/operations.ts'
import {ORDINARY_SETTINGS} from './storeSettings.ts'
import {startTestShop, type TestShop} from './testing/testShop.ts'

const PAGE = {query: customerPageOperation({emailDomains: true}), variables: {first: 250}}
const WITHOUT_ADDRESS = {
  query: customerPageOperation({emailDomains: false}),
  variables: {first: 250},
}

let shop: TestShop
let now = Date.parse('2026-11-29T12:00:00Z')

beforeAll(async () => {
  shop = await startTestShop({plan: 'enterprise', now: () => now})
})
afterEach(() => {
  shop.only.set(ORDINARY_SETTINGS)
  // Fills the bucket for the next test.
  now += 60_000
})
afterAll(() => shop.stop())

test('answers 401 without the right token', async () => {
  for (const token of [null, 'wrong']) {
    const response = await shop.request(PAGE, {token})
    expect(response.status).toBe(401)
    expect(await response.json()).toEqual({
      errors: '[API] Invalid API key or access token (unrecognized login or wrong password)',
    })
  }
})

test.each([
  ['frozen', 402, 'Unavailable Shop'],
  ['gone', 404, 'Not Found'],
  ['locked', 423, 'Locked'],
] as const)('answers of a store that is %s with %i', async (condition, status, errors) => {
  shop.only.set({condition})
  const response = await shop.request(PAGE)
  expect(response.status).toBe(status)
  expect(await response.json()).toEqual({errors})
})

test('denies customers to a token without the scope, and grants them to one that may write', async () => {
  shop.only.set({scopes: ['read_orders']})
  const denied = await (await shop.request(PAGE)).json()
  expect(denied.data).toBeNull()
  expect(denied.errors).toEqual([
    expect.objectContaining({
      message: 'Access denied for customers field. Required access: `read_customers` access scope.',
      path: ['customers'],
      extensions: expect.objectContaining({code: 'ACCESS_DENIED'}),
    }),
  ])
  const counted = await (await shop.request({query: CUSTOMER_COUNT})).json()
  expect(counted).toMatchObject({data: {customersCount: null}, errors: [{}]})
  shop.only.set({scopes: ['read_orders', 'write_customers']})
  const probe = await (await shop.request({query: STORE_PROBE})).json()
  expect(probe.data.currentAppInstallation.accessScopes).toEqual([
    {handle: 'read_orders'},
    {handle: 'write_customers'},
  ])
  expect((await (await shop.request(PAGE)).json()).errors).toBeUndefined()
})

test('denies addresses with one error for each customer, and cuts the flood', async () => {
  shop.only.set({customerData: 'no-email'})
  const {data, errors} = await (await shop.request(PAGE)).json()
  expect(data.customers.nodes).toHaveLength(250)
  expect(data.customers.nodes[0].defaultEmailAddress).toBeNull()
  expect(errors[0]).toMatchObject({
    message: expect.stringMatching(/^This app is not approved to use the email field\./),
    path: ['customers', 'nodes', 0, 'defaultEmailAddress'],
    extensions: {code: 'ACCESS_DENIED'},
  })
  expect(errors).toHaveLength(250)
  expect(errors.at(-1)).toEqual({
    message: 'Too many execution errors, max error limit reached. Results truncated',
  })
})

test('can deny the address alone, so that consent is still readable', async () => {
  shop.only.set({customerData: 'no-email-address'})
  const withAddress = await (await shop.request(PAGE)).json()
  expect(withAddress.errors[0].path).toEqual([
    'customers',
    'nodes',
    expect.any(Number),
    'defaultEmailAddress',
    'emailAddress',
  ])
  const without = await (await shop.request(WITHOUT_ADDRESS)).json()
  expect(without.errors).toBeUndefined()
  expect(without.data.customers.nodes).toContainEqual(
    expect.objectContaining({defaultEmailAddress: {marketingState: 'SUBSCRIBED'}}),
  )
})

test('can deny customers as a whole', async () => {
  shop.only.set({customerData: 'no-customers'})
  const {data, errors} = await (await shop.request(PAGE)).json()
  expect(data).toBeNull()
  expect(errors[0].message).toMatch(/^This app is not approved to access the Customer object\./)
})

test('reports the actual API version when it falls forward', async () => {
  const old = await shop.request(PAGE, {version: '2024-01'})
  expect(old.headers.get('x-shopify-api-version')).toBe('2026-01')
  shop.only.set({answeredVersion: '2027-01'})
  const other = await shop.request(PAGE)
  expect(other.headers.get('x-shopify-api-version')).toBe('2027-01')
})

test('answers with planned errors, in their order, and then as usual', async () => {
  shop.only.set({
    faults: [
      {fault: {kind: 'status', status: 429, retryAfter: 2}, skip: 1},
      {fault: {kind: 'status', status: 502}, times: 2},
      {fault: {kind: 'internal-error'}},
      {fault: {kind: 'throttled'}},
    ],
  })
  const seen: unknown[] = []
  for (let request = 0; request < 6; request++) {
    const response = await shop.request(PAGE)
    const text = await response.text()
    const code = /"code":"([A-Z_]+)"/.exec(text)?.[1]
    seen.push([response.status, code ?? response.headers.get('retry-after')])
  }
  expect(seen).toEqual([
    [200, null],
    [429, '2'],
    [502, null],
    [502, null],
    [200, 'INTERNAL_SERVER_ERROR'],
    [200, 'THROTTLED'],
  ])
  expect(shop.only.bucket.status().currentlyAvailable).toBe(0)
})

test('redirects, and repeats personal data in an error, where configured', async () => {
  shop.only.set({
    faults: [
      {fault: {kind: 'redirect', location: `${shop.url}/elsewhere`}},
      {fault: {kind: 'leaky-error'}},
    ],
  })
  const redirect = await shop.request(PAGE, {redirect: 'manual'})
  expect(redirect.status).toBe(301)
  expect(redirect.headers.get('location')).toBe(`${shop.url}/elsewhere`)
  expect(await (await shop.request(PAGE)).text()).toContain(shop.only.customer(0).lastName)
})

test('breaks connections before and within the answer, and truncates the text', async () => {
  shop.only.set({
    faults: [
      {fault: {kind: 'cut', after: 'nothing'}},
      {fault: {kind: 'cut', after: 'half'}},
      {fault: {kind: 'truncated'}},
      {fault: {kind: 'slow', ms: 50}},
    ],
  })
  await expect(shop.request(PAGE)).rejects.toThrow('fetch failed')
  const half = await shop.request(PAGE)
  expect(half.status).toBe(200)
  await expect(half.text()).rejects.toThrow('terminated')
  const truncated = await (await shop.request(PAGE)).text()
  expect(truncated).toMatch(/^\{"data":/)
  expect(() => JSON.parse(truncated)).toThrow(SyntaxError)
  const startedAt = performance.now()
  expect((await shop.request({query: STORE_PROBE})).status).toBe(200)
  expect(performance.now() - startedAt).toBeGreaterThan(45)
})

test('can be configured over HTTP', async () => {
  const base = `${shop.url}/local/shop/stores/${shop.domain}`
  const patch = (body: object) =>
    fetch(`${base}/settings`, {method: 'PATCH', body: JSON.stringify(body)})
  expect((await patch({condition: 'frozen'})).status).toBe(200)
  expect((await shop.request(PAGE)).status).toBe(402)
  const wrong = await patch({condition: 'molten', more: 1})
  expect(wrong.status).toBe(400)
  expect((await wrong.json()).error).toContain('condition')
  const before = shop.only.book.size
  for (const change of [
    {kind: 'add', count: 3},
    {kind: 'update', index: 1},
    {kind: 'remove', index: 2},
  ]) {
    const response = await fetch(`${base}/customers`, {
      method: 'POST',
      body: JSON.stringify(change),
    })
    expect(response.status).toBe(200)
  }
  expect(shop.only.book.size).toBe(before + 2)
})
