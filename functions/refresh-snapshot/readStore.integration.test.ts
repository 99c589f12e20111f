import {afterEach, describe, expect, test} from 'vitest'
import {type TallyRule, sumOfTallies, tallyToText} from '../../core/shopify/customerTally.ts'
import type {ShopFault} from '../../core/shopify/shopFaults.ts'
import {FIRST_MOMENT, toSeconds} from '../../core/shopify/windows.ts'
import {startTestShop, type TestShop} from '../../local/shop/testing/testShop.ts'
import type {StoreSettingsPatch} from '../../local/shop/storeSettings.ts'
import {countCustomers, planWindows, probeStore, tallyWindow} from './readStore.ts'
import {
  createShopClient,
  ShopFaultError,
  type ShopClientOptions,
  type ShopReader,
} from './shopClient.ts'

const PURPOSE = {emailDomains: true}
const RULE: TallyRule = {
  level: 'domains',
  isMatched: () => true,
  allowedTags: null,
  currencyCode: 'USD',
}
const START = Date.parse('2026-11-29T12:00:00Z')
/** Later than every customer, those who come while a test reads included. */
const END = toSeconds(START + 365 * 86_400_000)
/** More windows than any store here has. */
const ALL = 10_000

let shop: TestShop
/** The clock of the shop and of the client. */
let now = START

async function open(options: Parameters<typeof startTestShop>[0] = {}): Promise<void> {
  now = START
  shop = await startTestShop({customers: 2_000, ...options, now: () => now})
}
afterEach(() => shop.stop())

function clientOf(more: Partial<ShopClientOptions> = {}) {
  return createShopClient({
    storeDomain: shop.domain,
    accessToken: shop.token,
    purpose: PURPOSE,
    localHost: shop.url,
    fetch,
    elapsed: () => now - START,
    random: () => 0.5,
    sleep: async (ms) => {
      now += ms
    },
    ...more,
  })
}

/** Counts all customers, with something happening after each window. */
async function countAll(client: ShopReader = clientOf(), meanwhile = (_window: number) => {}) {
  const {windows, after} = await planWindows(client, {from: FIRST_MOMENT, to: END}, ALL)
  expect(after).toBeNull()
  const tallies = []
  for (const [index, window] of windows.entries()) {
    tallies.push(await tallyWindow(client, window, PURPOSE, RULE))
    meanwhile(index)
  }
  return {windows, whole: sumOfTallies(tallies)}
}

describe('the customers of a store', () => {
  test.each([true, false])('are counted once each, where days are whole: %s', async (wholeDays) => {
    await open({customers: 12_000, settings: {wholeDays}})
    const {whole, windows} = await countAll()
    expect(windows.length).toBeGreaterThan(2)
    expect(whole.customers).toBe(12_000)
    const states = [...(whole.cells.get('state')?.values() ?? [])]
    expect(states.reduce((sum, each) => sum + each, 0)).toBe(12_000)
  })

  test('are counted once each while they are changed', async () => {
    await open({customers: 12_000})
    let next = 0
    const {whole} = await countAll(clientOf(), () => {
      now += 1_000
      for (let times = 0; times < 50; times += 1) shop.only.update((next += 97) % 12_000)
    })
    expect(whole.customers).toBe(12_000)
  })

  test('are counted without storing a name or an address', async () => {
    await open({hostile: true})
    const {whole} = await countAll()
    expect(whole.customers).toBe(2_000)
    const withoutTags = {...whole, cells: new Map(whole.cells)}
    withoutTags.cells.delete('tag')
    expect(tallyToText(withoutTags)).not.toMatch(/[^"@]@[^"]|gid:|\+\d{6}/u)
  })

  test.each(['standard', 'advanced', 'plus'] as const)(
    'of a store with the plan %s are read at the rate that it allows',
    async (plan) => {
      await open({customers: 40_000, plan, settings: {objectsPerPoint: 1}})
      const before = now
      const {cost} = await clientOf().metered((reader) => countAll(reader))
      const {points, throttledInARow} = shop.only.usage
      const {restoreRate, maximumAvailable} = shop.only.bucket.status()
      const allowed = maximumAvailable + ((now - before) / 1_000) * restoreRate
      expect(throttledInARow).toBeLessThan(2)
      expect(points / allowed).toBeGreaterThan(0.95)
      expect(cost).toBe(points)
    },
  )
})

