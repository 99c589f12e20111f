import {GraphQLError} from 'graphql'
import {indexAt, MOST_CUSTOMERS, sortPlace, type SortKey} from '../customers/customerBook.ts'
import {customerNumber, indexUpTo} from '../customers/customerId.ts'

const MOMENT = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d+)?$/

/**
 * The cursor of a customer at a place of an order: base64 of `{"last_id", "last_value"}`, as Shopify
 * makes it. It stays good when the customer is gone.
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
