/**
 * A time window in which customers' accounts were created: from, up to but not including; ISO 8601, UTC,
 * in whole seconds. The time of creation never changes, so a customer who changes while others are read
 * stays in its window, and is counted once.
 */
export interface CustomerWindow {
  from: string
  to: string
}

/** Before the first store of Shopify was opened. */
export const FIRST_MOMENT = '2004-01-01T00:00:00Z'

/** Customers of one window, about: 20 pages. */
export const MAX_IN_WINDOW = 5_000

const SECOND_MS = 1_000

/** A time in whole seconds, as searches spell it. */
export function toSeconds(at: number): string {
  return new Date(Math.floor(at / SECOND_MS) * SECOND_MS).toISOString().replace('.000Z', 'Z')
}

/**
 * The `customers` search for a window. It also finds some customers at its end who are not in it: where
 * Shopify compares by whole days, a search that excludes the end would lose the rest of that day.
 *
 * Times are quoted: without quotes Shopify takes what follows a colon for the name of another field, and
 * returns all customers. `customers` knows the time of creation as `customer_date`.
 */
export function searchOf({from, to}: CustomerWindow): string {
  return `customer_date:>='${from}' AND customer_date:<='${to}'`
}

/** The `customersCount` search for a window; `customersCount` knows the time of creation as `created_at`. */
export function countSearchOf({from, to}: CustomerWindow): string {
  return `created_at:>='${from}' AND created_at:<'${to}'`
}

/** Whether an account was created in a window; a search may find others too. */
export function isInWindow({from, to}: CustomerWindow, createdAt: string): boolean {
  const at = Date.parse(createdAt)
  return at >= Date.parse(from) && at < Date.parse(to)
}

/** Divides a window in the middle of its time; `null` for one of a second, which cannot be divided. */
export function halvesOf({from, to}: CustomerWindow): [CustomerWindow, CustomerWindow] | null {
  const [start, end] = [Date.parse(from), Date.parse(to)]
  const middle = toSeconds((start + end) / 2)
  return middle === from || end - start <= SECOND_MS
    ? null
    : [
        {from, to: middle},
        {from: middle, to},
      ]
}
