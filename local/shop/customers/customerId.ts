import {seedOf} from '../../demo/random.ts'

const FIRST_ID = 6_000_000_000_000
const STEP = 32_768
const PREFIX = 'gid://shopify/Customer/'

/** Shopify's number of the customer with an index: above 32 bits, and rising with the index. */
export function customerNumber(index: number): number {
  return FIRST_ID + index * STEP + (seedOf('id', index) % STEP)
}

/** The id of the Admin API for a customer's number. */
export function customerGid(id: number): string {
  return `${PREFIX}${id}`
}

/** The index of the last customer whose number is not above this one; -1 where there is none. */
export function indexUpTo(id: number): number {
  const index = Math.floor((id - FIRST_ID) / STEP)
  if (index < 0) return -1
  return customerNumber(index) <= id ? index : index - 1
}
