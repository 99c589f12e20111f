/** A field of Shopify's Admin API that may be requested. */
export interface AllowedField {
  /** Names of the arguments that it may have; none where left out. */
  readonly arguments?: readonly string[]
  /** Fields that may be selected in it; a leaf has none. */
  readonly fields?: AllowedFields
}

/** Fields by name. No other may be requested. */
export interface AllowedFields {
  readonly [name: string]: AllowedField
}

const LEAF: AllowedField = {}

const MONEY: AllowedField = {fields: {amount: LEAF, currencyCode: LEAF}}
const COUNT: AllowedFields = {count: LEAF, precision: LEAF}

/** The fields that are read of every customer: none of them names a person. */
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

/** The same with the e-mail address, of which only the domain is kept while a page streams through. */
const CUSTOMER_WITH_EMAIL: AllowedFields = {
  ...CUSTOMER,
  defaultEmailAddress: {fields: {marketingState: LEAF, emailAddress: LEAF}},
}

/** Whether e-mail addresses may be read; only rules that show domains or filter by them need that. */
export interface ReadingPurpose {
  emailDomains: boolean
}

/**
 * The root fields of the Admin API, version 2026-10, that a customer sync may request, with all fields
 * that may be selected in them.
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
