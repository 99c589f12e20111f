import {array, assert, constantFrom, integer, property, string} from 'fast-check'
import {expect, test} from 'vitest'
import {CUSTOMER_STATES, type CustomerFacts} from './customerFacts.ts'
import {createTally, type TallyRule} from './customerTally.ts'
import {sumOfTallies, tallyFromText, tallyToText} from './tallyText.ts'

const RULE: TallyRule = {
  level: 'domains',
  isMatched: () => true,
  allowedTags: null,
  currencyCode: 'EUR',
}

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
