import type {GraphQLError} from 'graphql'
import {PLANS} from './costBucket.ts'
import type {ShopCustomer} from '../customers/customer.ts'
import {customerGid} from '../customers/customerId.ts'
import {
  compileCountSearch,
  compileCustomerSearch,
  type CompiledSearch,
} from '../search/compileSearch.ts'
import {SHOP_VERSIONS} from '../shopVersions.ts'
import type {ShopStore} from '../shopStore.ts'
import {deniedField, deniedObject, missingScope} from './accessErrors.ts'
import {countCustomers, customersPage, type PageArguments} from './customersPage.ts'

/** What an answer says about a search, as an element of `extensions.search`. */
export interface SearchReport {
  path: readonly string[]
  query: string
  warnings?: CompiledSearch['warnings']
}

/** What the resolvers of one request leave behind. */
export interface RequestNotes {
  searches: SearchReport[]
}

const CUSTOMER_SCOPES = ['read_customers', 'write_customers']

/** The values behind the root fields. Those that are functions are called when they are selected. */
export function rootValue(store: ShopStore, notes: RequestNotes): object {
  const {settings} = store
  const rules = {
    classicAccounts: settings.accounts === 'CLASSIC',
    wholeDays: settings.wholeDays,
    now: store.seconds(),
  }
  const assertAccess = (field: string): void => {
    // Shopify lets whoever may write something also read it.
    if (!settings.scopes.some((scope) => CUSTOMER_SCOPES.includes(scope))) {
      throw missingScope(field, 'read_customers')
    }
    if (settings.customerData === 'no-customers') throw deniedObject('Customer')
  }
  const noteSearch = (field: string, query: string, {warnings}: CompiledSearch): void => {
    notes.searches.push({path: [field], query, ...(warnings.length > 0 && {warnings})})
  }

  return {
    shop: {
      id: `gid://shopify/Shop/${store.number}`,
      myshopifyDomain: store.domain,
      currencyCode: store.currency,
      plan: {
        publicDisplayName: PLANS[store.plan].name,
        shopifyPlus: store.plan === 'plus' || store.plan === 'enterprise',
      },
      customerAccountsV2: {customerAccountsVersion: settings.accounts},
    },
    currentAppInstallation: {accessScopes: settings.scopes.map((handle) => ({handle}))},
    publicApiVersions: SHOP_VERSIONS,
    customers({query, ...page}: PageArguments & {query?: string | null}) {
      assertAccess('customers')
      const text = query ?? ''
      const search = compileCustomerSearch(text, rules)
      if (text !== '') noteSearch('customers', text, search)
      const {indexes, ...pageInfo} = customersPage(store.book, search, page)
      return {
        nodes: indexes.map((index) => customerNode(store.book.customer(index), store)),
        pageInfo,
      }
    },
    customersCount({query, limit}: {query?: string | null; limit?: number | null}) {
      assertAccess('customersCount')
      const text = query ?? ''
      const search = compileCountSearch(text, rules)
      if (text !== '') noteSearch('customersCount', text, search)
      return countCustomers(store.book, search, limit ?? null)
    },
  }
}

function isoSeconds(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`
}

function customerNode(customer: ShopCustomer, {currency, settings}: ShopStore): object {
  const {customerData} = settings
  const deny = (): GraphQLError => deniedField('email')
  return {
    id: customerGid(customer.id),
    createdAt: isoSeconds(customer.createdAt),
    updatedAt: isoSeconds(customer.updatedAt),
    state: customer.state,
    tags: customer.tags,
    numberOfOrders: customer.numberOfOrders,
    amountSpent: {amount: customer.amountSpent, currencyCode: currency},
    defaultEmailAddress:
      customerData === 'no-email'
        ? deny()
        : customer.email === null
          ? null
          : {
              emailAddress: customerData === 'no-email-address' ? deny() : customer.email,
              marketingState: customer.marketingState,
            },
  }
}
