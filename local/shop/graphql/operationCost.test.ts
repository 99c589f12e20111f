import {getOperationAST, parse} from 'graphql'
import {expect, test} from 'vitest'
import {
  CUSTOMER_COUNT,
  customerPageOperation,
  STORE_PROBE,
} from '../../../core/shopify/operations.ts'
import {CostBucket} from './costBucket.ts'
import {costPlan, type CostedField, actualCost, requestedCost} from './operationCost.ts'
import {shopSchema} from './shopSchema.ts'

function planOf(query: string): CostedField[] {
  const document = parse(query)
  const operation = getOperationAST(document)
  if (!operation) throw new Error('no operation')
  return costPlan(operation, document, shopSchema(false))
}

test('charges 13 points for 250 flat objects, as measured', () => {
  const plan = planOf('query Q($n: Int) { customers(first: $n) { nodes { id } } }')
  expect(requestedCost(plan, {n: 250}, 20)).toBe(13)
  expect(requestedCost(plan, {n: 250}, 1)).toBe(250)
})

test('charges nested objects once for each object of the page', () => {
  const plan = planOf(customerPageOperation({emailDomains: true}))
  expect(requestedCost(plan, {first: 250}, 20)).toBe(38)
  expect(requestedCost(plan, {first: 250}, 1)).toBe(750)
})

test('charges returned objects: absent ones are free', () => {
  const plan = planOf(customerPageOperation({emailDomains: false}))
  const node = {amountSpent: {amount: '1.0'}, defaultEmailAddress: {marketingState: 'PENDING'}}
  const nodes = [node, {...node, defaultEmailAddress: null}]
  expect(actualCost(plan, {customers: {nodes}}, 1)).toBe(5)
  expect(actualCost(plan, {customers: {nodes}}, 20)).toBe(1)
  expect(actualCost(plan, null, 20)).toBe(0)
})

test('counts an object as one, also in fragments and under other names', () => {
  expect(requestedCost(planOf(CUSTOMER_COUNT), {}, 20)).toBe(1)
  expect(requestedCost(planOf(STORE_PROBE), {}, 20)).toBe(6)
  const tricky = planOf(`query Q { ...F a: customers(first: 40) { n: nodes { id } } }
    fragment F on QueryRoot { shop { plan { shopifyPlus } } }`)
  expect(requestedCost(tricky, {}, 20)).toBe(4)
  expect(actualCost(tricky, {shop: {plan: {}}, a: {n: [{}, {}]}}, 20)).toBe(3)
})

test('fills a bucket with time, up to 20 seconds of its rate', () => {
  let now = 0
  const bucket = new CostBucket('advanced', () => now)
  expect(bucket.status()).toEqual({
    maximumAvailable: 4000,
    currentlyAvailable: 4000,
    restoreRate: 200,
  })
  bucket.charge(3900)
  expect(bucket.admits(101)).toBe(false)
  now += 5
  expect(bucket.admits(101)).toBe(true)
  now += 60_000
  expect(bucket.status().currentlyAvailable).toBe(4000)
})
