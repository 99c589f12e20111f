/**
 * Customers whose accounts were made in a stretch of time: from, up to but not including; ISO 8601, UTC,
 * in whole seconds. The time of creation never changes, so a customer who is changed while others are
 * read stays in its window, and is counted once.
 */
export interface CustomerWindow {
  from: string
  to: string
}

/** Before the first store of Shopify was opened. */
export const FIRST_MOMENT = '2004-01-01T00:00:00Z'

/** Customers that one share of a refresh reads, about: 20 pages. */
export const MAX_IN_WINDOW = 5_000

const SECOND_MS = 1_000

/** A moment in whole seconds, as searches name it. */
export function toSeconds(at: number): string {
  return new Date(Math.floor(at / SECOND_MS) * SECOND_MS).toISOString().replace('.000Z', 'Z')
}

/**
 * The search for the customers of a window, and for some at its end that are not in it: where Shopify
 * compares by whole days, one that ended before the last moment would lose the rest of that day.
 *
 * Times are quoted: without that Shopify takes what follows a colon for the name of another field, and gives
 * everybody. `customers` knows the time of creation as `customer_date`.
 */
export function searchOf({from, to}: CustomerWindow): string {
  return `customer_date:>='${from}' AND customer_date:<='${to}'`
}

/** The search for the number of customers in a window: `customersCount` knows the time as `created_at`. */
export function countSearchOf({from, to}: CustomerWindow): string {
  return `created_at:>='${from}' AND created_at:<'${to}'`
}

/** Whether an account was made in a window; a search may give others too. */
export function isInWindow({from, to}: CustomerWindow, createdAt: string): boolean {
  const at = Date.parse(createdAt)
  return at >= Date.parse(from) && at < Date.parse(to)
}

/** A window in two, in the middle of its time; `null` for one of a second, which cannot be divided. */
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
