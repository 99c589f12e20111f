import type {ShopStore, StoreOptions} from '../shopStore.ts'
import {startShop, type RunningShop} from '../startShop.ts'

/** A shop with one store, for one test file. */
export interface TestShop extends RunningShop {
  domain: string
  token: string
  only: ShopStore
  /** Sends one request to the store's GraphQL endpoint. */
  request(body: unknown, options?: TestRequest): Promise<Response>
}

/** How {@link TestShop.request} sends. */
export interface TestRequest {
  /** `null` for none; the right one unless given. */
  token?: string | null
  version?: string
  headers?: Record<string, string>
  redirect?: 'follow' | 'manual'
}

const DOMAIN = 'test-shop.myshopify.com'
const TOKEN = 'test-token'

/**
 * Starts a shop with one store on a free port of 127.0.0.1. `stop` throws when anything but an allowed
 * query arrived, which fails the file that calls it in `afterAll` or `afterEach`; a test that provokes
 * that takes the violations with `log.takeViolations`.
 */
export async function startTestShop(
  options: Partial<StoreOptions> & {now?: () => number} = {},
): Promise<TestShop> {
  const {now, ...store} = options
  const whole = {domain: DOMAIN, token: TOKEN, customers: 1000, ...store}
  const shop = await startShop({port: 0, stores: [whole], ...(now && {now})})
  const {domain, token} = whole
  return {
    ...shop,
    domain,
    token,
    only: shop.store(domain),
    request(body: unknown, sent: TestRequest = {}) {
      const {version = '2026-10', headers, redirect = 'follow'} = sent
      const given = sent.token === undefined ? token : sent.token
      return fetch(`${shop.url}/stores/${domain}/admin/api/${version}/graphql.json`, {
        method: 'POST',
        redirect,
        headers: {
          'Content-Type': 'application/json',
          ...(given !== null && {'X-Shopify-Access-Token': given}),
          ...headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
    },
  }
}
