import {expect, test} from 'vitest'
import {isShopifyVariable, isStoreDomain} from './shopifyNames.ts'

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
