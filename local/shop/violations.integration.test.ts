import {afterEach, beforeEach, expect, test} from 'vitest'
import {CUSTOMER_COUNT} from '../../core/shopify/operations.ts'
import {startTestShop, type TestShop} from './testing/testShop.ts'

let shop: TestShop

beforeEach(async () => {
  shop = await startTestShop({customers: 10})
})
afterEach(async () => {
  shop.log.takeViolations()
  await shop.stop()
})

test.each([
  ['mutation M { customerDelete(input: {id: "1"}) { deletedCustomerId } }', 'mutation'],
  ['subscription S { shop { id } }', 'subscription'],
  ['{ shop { id } }', 'anonymous'],
  ['query Q { s: shop { id } }', 'alias'],
  ['query Q { shop { ...F } } fragment F on Shop { id }', 'fragment'],
  ['query A { shop { id } } query B { shop { id } }', 'several-definitions'],
  ['query Q { shop @include(if: true) { id } }', 'directive'],
  ['query Q { customers(first: 1) { nodes { displayName } } }', 'unknown-field'],
  ['query Q {', 'not-graphql'],
])('records %s', async (query, reason) => {
  await shop.request({query})
  expect(shop.log.violations).toEqual([
    expect.objectContaining({store: shop.domain, reason, request: null}),
  ])
  expect(() => shop.log.assertNone()).toThrow(`${shop.domain}: ${reason}`)
})

test('records batches, invalid JSON, and requests without the right token', async () => {
  await shop.request([{query: CUSTOMER_COUNT}])
  await shop.request('no json')
  await shop.request({query: 'mutation M { a }'}, {token: 'wrong'})
  expect(shop.log.takeViolations().map(({reason}) => reason)).toEqual([
    'batched',
    'not-json',
    'mutation',
  ])
  expect(shop.log.violations).toEqual([])
})

test('records requests to other endpoints, without ids', async () => {
  const base = `${shop.url}/stores/${shop.domain}`
  expect((await fetch(`${base}/admin/api/2026-10/customers/7000000000001.json`)).status).toBe(404)
  await fetch(`${base}/admin/api/2026-10/graphql.json?query=secret`)
  expect(shop.log.violations.map(({reason, request}) => [reason, request])).toEqual([
    ['other-request', 'GET /admin/api/2026-10/customers/*.json'],
    ['other-request', 'GET /admin/api/2026-10/graphql.json'],
  ])
  const told = await (await fetch(`${shop.url}/local/shop/violations`)).text()
  expect(told).toContain('other-request')
  expect(told).not.toContain('secret')
})

test('records requests to a store that does not exist', async () => {
  await fetch(`${shop.url}/stores/other.myshopify.com/admin/api/2026-10/graphql.json`, {
    method: 'POST',
    body: JSON.stringify({query: 'mutation M { a }'}),
  })
  expect(shop.log.violations).toMatchObject([{store: 'other.myshopify.com', reason: 'mutation'}])
})

test('makes stopping it fail after a violation', async () => {
  const other = await startTestShop({customers: 10})
  await other.request({query: 'mutation M { customerDelete { id } }'})
  await expect(other.stop()).rejects.toThrow(
    'received what must never be sent to Shopify. Find who sent it',
  )
})

test('does not report allowed queries', async () => {
  const response = await shop.request({query: CUSTOMER_COUNT, variables: {query: null}})
  expect(await response.json()).toMatchObject({data: {customersCount: {count: 10}}})
  expect(shop.log.violations).toEqual([])
  expect(shop.log.operations).toMatchObject([{operation: 'CustomerCount', count: 1}])
})
