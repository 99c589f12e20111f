import {GraphQLError} from 'graphql'
import {
  indexAt,
  MOST_CUSTOMERS,
  SORT_KEYS,
  sortPlace,
  type CustomerBook,
  type SortKey,
} from '../customers/customerBook.ts'
import {indexUpTo, customerNumber} from '../customers/customerId.ts'
import {Candidate} from '../search/candidate.ts'
import type {CompiledSearch} from '../search/compileSearch.ts'

/** The most customers on a page. */
const MOST_ON_PAGE = 250

/** Arguments of `customers`. */
export interface PageArguments {
  first?: number | null
  last?: number | null
  after?: string | null
  before?: string | null
  reverse?: boolean | null
  sortKey?: string | null
}

/** A page of customers, as their indexes. */
interface CustomersPage {
  indexes: readonly number[]
  hasNextPage: boolean
  endCursor: string | null
}

/**
 * A page of the customers that a search matches. The time grows with the length of the page, and with the
 * number of customers that are skipped.
 *
 * @throws GraphQLError for arguments that Shopify refuses
 */
export function customersPage(
  book: CustomerBook,
  search: CompiledSearch,
  args: PageArguments,
): CustomersPage {
  const size = readSize(args)
  const key = readSortKey(args.sortKey ?? 'ID')
  const {from, to} = placesWithin(search, key)
  const after = args.after == null ? null : placeOf(args.after, key)
  const places = args.reverse
    ? book.order(key).downFrom(Math.min(to, after === null ? Infinity : after - 1))
    : book.order(key).upFrom(Math.max(from, after === null ? 0 : after + 1))

  const candidate = new Candidate(book)
  const indexes: number[] = []
  let last: number | null = null
  for (const place of places) {
    if (place < from || place > to) break
    const index = indexAt(place)
    if (!search.matches(candidate.moveTo(index))) continue
    if (indexes.length === size) {
      return {indexes, hasNextPage: true, endCursor: last === null ? null : cursorAt(last, key)}
    }
    indexes.push(index)
    last = place
  }
  return {indexes, hasNextPage: false, endCursor: last === null ? null : cursorAt(last, key)}
}

/** How many customers a search matches, counted up to a limit; `null` is no limit. */
export function countCustomers(
  book: CustomerBook,
  search: CompiledSearch,
  limit: number | null,
): {count: number; precision: 'EXACT' | 'AT_LEAST'} {
  const key = SORT_KEYS.find((each) => search.bounds[each]) ?? 'ID'
  const {from, to} = placesWithin(search, key)
  const order = book.order(key)
  const count = search.isRange
    ? Math.max(0, (to === Infinity ? order.size : order.rank(to + 1)) - order.rank(from))
    : countMatches(book, search, order.upFrom(from), to)
  if (limit !== null && count > limit) return {count: limit, precision: 'AT_LEAST'}
  return {count, precision: 'EXACT'}
}

function countMatches(
  book: CustomerBook,
  search: CompiledSearch,
  places: Iterable<number>,
  to: number,
): number {
  const candidate = new Candidate(book)
  let count = 0
  for (const place of places) {
    if (place > to) break
    if (search.matches(candidate.moveTo(indexAt(place)))) count++
  }
  return count
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, {extensions: {code: 'BAD_REQUEST'}})
}

function readSize({first, last, before}: PageArguments): number {
  if (last != null || before != null) {
    throw badRequest('The local shop pages forwards only: give "first" and "after".')
  }
  if (first == null) {
    throw badRequest('You must provide one of first or last.')
  }
  if (first < 0) throw badRequest('first cannot be negative.')
  if (first > MOST_ON_PAGE) {
    throw badRequest(
      `first cannot exceed ${MOST_ON_PAGE}. To query larger amounts of data with fewer limits, ` +
        'bulk operations should be used instead.',
    )
  }
  return first
}

function readSortKey(name: string): SortKey {
  const key = SORT_KEYS.find((each) => each === name)
  if (!key) throw badRequest(`The local shop does not sort customers by ${name}.`)
  return key
}

/** The first and last place of an order between which customers can match. */
function placesWithin({bounds}: CompiledSearch, key: SortKey): {from: number; to: number} {
  const range = bounds[key]
  const from = range?.from ?? -Infinity
  const to = range?.to ?? Infinity
  if (key === 'ID') {
    return {
      from: from === -Infinity ? 0 : Math.max(0, indexUpTo(from)),
      to: to === Infinity ? Infinity : indexUpTo(to),
    }
  }
  return {
    from: from === -Infinity ? 0 : sortPlace(from, 0),
    to: to === Infinity ? Infinity : sortPlace(to, MOST_CUSTOMERS - 1),
  }
}

const MOMENT = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d+)?$/

/**
 * The cursor of a customer at a place of an order: base64 of `{"last_id", "last_value"}`, as in Shopify. It
 * stays valid when the customer is removed.
 */
export function cursorAt(place: number, key: SortKey): string {
  const id = customerNumber(indexAt(place))
  const value = key === 'ID' ? String(id) : momentText(Math.floor(place / MOST_CUSTOMERS))
  return Buffer.from(JSON.stringify({last_id: id, last_value: value})).toString('base64')
}

function momentText(seconds: number): string {
  const iso = new Date(seconds * 1000).toISOString()
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}.000000`
}

/**
 * The place that a cursor stands for.
 *
 * @throws GraphQLError when it is not a cursor, or one of another order
 */
export function placeOf(cursor: string, key: SortKey): number {
  const {id, value} = readCursor(cursor)
  if (key === 'ID' && value === String(id)) return sortPlace(0, indexUpTo(id))
  if (key !== 'ID' && MOMENT.test(value)) {
    const seconds = Math.floor(Date.parse(`${value.replace(' ', 'T')}Z`) / 1000)
    if (!Number.isNaN(seconds)) return sortPlace(seconds, indexUpTo(id))
  }
  throw invalidCursor()
}

function readCursor(cursor: string): {id: number; value: string} {
  let parsed: unknown
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8'))
  } catch {
    throw invalidCursor()
  }
  if (typeof parsed !== 'object' || parsed === null) throw invalidCursor()
  if (!('last_id' in parsed) || !('last_value' in parsed)) throw invalidCursor()
  const {last_id: id, last_value: value} = parsed
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) throw invalidCursor()
  return {id, value: String(value)}
}

function invalidCursor(): GraphQLError {
  return new GraphQLError('Invalid cursor for current pagination sort.', {
    extensions: {code: 'BAD_REQUEST'},
  })
}
