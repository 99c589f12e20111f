import {expect, test} from 'vitest'
import {isShopifyVariable, isStoreDomain} from './shopifyNames.ts'
import {switchOff} from './switchOff.ts'

const RULE = {_id: 'acme.rule.customers', _rev: 'r1', site: 'acme'}

test('a rule is switched off with a higher revision, whatever else is wrong with it', () => {
  for (const [revision, next] of [
    [3, 4],
    [undefined, 1],
    ['x', 1],
    [-2, 1],
  ] as const) {
    expect(switchOff('acme', {...RULE, mode: 'condition', revision})).toEqual([
      {patch: {id: RULE._id, ifRevisionID: 'r1', set: {mode: 'disabled', revision: next}}},
    ])
  }
  expect(switchOff('acme', {...RULE, mode: 'disabled'})).toEqual([])
  expect(() => switchOff('other', {...RULE, mode: 'all'})).toThrow('other')
})

test('only variables of Shopify may be named, and only its stores', () => {
  const names = [
    'SHOPIFY_A',
    'LEADS_SHOPIFY_A_1',
    'SHOPIFY_',
    'LEADS_SECRET',
    'X_SHOPIFY_A',
    'shopify_a',
  ]
  expect(names.filter(isShopifyVariable)).toEqual(['SHOPIFY_A', 'LEADS_SHOPIFY_A_1'])
  const domains = [
    'a.myshopify.com',
    'a.b.myshopify.com',
    'myshopify.com',
    'a.myshopify.com.evil.org',
  ]
  expect(domains.filter(isStoreDomain)).toEqual(['a.myshopify.com'])
})
