/** A field of Shopify's Admin API that may be asked for. */
export interface AllowedField {
  /** Names of arguments that it may be given; none where left out. */
  readonly arguments?: readonly string[]
  /** Fields that may be selected of it; a leaf has none. */
  readonly fields?: AllowedFields
}

/** Fields by name. What is not here may not be asked for. */
export interface AllowedFields {
  readonly [name: string]: AllowedField
}

const LEAF: AllowedField = {}

const MONEY: AllowedField = {fields: {amount: LEAF, currencyCode: LEAF}}
const COUNT: AllowedFields = {count: LEAF, precision: LEAF}

/** What is read of every customer: nothing of it names a person. */
const CUSTOMER: AllowedFields = {
  id: LEAF,
  createdAt: LEAF,
  updatedAt: LEAF,
  state: LEAF,
  tags: LEAF,
  numberOfOrders: LEAF,
  amountSpent: MONEY,
  defaultEmailAddress: {fields: {marketingState: LEAF}},
}

/** The same with the address, of which the domain alone is kept while a page streams through. */
const CUSTOMER_WITH_EMAIL: AllowedFields = {
  ...CUSTOMER,
  defaultEmailAddress: {fields: {marketingState: LEAF, emailAddress: LEAF}},
}

/** Whether e-mail addresses may be read, which only rules need that show or ask for domains. */
export interface ReadingPurpose {
  emailDomains: boolean
}

/**
 * The root fields of the Admin API, version 2026-10, that a customer sync may ask for, with all that
 * may be selected of them.
 *
 * Left out on purpose: `displayName` (which falls back to the e-mail address and the phone number),
 * names, addresses, phone numbers, notes, metafields and signed URLs.
 */
export function allowedRootFields({emailDomains}: ReadingPurpose): AllowedFields {
  return {
    customers: {
      arguments: ['first', 'after', 'query', 'sortKey', 'reverse'],
      fields: {
        nodes: {fields: emailDomains ? CUSTOMER_WITH_EMAIL : CUSTOMER},
        pageInfo: {fields: {hasNextPage: LEAF, endCursor: LEAF}},
      },
    },
    customersCount: {arguments: ['limit', 'query'], fields: COUNT},
    shop: {
      fields: {
        id: LEAF,
        myshopifyDomain: LEAF,
        currencyCode: LEAF,
        plan: {fields: {publicDisplayName: LEAF, shopifyPlus: LEAF}},
        customerAccountsV2: {fields: {customerAccountsVersion: LEAF}},
      },
    },
    currentAppInstallation: {fields: {accessScopes: {fields: {handle: LEAF}}}},
    publicApiVersions: {fields: {handle: LEAF, supported: LEAF}},
  }
}
