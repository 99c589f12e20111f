import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {STORE_PROBE} from '../../core/shopify/operations.ts'
import {startReadyProcess} from '../readyProcess.ts'
import {demoStoreOptions, localShopVariables} from './demoStores.ts'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))

async function startMain() {
  const running = await startReadyProcess('shop', MAIN, ['--port', '0', '--customers', '50'])
  const ready: {shop: string} = JSON.parse(running.ready)
  return {running, url: ready.shop}
}

async function send(url: string, query: string): Promise<Response> {
  const [store] = demoStoreOptions(0, localShopVariables())
  if (!store) throw new Error('There is no demo store.')
  return fetch(`${url}/stores/${store.domain}/admin/api/2026-10/graphql.json`, {
    method: 'POST',
    headers: {'X-Shopify-Access-Token': store.token},
    body: JSON.stringify({query}),
  })
}

test('has a store for each demo site that has one, and ends with 0', async () => {
  const {running, url} = await startMain()
  const {stores} = await (await fetch(`${url}/local/shop/stores`)).json()
  expect(stores.map(({domain}: {domain: string}) => domain)).toEqual([
    'artameta-demo.myshopify.com',
    'bluefern-demo.myshopify.com',
  ])
  const {data} = await (await send(url, STORE_PROBE)).json()
  expect(data.shop.myshopifyDomain).toBe('artameta-demo.myshopify.com')
  expect(await running.end('SIGTERM')).toBe(0)
})

test('ends with 1 after a mutation arrived', async () => {
  const {running, url} = await startMain()
  await send(url, 'mutation M { customerDelete { id } }')
  expect(await running.end('SIGTERM')).toBe(1)
})

test('has one host for all stores, and a token for each', () => {
  expect(localShopVariables(10)).toEqual({
    LEADS_SHOPIFY_API_HOST: 'http://127.0.0.1:3912',
    SHOPIFY_TOKEN_ARTAMETA: 'local-shop-artameta-demo',
    SHOPIFY_TOKEN_BLUEFERN: 'local-shop-bluefern-demo',
  })
})
