import {AWKWARD_PEOPLE} from '../../demo/person.ts'
import {createPools, type PoolName, type Pools, slug} from '../../demo/pools.ts'
import {randomFrom, seedOf, type Random} from '../../demo/random.ts'
import {customerNumber} from './customerId.ts'

/** A generated customer, with attributes that Shopify would never show us. */
export interface ShopCustomer {
  index: number
  /** Shopify's number, the last part of the id. */
  id: number
  firstName: string
  lastName: string
  email: string | null
  phone: string | null
  /** ISO 3166-1, two letters. */
  country: string
  state: string
  tags: readonly string[]
  /** A whole number as text, up to 64 bits. */
  numberOfOrders: string
  /** A decimal number as text. */
  amountSpent: string
  marketingState: string
  /** Seconds since the epoch, like all times here. */
  lastOrderAt: number | null
  lastAbandonedAt: number | null
  createdAt: number
  updatedAt: number
}

/** What a test may change of a customer. Times follow from the time of the change. */
export type CustomerPatch = Partial<Omit<ShopCustomer, 'index' | 'id' | 'createdAt' | 'updatedAt'>>

/** How the customers of a store are generated. */
export interface CustomerKind {
  /** Any text; the same text makes the same customers. */
  seed: string
  /** Language of the names. */
  locale: 'en' | 'de' | 'es'
  /** Adds values that the schema does not know, and numbers above 2^53. */
  hostile: boolean
}

/** When a customer was created and changed, and how often. */
export interface CustomerHistory {
  createdAt: number
  updatedAt: number
  /** Each change adds an order. */
  revision: number
}

/** Generates the customer of an index, always the same for the same index and history. */
export type MakeCustomer = (index: number, history: CustomerHistory) => ShopCustomer

/** Values of enums that a later version might have, served by hostile stores. */
export const UNKNOWN_ENUM_VALUES = {
  CustomerState: 'ARCHIVED',
  CustomerEmailAddressMarketingState: 'REDACTED',
} as const

const COUNTRIES = {en: ['US', 'GB', 'CA'], de: ['DE', 'AT', 'CH'], es: ['ES', 'MX', 'CL']} as const
/** Ranges of numbers that are reserved for fiction. */
const PHONES = {
  en: (random: Random) => `+1202555${String(100 + random.int(100)).padStart(4, '0')}`,
  de: (random: Random) => `+493023125${String(random.int(1000)).padStart(3, '0')}`,
  es: (random: Random) => `+34900555${String(random.int(1000)).padStart(3, '0')}`,
} as const
const AWKWARD_EVERY = 83
/** Prime and larger than the product of a pool, so that the walk meets every combination once. */
const STRIDE = 2_654_435_761
const HUGE_ORDERS_EVERY = 911
const DAY = 86_400

/** Creates the generator of a store's customers. Loads the pools of names once. */
export function createCustomerMaker({seed, locale, hostile}: CustomerKind): MakeCustomer {
  const pools = createPools(seed, locale, ['shop'])
  const names = pools.first.length * pools.last.length

  const nameOf = (index: number): {first: PoolName; last: PoolName; local: string} => {
    const turn = Math.floor(index / AWKWARD_EVERY)
    const awkward = AWKWARD_PEOPLE[turn % AWKWARD_PEOPLE.length]
    if (awkward && index % AWKWARD_EVERY === 17) {
      const [first = '', ...rest] = awkward.name.split(' ')
      const lap = Math.floor(turn / AWKWARD_PEOPLE.length)
      const local = `${awkward.local}${lap > 0 ? lap + 1 : ''}`
      return {first: named(first), last: named(rest.join(' ')), local}
    }
    const step = ((index % names) * STRIDE) % names
    const first = pools.first[step % pools.first.length]
    const last = pools.last[Math.floor(step / pools.first.length)]
    if (!first || !last) throw new RangeError(`There is no customer number ${index}.`)
    const round = Math.floor(index / names)
    return {first, last, local: `${first.slug}.${last.slug}${round > 0 ? round + 1 : ''}`}
  }

  return (index, {createdAt, updatedAt, revision}) => {
    const random = randomFrom(seedOf(seed, index))
    const {first, last, local} = nameOf(index)
    const domain = mailDomain(pools, last.slug || first.slug || 'atelier', index, random)
    const email = random.chance(0.03) ? null : `${local}@${domain}`
    const phone = random.chance(0.35) ? PHONES[locale](random) : null
    const country = random.weighted([
      [COUNTRIES[locale][0], 8],
      [COUNTRIES[locale][1], 1],
      [COUNTRIES[locale][2], 1],
    ])
    const bought = random.chance(0.32) ? 0 : Math.floor(1 + -Math.log(1 - random.next()) * 2.4)
    const orders = bought + revision
    const cents = orders * Math.floor(900 + random.next() ** 3 * 60_000)
    const since = Math.max(DAY, updatedAt - createdAt)
    const lastOrderAt = orders > 0 ? updatedAt - Math.floor(random.next() * since) : null
    const customer: ShopCustomer = {
      index,
      id: customerNumber(index),
      firstName: first.text,
      lastName: last.text,
      email,
      phone,
      country,
      state: random.weighted([
        ['DISABLED', 52],
        ['ENABLED', 38],
        ['INVITED', 8],
        ['DECLINED', 2],
      ]),
      tags: customerTags(`${first.text} ${last.text}`.trim(), email, random),
      numberOfOrders: String(orders),
      amountSpent: cents === 0 ? '0.0' : (cents / 100).toFixed(2),
      marketingState: random.weighted([
        ['NOT_SUBSCRIBED', 44],
        ['SUBSCRIBED', 41],
        ['UNSUBSCRIBED', 11],
        ['PENDING', 3],
        ['INVALID', 1],
      ]),
      lastOrderAt,
      lastAbandonedAt: random.chance(0.07) ? updatedAt - random.int(90) * DAY : null,
      createdAt,
      updatedAt,
    }
    return hostile ? withHostileValues(customer, random) : customer
  }
}