describe('a store with unexpected answers', () => {
  const faultOf = async (work: Promise<unknown>): Promise<ShopFault | null> => {
    try {
      await work
      return null
    } catch (error) {
      if (error instanceof ShopFaultError) return error.fault
      throw error
    }
  }

  test.each<[ShopFault, StoreSettingsPatch]>([
    ['scope-missing', {scopes: []}],
    ['scope-excess', {scopes: ['read_customers', 'write_orders']}],
    ['scope-excess', {scopes: ['write_customers']}],
    ['store-frozen', {condition: 'frozen'}],
    ['store-gone', {condition: 'locked'}],
    ['store-gone', {condition: 'gone'}],
    ['version-other', {answeredVersion: '2027-01'}],
  ])('is %s: %o', async (fault, settings) => {
    await open({settings})
    expect(await faultOf(probeStore(clientOf(), shop.domain))).toBe(fault)
  })

  test.each<[ShopFault, StoreSettingsPatch]>([
    ['field-not-approved', {customerData: 'no-email-address'}],
    ['field-not-approved', {customerData: 'no-email'}],
    ['data-not-approved', {customerData: 'no-customers'}],
  ])('is %s when customers are read: %o', async (fault, settings) => {
    await open({settings})
    expect(await faultOf(countAll())).toBe(fault)
  })

  test('is identified by its token and its name', async () => {
    await open()
    const other = clientOf({accessToken: 'another'})
    expect(await faultOf(probeStore(other, shop.domain))).toBe('token-refused')
    expect(await faultOf(probeStore(clientOf(), 'another.myshopify.com'))).toBe('store-other')
    expect(() => clientOf({storeDomain: 'evil.example'})).toThrow(ShopFaultError)
    expect(() => clientOf({localHost: 'http://shop.example'})).toThrow(RangeError)
  })

  test('is asked again where that helps, a limited number of times', async () => {
    await open({
      settings: {
        faults: [
          {fault: {kind: 'status', status: 503}},
          {fault: {kind: 'throttled'}},
          {fault: {kind: 'cut', after: 'half'}},
          {fault: {kind: 'truncated'}},
          {fault: {kind: 'internal-error'}},
        ],
      },
    })
    expect(await countCustomers(clientOf(), null)).toBe(2_000)
    shop.only.set({faults: [{fault: {kind: 'status', status: 500}, times: 50}]})
    expect(await faultOf(countCustomers(clientOf(), null))).toBe('unreachable')
  })

  test('follows no redirect with the token, and does not repeat the store’s error', async () => {
    await open({
      settings: {faults: [{fault: {kind: 'redirect', location: 'http://127.0.0.1:9/'}, times: 9}]},
    })
    expect(await faultOf(countCustomers(clientOf(), null))).toBe('unreachable')
    shop.only.set({faults: [{fault: {kind: 'leaky-error'}, times: 9}]})
    const leaked = await countCustomers(clientOf(), null).catch((error: unknown) => error)
    expect(leaked).toBeInstanceOf(ShopFaultError)
    expect(String(leaked)).not.toMatch(/@/u)
  })
})

test('an operation that is not ours never reaches the store', async () => {
  await open()
  const client = clientOf()
  const before = shop.log.operations.length
  for (const operation of [
    'mutation M { customerDelete(input: {id: "1"}) { deletedCustomerId } }',
    'query Q { customers(first: 1) { nodes { displayName } } }',
    'query Q { shop { id } } query R { shop { id } }',
  ]) {
    await expect(client.query(operation)).rejects.toMatchObject({fault: 'refused'})
  }
  expect(shop.log.operations).toHaveLength(before)
  expect(shop.log.violations).toEqual([])
})
