import type {ReadingPurpose} from './allowedFields.ts'

/** Customers of a page, the most that Shopify allows: https://shopify.dev/docs/api/usage/limits. */
export const PAGE_SIZE = 250

/** Version of the Admin API that this code is written for. */
export const API_VERSION = '2026-10'

/**
 * One page of customers, in the order in which their accounts were created, which never changes.
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

/** The operation that reads a page of customers, with e-mail addresses only where a purpose needs them. */
export function customerPageOperation({emailDomains}: ReadingPurpose): string {
  return emailDomains ? CUSTOMERS_WITH_EMAIL : CUSTOMERS
}

/** Asks what the token may do and which store answers, before any customer is read. */
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
 * Counts customers. Takes `$query`, in which Shopify only knows `created_at`, `updated_at` and `id`; null
 * counts all.
 */
export const CUSTOMER_COUNT = `query CustomerCount($query: String) {
  customersCount(limit: null, query: $query) { count precision }
}`

/** Every operation that is sent to Shopify. */
export const OPERATIONS: readonly string[] = [
  CUSTOMERS,
  CUSTOMERS_WITH_EMAIL,
  STORE_PROBE,
  CUSTOMER_COUNT,
]