function named(text: string): PoolName {
  return {text, slug: slug(text, '-')}
}

function withHostileValues(customer: ShopCustomer, random: Random): ShopCustomer {
  const state = random.chance(0.02) ? UNKNOWN_ENUM_VALUES.CustomerState : customer.state
  const marketingState = random.chance(0.02)
    ? UNKNOWN_ENUM_VALUES.CustomerEmailAddressMarketingState
    : customer.marketingState
  const huge = customer.index % HUGE_ORDERS_EVERY === 7
  const numberOfOrders = huge ? '18446744073709551615' : customer.numberOfOrders
  return {...customer, state, marketingState, numberOfOrders}
}

const COMMON: readonly (readonly [string, number])[] = [
  ['newsletter', 30],
  ['repeat', 18],
  ['vip', 9],
  ['wholesale', 8],
  ['Password page', 6],
  ['VIP', 3],
  ['Wholesale', 3],
  ['Vip', 1],
  ['Stammkunde Süd', 4],
  ['événement-2025', 3],
  ['常连客', 2],
  ['gift 🎁', 2],
  ["collector's club", 2],
  ['price:list:b', 1],
  ['"quoted"', 1],
]

/** Tags in which staff name somebody. */
const FREE_TEXTS: readonly ((name: string, email: string) => string)[] = [
  (name) => `referred by ${name}`,
  (_name, email) => `same as ${email}`,
  (name) => name,
  (name) => `call ${name} before delivery`,
  (_name, email) => email,
]

/**
 * Tags of a customer: common ones in several spellings, and sometimes a free text that names a person. One
 * customer in some thousands has several dozen.
 */
function customerTags(name: string, email: string | null, random: Random): string[] {
  const tags = new Set<string>()
  const count = random.weighted([
    [0, 45],
    [1, 32],
    [2, 15],
    [3, 8],
  ])
  for (let each = 0; each < count; each++) tags.add(random.weighted(COMMON))
  if (random.chance(0.015))
    tags.add(random.pick(FREE_TEXTS)(name, email ?? 'nobody@people.example'))
  if (random.chance(0.0004)) for (let each = 0; each < 60; each++) tags.add(`batch-${each}`)
  return [...tags]
}

/** Mail providers. All names are reserved, so nobody owns an address here. */
const MASS_PROVIDERS = [
  ['gramail.example', 46],
  ['outpost.example', 19],
  ['yonder.example', 11],
  ['cloudbox.example', 8],
  ['webpost.example', 6],
  ['proton-post.example', 4],
  ['t-net.example', 4],
  ['inbox.example', 2],
] as const

/** Percent of all customers; the others have a domain of their own. */
const SHARE = {provider: 58, company: 33}

/**
 * The domain of a customer's address: a few providers, companies of which few have most customers, and many
 * domains of one person or family each.
 *
 * @param name - of the family, in letters of host names
 */
function mailDomain(pools: Pools, name: string, index: number, random: Random): string {
  const lot = random.next() * 100
  if (lot < SHARE.provider) {
    const domain = random.weighted(MASS_PROVIDERS)
    return random.chance(0.01) ? domain.replace('example', 'Example') : domain
  }
  if (lot < SHARE.provider + SHARE.company) {
    const rank = Math.floor(pools.companies.length * random.next() ** 2.5)
    const domain = pools.companies[rank]?.domain ?? 'company.test'
    return random.chance(0.03) ? `mail.${domain}` : domain
  }
  return random.chance(0.5) ? `${name}-family.example` : `${name}${index % 9973}.example`
}
