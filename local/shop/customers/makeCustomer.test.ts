import {expect, test} from 'vitest'
import {createCustomerMaker} from './makeCustomer.ts'
import {createMoments} from './moments.ts'

const HISTORY = {createdAt: 1_700_000_000, updatedAt: 1_750_000_000, revision: 0}
const COUNT = 5000
const make = createCustomerMaker({seed: 'a', locale: 'en', hostile: false})
const customers = Array.from({length: COUNT}, (_, index) => make(index, HISTORY))

test('generates the same customer for an index every time', () => {
  const again = createCustomerMaker({seed: 'a', locale: 'en', hostile: false})
  expect(again(4321, HISTORY)).toEqual(customers[4321])
  const other = createCustomerMaker({seed: 'b', locale: 'en', hostile: false})
  expect(other(4321, HISTORY)).not.toEqual(customers[4321])
})

test('generates unique ids and addresses', () => {
  const addresses = customers.flatMap(({email}) => (email === null ? [] : [email.toLowerCase()]))
  expect(new Set(addresses).size).toBe(addresses.length)
  expect(new Set(customers.map(({id}) => id)).size).toBe(COUNT)
  expect(addresses.every((address) => /^[^@\s]+@[a-z0-9.-]+\.(example|test)$/.test(address))).toBe(
    true,
  )
  expect(addresses.length).toBeLessThan(COUNT)
})

test('spreads domains over few providers, many companies and a long tail', () => {
  const sizes = new Map<string, number>()
  for (const {email} of customers) {
    const domain = email?.split('@')[1]?.toLowerCase()
    if (domain) sizes.set(domain, (sizes.get(domain) ?? 0) + 1)
  }
  expect(sizes.get('gramail.example')).toBeGreaterThan(COUNT / 5)
  const alone = [...sizes.values()].filter((size) => size === 1)
  expect(alone.length).toBeGreaterThan(100)
})

test('writes names and addresses into some tags, and the same tag in several spellings', () => {
  const tags = customers.flatMap((customer) => customer.tags)
  expect(tags).toEqual(expect.arrayContaining(['vip', 'VIP', 'Vip', '常连客']))
  expect(
    customers.some(({email, tags: own}) =>
      own.some((tag) => email !== null && tag.includes(email)),
    ),
  ).toBe(true)
  expect(
    customers.some(({firstName, lastName, tags: own}) =>
      own.some((tag) => tag.includes(`${firstName} ${lastName}`)),
    ),
  ).toBe(true)
})

test('returns numbers as texts, and unknown values only on request', () => {
  expect(customers.every(({numberOfOrders}) => /^\d+$/.test(numberOfOrders))).toBe(true)
  expect(customers.every(({amountSpent}) => /^\d+\.\d+$/.test(amountSpent))).toBe(true)
  const hostile = createCustomerMaker({seed: 'a', locale: 'en', hostile: true})
  const theirs = Array.from({length: COUNT}, (_, index) => hostile(index, HISTORY))
  expect(theirs.some(({state}) => state === 'ARCHIVED')).toBe(true)
  expect(theirs.some(({numberOfOrders}) => numberOfOrders === '18446744073709551615')).toBe(true)
  expect(customers.some(({state}) => state === 'ARCHIVED')).toBe(false)
})

test('has thousands of customers with the same second of change', () => {
  const asOf = 1_790_000_000
  const moments = createMoments('a', 20_000, asOf)
  const at = Array.from({length: 20_000}, (_, index) => ({
    created: moments.createdAt(index),
    updated: moments.updatedAt(index),
  }))
  expect(at.every(({created, updated}) => created <= updated && updated <= asOf)).toBe(true)
  expect(at.every(({created}, index) => created >= (at[index - 1]?.created ?? 0))).toBe(true)
  const shared = Object.values(Object.groupBy(at, ({updated}) => updated)).map(
    (group) => group?.length ?? 0,
  )
  const [largest = 0, second = 0] = shared.sort((a, b) => b - a)
  expect(largest).toBeGreaterThan(1500)
  expect(second).toBeGreaterThan(1500)
})
