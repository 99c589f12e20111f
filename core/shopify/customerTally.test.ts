import {array, assert, constantFrom, integer, property, string} from 'fast-check'
import {describe, expect, test} from 'vitest'
import {CUSTOMER_STATES, type CustomerFacts} from './customerFacts.ts'
import {
  createTally,
  partitions,
  sumOfTallies,
  tallyFromText,
  tallyToText,
  type TallyRule,
} from './customerTally.ts'

const RULE: TallyRule = {
  level: 'domains',
  isMatched: () => true,
  allowedTags: null,
  currencyCode: 'EUR',
}

function facts(changes: Partial<CustomerFacts> = {}): CustomerFacts {
  return {
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    state: 'ENABLED',
    tags: ['vip', 'vip'],
    numberOfOrders: 3,
    amountSpent: 120,
    marketing: 'SUBSCRIBED',
    emailDomain: 'shop.example',
    ...changes,
  }
}

function counted(rule: Partial<TallyRule>, all: readonly CustomerFacts[]) {
  const tally = createTally({...RULE, ...rule})
  for (const each of all) tally.add(each)
  const {customers, matched, cells} = tally.result()
  const plain = [...cells].map(([name, values]) => [name, Object.fromEntries(values)])
  return {customers, matched, cells: Object.fromEntries(plain)}
}

describe('a count', () => {
  test('counts all customers, and the values of the matching ones', () => {
    const isMatched = (customer: unknown) => customer !== others
    const others = facts({state: 'DISABLED'})
    expect(counted({isMatched}, [facts(), facts({tags: ['new']}), others])).toEqual({
      customers: 3,
      matched: 2,
      cells: {
        state: {ENABLED: 2},
        marketing: {SUBSCRIBED: 2},
        orders: {'2-5': 2},
        spend: {'50-200': 2},
        tag: {vip: 1, new: 1},
        domain: {'shop.example': 2},
      },
    })
  })

  test('contains no more than its level allows', () => {
    expect(counted({level: 'counts'}, [facts()]).cells).toEqual({})
    expect(counted({level: 'buckets'}, [facts()]).cells).not.toHaveProperty('domain')
  })

  test('leaves tags out that are not on the list', () => {
    const all = [facts({tags: ['vip', 'call Ada on Friday']})]
    expect(counted({allowedTags: ['vip']}, all).cells).toMatchObject({tag: {vip: 1}})
    expect(counted({allowedTags: []}, all).cells).not.toHaveProperty('tag')
  })
})

test.each([
  [0, '0'],
  [1, '1'],
  [2, '2-5'],
  [5, '2-5'],
  [6, '6-20'],
  [21, '21+'],
  [1_000_000, '21+'],
  [-1, '0'],
])('%i orders are in the range %s', (orders, label) => {
  expect(counted({}, [facts({numberOfOrders: orders})]).cells['orders']).toEqual({[label]: 1})
})

test.each([
  ['EUR', 0, '0'],
  ['EUR', 0.01, '0-50'],
  ['EUR', 50, '50-200'],
  ['EUR', 5_000, '5000+'],
  ['JPY', 1, '0-5000'],
  ['JPY', 20_000, '20000-100000'],
  ['not a currency', 200, '200-1000'],
])('%s %d are in the range %s', (currency, amount, label) => {
  const {cells} = counted({currencyCode: currency}, [facts({amountSpent: amount})])
  expect(cells['spend']).toEqual({[label]: 1})
})

test('every range is one of the known values', () => {
  expect(partitions('EUR').get('orders')).toEqual(['0', '1', '2-5', '6-20', '21+'])
  expect(partitions('EUR').get('spend')).toHaveLength(6)
})

const customer = string().chain((tag) =>
  constantFrom(...CUSTOMER_STATES).map((state): CustomerFacts => ({
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    state,
    tags: [tag, '__proto__'],
    numberOfOrders: 1,
    amountSpent: 1,
    marketing: 'PENDING',
    emailDomain: 'constructor',
  })),
)

function tallyOf(customers: readonly CustomerFacts[]) {
  const tally = createTally(RULE)
  for (const each of customers) tally.add(each)
  return tally.result()
}

test('counts of parts, kept as texts, add up to the count of the whole', () => {
  assert(
    property(array(customer), integer({min: 0, max: 20}), (customers, at) => {
      const parts = [customers.slice(0, at), customers.slice(at)]
      const kept = parts.map((part) => tallyFromText(tallyToText(tallyOf(part))))
      expect(sumOfTallies(kept)).toEqual(tallyOf(customers))
    }),
  )
})

test('a text that is no count is refused', () => {
  expect(() => tallyFromText('{"customers":-1,"matched":0,"cells":{}}')).toThrow(/customers/u)
  expect(() => tallyFromText('{')).toThrow(SyntaxError)
})
