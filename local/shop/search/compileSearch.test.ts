import {expect, test} from 'vitest'
import {type CustomerPatch, createCustomerMaker} from '../customers/makeCustomer.ts'
import {CustomerBook} from '../customers/customerBook.ts'
import {Candidate} from './candidate.ts'
import {compileCountSearch, compileCustomerSearch, type CompiledSearch} from './compileSearch.ts'

const NOON = Date.parse('2026-03-01T12:00:00Z') / 1000
const RULES = {classicAccounts: true, wholeDays: false, now: NOON + 1}

const PEOPLE: CustomerPatch[] = [
  {email: 'bo.wang@shop.example', tags: ['VIP', 'Repeat'], state: 'ENABLED', numberOfOrders: '1'},
  {email: 'shop.example@other.test', tags: ['wholesale'], state: 'DISABLED', numberOfOrders: '5'},
  {email: null, tags: [], state: 'DISABLED', numberOfOrders: '0', phone: '+1 202 555 0100'},
]

const book = new CustomerBook(
  createCustomerMaker({seed: 'a', locale: 'en', hostile: false}),
  {createdAt: () => NOON - 10, updatedAt: () => NOON},
  PEOPLE.length,
)
PEOPLE.forEach((person, index) =>
  book.update(index, NOON + index, {phone: null, marketingState: 'SUBSCRIBED', ...person}),
)

function found(search: CompiledSearch): number[] {
  const candidate = new Candidate(book)
  return PEOPLE.map((_, index) => index).filter((index) => search.matches(candidate.moveTo(index)))
}

test.each([
  ['', [0, 1, 2]],
  ['tag:vip', [0]],
  ["tag:'repeat, Wholesale'", [0, 1]],
  ['tag_not:vip', [1, 2]],
  ['tag:who*', [1]],
  ['state:enabled OR state:disabled', [0, 1, 2]],
  ['state:disabled orders_count:>0', [1]],
  ['-state:enabled', [1, 2]],
  ['orders_count:<=1', [0, 2]],
  ['email:shop.example', [0, 1]],
  ['email:"bo.wang@shop.example"', [0]],
  ['email:"shop.example"', []],
  ['email:*', [0, 1]],
  ['email:wan*', [0]],
  ['phone:+12025550100', [2]],
  ['accepts_marketing:true', [0, 1, 2]],
  ['accepts_marketing:false', []],
  ['wang', [0]],
  ["updated_at:>'2026-03-01T12:00:00Z'", [1, 2]],
  ["updated_at:>='2026-03-01T12:00:01Z' AND updated_at:<'2026-03-01T12:00:02Z'", [1]],
  ["updated_at:>='2026-03-01T13:00:01+01:00'", [1, 2]],
  ['updated_at:2026-03-01', [0, 1, 2]],
  ['updated_at:<2026-03-01', []],
  ['updated_at:<now', [0]],
  ['updated_at:<=2026', [0, 1, 2]],
  ['updated_at:<2026', []],
  ["updated_at:'2026-02-27..2026-03-01'", [0, 1, 2]],
  ["updated_at:'2026-02-27..2026-02-28'", []],
  ["customer_date:<'2026-03-01T12:00:00Z'", [0, 1, 2]],
  [`id:>${book.customer(0).id}`, [1, 2]],
])('finds the same customers as Shopify by %s', (text, expected) => {
  const search = compileCustomerSearch(text, RULES)
  expect(search.warnings).toEqual([])
  expect(found(search)).toEqual(expected)
})

test('ignores a search with an unknown field, and warns', () => {
  const search = compileCustomerSearch('tag:vip AND created_at:>2026-01-01', RULES)
  expect(found(search)).toEqual([0, 1, 2])
  expect(search.warnings).toEqual([
    {
      field: 'created_at',
      message: 'Invalid search field for this query.',
      code: 'invalid_field',
    },
  ])
})

test('reads the rest of an unquoted timestamp as a field', () => {
  const search = compileCustomerSearch('updated_at:>=2027-01-01T00:00:00Z', RULES)
  expect(found(search)).toEqual([0, 1, 2])
  expect(search.warnings.map(({field}) => field)).toContain('00')
})

test('knows states in stores with classic accounts only', () => {
  const search = compileCustomerSearch('state:enabled', {...RULES, classicAccounts: false})
  expect(search.warnings.map(({field}) => field)).toEqual(['state'])
  expect(found(search)).toEqual([0, 1, 2])
})

test('treats a time as its day where configured', () => {
  const text = "updated_at:>='2026-03-01T23:00:00Z'"
  expect(found(compileCustomerSearch(text, RULES))).toEqual([])
  expect(found(compileCustomerSearch(text, {...RULES, wholeDays: true}))).toEqual([0, 1, 2])
})

test('counts by times and ids, and ignores other conditions silently', () => {
  const known = compileCountSearch("updated_at:>'2026-03-01T12:00:00Z'", RULES)
  expect(found(known)).toEqual([1, 2])
  expect(known.isRange).toBe(true)
  const ignored = compileCountSearch('tag:vip', RULES)
  expect(found(ignored)).toEqual([0, 1, 2])
  expect(ignored.warnings).toEqual([])
  expect(compileCountSearch('nonsense:vip', RULES).warnings).toHaveLength(1)
})

test('bounds both ends of an interval, and the hull of alternatives', () => {
  const both = compileCustomerSearch("updated_at:>='2026-01-01' updated_at:<'2026-01-02'", RULES)
  expect(both.bounds).toEqual({UPDATED_AT: {from: 1_767_225_600, to: 1_767_311_999}})
  const either = compileCustomerSearch('updated_at:2026-01-01 OR updated_at:2026-01-03', RULES)
  expect(either.bounds).toEqual({UPDATED_AT: {from: 1_767_225_600, to: 1_767_484_799}})
  expect(either.isRange).toBe(false)
  expect(compileCustomerSearch('updated_at:2026-01-01 OR tag:vip', RULES).bounds).toEqual({})
})
