import type {ReadingPurpose} from './allowedFields.ts'

/** Customers on a page, the most that Shopify gives: https://shopify.dev/docs/api/usage/limits. */
export const PAGE_SIZE = 250

/** Version of the Admin API that everything here is written for. */
export const API_VERSION = '2026-10'

/**
 * One page of customers, in the order in which their accounts were made, which never changes.
 *
 * Takes `$first`, `$after` (cursor, or null) and `$query` (see `windows.ts`, or null).
 */
function customersOperation(email: string): string {
  return `query CustomerPage($first: Int!, $after: String, $query: String) {
  customers(first: $first, after: $after, query: $query, sortKey: CREATED_AT) {
    nodes {
      id
      createdAt
      updatedAt
      state
      tags
      numberOfOrders
      amountSpent { amount currencyCode }
      defaultEmailAddress { ${email}marketingState }
    }
    pageInfo { hasNextPage endCursor }
  }
}`
}

const CUSTOMERS = customersOperation('')
const CUSTOMERS_WITH_EMAIL = customersOperation('emailAddress ')

/** The document that reads customers with no more than a purpose needs. */
export function customerPageOperation({emailDomains}: ReadingPurpose): string {
  return emailDomains ? CUSTOMERS_WITH_EMAIL : CUSTOMERS
}

/** What the token may do, and which store answers; asked before any customer is. */
export const STORE_PROBE = `query StoreProbe {
  shop {
    id
    myshopifyDomain
    currencyCode
    plan { publicDisplayName shopifyPlus }
    customerAccountsV2 { customerAccountsVersion }
  }
  currentAppInstallation { accessScopes { handle } }
  publicApiVersions { handle supported }
}`

/**
 * How many customers were changed in a range of time, or there are. Takes `$query`, in which Shopify
 * knows `created_at`, `updated_at` and `id` only.
 */
export const CUSTOMER_COUNT = `query CustomerCount($query: String) {
  customersCount(limit: null, query: $query) { count precision }
}`

/** Every document that may be sent to Shopify. */
export const OPERATIONS: readonly string[] = [
  CUSTOMERS,
  CUSTOMERS_WITH_EMAIL,
  STORE_PROBE,
  CUSTOMER_COUNT,
]
