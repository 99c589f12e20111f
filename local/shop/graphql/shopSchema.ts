import {readFileSync} from 'node:fs'
import {buildSchema, extendSchema, parse, type GraphQLSchema, GraphQLError} from 'graphql'
import {UNKNOWN_ENUM_VALUES, type ShopCustomer} from '../customers/makeCustomer.ts'
import {PLANS} from './costBucket.ts'
import {customerGid} from '../customers/customerId.ts'
import {
  compileCountSearch,
  compileCustomerSearch,
  type CompiledSearch,
} from '../search/compileSearch.ts'
import {SHOP_VERSIONS} from '../shopVersions.ts'
import type {ShopStore} from '../shopStore.ts'
import {countCustomers, customersPage, type PageArguments} from './customersPage.ts'

const SDL = readFileSync(new URL('../adminSchema.graphql', import.meta.url), 'utf8')

let ordinary: GraphQLSchema | null = null
let hostile: GraphQLSchema | null = null

/**
 * The part of the Admin API that our operations reach.
 *
 * @param isHostile - with values of enums that the real schema does not have
 */
export function shopSchema(isHostile: boolean): GraphQLSchema {
  ordinary ??= buildSchema(SDL, {assumeValidSDL: true})
  if (!isHostile) return ordinary
  const additions = Object.entries(UNKNOWN_ENUM_VALUES).map(
    ([type, value]) => `extend enum ${type} { ${value} }`,
  )
  hostile ??= extendSchema(ordinary, parse(additions.join('\n')))
  return hostile
}

/** An element of `extensions.search`: what an answer reports about a search. */
export interface SearchReport {
  path: readonly string[]
  query: string
  warnings?: CompiledSearch['warnings']
}

/** What the resolvers of one request report besides the data. */
export interface RequestNotes {
  searches: SearchReport[]
}

const CUSTOMER_SCOPES = ['read_customers', 'write_customers']

/** The values of the root fields. Functions are called when the field is selected. */
export function rootValue(store: ShopStore, notes: RequestNotes): object {
  const {settings} = store
  const rules = {
    classicAccounts: settings.accounts === 'CLASSIC',
    wholeDays: settings.wholeDays,
    now: store.seconds(),
  }
  const assertAccess = (field: string): void => {
    // Shopify lets a scope that writes a resource read it too.
    if (!settings.scopes.some((scope) => CUSTOMER_SCOPES.includes(scope))) {
      throw missingScope(field, 'read_customers')
    }
    if (settings.customerData === 'no-customers') throw denied('access the Customer object')
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
  const deny = (): GraphQLError => denied('use the email field')
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

const SCOPES_PAGE = 'https://shopify.dev/api/usage/access-scopes'
const DATA_PAGE = 'https://shopify.dev/docs/apps/launch/protected-customer-data'

/** The token lacks a scope. */
function missingScope(field: string, scope: string): GraphQLError {
  const required = `\`${scope}\` access scope.`
  return new GraphQLError(`Access denied for ${field} field. Required access: ${required}`, {
    extensions: {code: 'ACCESS_DENIED', documentation: SCOPES_PAGE, requiredAccess: required},
  })
}

/** The app is not approved for protected customer data. */
function denied(action: string): GraphQLError {
  return new GraphQLError(
    `This app is not approved to ${action}. See ${DATA_PAGE} for more details.`,
    {extensions: {code: 'ACCESS_DENIED', documentation: DATA_PAGE}},
  )
}
