import * as fc from 'fast-check'
import {GraphQLError} from 'graphql'
import {expect, test} from 'vitest'
import {CustomerBook, SORT_KEYS, type SortKey} from '../customers/customerBook.ts'
import {customerNumber} from '../customers/customerId.ts'
import {createCustomerMaker} from '../customers/makeCustomer.ts'
import {createMoments} from '../customers/moments.ts'
import {Candidate} from '../search/candidate.ts'
import {compileCustomerSearch} from '../search/compileSearch.ts'
import {cursorAt, placeOf, countCustomers, customersPage} from './customersPage.ts'

const AS_OF = 1_790_000_000
const COUNT = 400
const RULES = {classicAccounts: true, wholeDays: false, now: AS_OF}
const EVERYBODY = compileCustomerSearch('', RULES)
const make = createCustomerMaker({seed: 'a', locale: 'en', hostile: false})
const newBook = () => new CustomerBook(make, createMoments('a', COUNT, AS_OF), COUNT)

function readAll(
  book: CustomerBook,
  args: {sortKey: SortKey; first: number; reverse?: boolean},
  search = EVERYBODY,
  between: (page: number) => void = () => {},
): number[] {
  const seen: number[] = []
  let after: string | null = null
  for (let page = 0; ; page++) {
    const {indexes, hasNextPage, endCursor} = customersPage(book, search, {...args, after})
    seen.push(...indexes)
    if (!hasNextPage) return seen
    if (page > 2 * COUNT) throw new Error('The pages do not end.')
    after = endCursor
    between(page)
  }
}

function sorted(book: CustomerBook, key: SortKey): number[] {
  const value = (index: number): number =>
    key === 'ID' ? 0 : key === 'CREATED_AT' ? book.createdAt(index) : book.updatedAt(index)
  return Array.from({length: COUNT}, (_, index) => index).sort(
    (a, b) => value(a) - value(b) || a - b,
  )
}

test.each(SORT_KEYS)('pages through everybody once in the order of %s', (sortKey) => {
  const book = newBook()
  const expected = sorted(book, sortKey)
  fc.assert(
    fc.property(fc.integer({min: 1, max: 250}), (first) => {
      expect(readAll(book, {sortKey, first})).toEqual(expected)
      expect(readAll(book, {sortKey, first, reverse: true})).toEqual(expected.toReversed())
    }),
    {numRuns: 20},
  )
})

test('returns changed and added customers while paging, and may repeat changed ones', () => {
  const book = newBook()
  const order = sorted(book, 'UPDATED_AT')
  const [early = 0, removed = 0, late = 0] = [order[3], order[COUNT - 10], order[COUNT - 5]]
  const seen = readAll(book, {sortKey: 'UPDATED_AT', first: 50}, EVERYBODY, (page) => {
    if (page !== 0) return
    book.update(early, AS_OF + 1)
    book.update(late, AS_OF + 2)
    book.remove(removed)
    book.add(2, AS_OF + 3)
  })
  expect(seen).toHaveLength(COUNT + 2)
  expect(seen.filter((index) => index === early)).toHaveLength(2)
  expect(seen.slice(-4)).toEqual([early, late, COUNT, COUNT + 1])
  expect(seen).not.toContain(removed)
})

test('continues after a removed customer', () => {
  const book = newBook()
  const page = customersPage(book, EVERYBODY, {first: 3, sortKey: 'ID'})
  book.remove(2)
  expect(customersPage(book, EVERYBODY, {first: 2, after: page.endCursor, sortKey: 'ID'})).toEqual(
    expect.objectContaining({indexes: [3, 4], hasNextPage: true}),
  )
})

test('writes cursors as Shopify does, and refuses one of another order', () => {
  const book = newBook()
  const [place = 0] = book.order('UPDATED_AT').upFrom(0)
  const cursor = cursorAt(place, 'UPDATED_AT')
  expect(JSON.parse(Buffer.from(cursor, 'base64').toString())).toEqual({
    last_id: expect.any(Number),
    last_value: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.000000$/),
  })
  expect(placeOf(cursor, 'UPDATED_AT')).toBe(place)
  expect(() => placeOf(cursor, 'ID')).toThrow('Invalid cursor for current pagination sort.')
  expect(() => placeOf('nonsense', 'ID')).toThrow(GraphQLError)
})

test('refuses pages of more than 250 and what it does not serve', () => {
  const book = newBook()
  const page = (args: object) => () => customersPage(book, EVERYBODY, args)
  expect(page({first: 251})).toThrow(/^first cannot exceed 250\..*bulk operations/)
  expect(page({})).toThrow('You must provide one of first or last')
  expect(page({first: 1, sortKey: 'NAME'})).toThrow('does not sort customers by NAME')
  expect(page({last: 1})).toThrow('pages forwards only')
  expect(customersPage(book, EVERYBODY, {first: 0}).indexes).toEqual([])
})

test('finds the matching customers within bounds, in any order', () => {
  const book = newBook()
  // Moments of customers, so that the ends of a range matter.
  const moment = fc
    .tuple(fc.nat(COUNT - 1), fc.boolean(), fc.integer({min: -1, max: 1}))
    .map(([index, created, off]) =>
      new Date(
        ((created ? book.createdAt(index) : book.updatedAt(index)) + off) * 1000,
      ).toISOString(),
    )
  const comparator = fc.constantFrom('', '<', '<=', '>', '>=')
  const range = fc
    .tuple(fc.constantFrom('updated_at', 'customer_date'), comparator, moment)
    .map(([field, compare, at]) => `${field}:${compare}'${at}'`)
  const id = fc
    .tuple(comparator, fc.integer({min: -1, max: COUNT}))
    .map(([compare, index]) => `id:${compare}${customerNumber(index)}`)
  const term = fc.oneof(range, id, fc.constantFrom('tag:vip', 'state:enabled'))
  const {query} = fc.letrec<{query: string; joined: string}>((tie) => ({
    query: fc.oneof({maxDepth: 3}, term, tie('joined')),
    joined: fc
      .tuple(tie('query'), fc.constantFrom('AND', 'OR', 'AND NOT'), tie('query'))
      .map(([one, how, other]) => `(${one}) ${how} (${other})`),
  }))
  fc.assert(
    fc.property(query, fc.constantFrom(...SORT_KEYS), (text, sortKey) => {
      const search = compileCustomerSearch(text, RULES)
      expect(search.warnings).toEqual([])
      const candidate = new Candidate(book)
      const expected = sorted(book, sortKey).filter((index) =>
        search.matches(candidate.moveTo(index)),
      )
      expect(readAll(book, {sortKey, first: 250}, search)).toEqual(expected)
      expect(countCustomers(book, search, null).count).toBe(expected.length)
    }),
  )
})

test('counts as many as it pages through', () => {
  const book = newBook()
  book.remove(7)
  const from = new Date(book.updatedAt(50) * 1000).toISOString()
  for (const query of ['', `updated_at:>='${from}'`, `updated_at:<'${from}'`, 'tag:vip']) {
    const search = compileCustomerSearch(query, RULES)
    let count = 0
    for (let after: string | null = null, more = true; more;) {
      const page = customersPage(book, search, {first: 250, after, sortKey: 'UPDATED_AT'})
      count += page.indexes.length
      after = page.endCursor
      more = page.hasNextPage
    }
    expect(countCustomers(book, search, null)).toEqual({count, precision: 'EXACT'})
  }
  expect(countCustomers(book, EVERYBODY, 10)).toEqual({count: 10, precision: 'AT_LEAST'})
})
