import type {AudiencePredicate} from '../audience/toPredicate.ts'
import {
  CUSTOMER_STATES,
  MARKETING_STATES,
  NO_ADDRESS,
  OTHER,
  type CustomerFacts,
} from './customerFacts.ts'
import {groupValue} from './groupValue.ts'
import {ORDER_RANGES, rangeOf, spendRanges, type AmountRange} from './ranges.ts'

/** How much of the customers may be seen, from least to most. */
export const REDACTION_LEVELS = ['counts', 'buckets', 'domains', 'summaries'] as const

export type RedactionLevel = (typeof REDACTION_LEVELS)[number]

/** Whether a level shows e-mail domains, for which addresses have to be read. */
export function showsDomains(level: RedactionLevel): boolean {
  return level === 'domains' || level === 'summaries'
}

/** What customers are counted by. */
export const DIMENSIONS = [
  'total',
  'state',
  'marketing',
  'orders',
  'spend',
  'tag',
  'domain',
  'group',
] as const

export type Dimension = (typeof DIMENSIONS)[number]

/** What a cell counts: customers for whom a dimension has a value. */
export interface CellName {
  dimension: Dimension
  value: string
}

/** Exact numbers. They never leave the function that counts, except sealed; see `publishCells`. */
export interface CustomerTally {
  /** All customers that were read. */
  customers: number
  /** Those that the rule means, which all other numbers are about. */
  matched: number
  cells: ReadonlyMap<Dimension, ReadonlyMap<string, number>>
}

/** What a count is made of. */
export interface TallyRule {
  level: RedactionLevel
  /** Whether a customer is meant. */
  isMatched: AudiencePredicate
  /** Tags that may be shown; `null` for all that enough customers have. */
  allowedTags: readonly string[] | null
  /** ISO 4217, of the store. */
  currencyCode: string
}

/** Dimensions of which each customer has exactly one value, out of a list that everybody knows. */
export function partitions(currencyCode: string): ReadonlyMap<Dimension, readonly string[]> {
  const labels = (all: readonly AmountRange[]) => all.map(({label}) => label)
  return new Map<Dimension, readonly string[]>([
    ['state', [...CUSTOMER_STATES, OTHER]],
    ['marketing', [...MARKETING_STATES, NO_ADDRESS, OTHER]],
    ['orders', labels(ORDER_RANGES)],
    ['spend', labels(spendRanges(currencyCode))],
  ])
}

/** Counts customers as pages of them stream through; see `createTally`. */
export interface Tally {
  add(facts: CustomerFacts): void
  result(): CustomerTally
}

/** Makes an empty count. It keeps numbers by values, and nothing of a customer. */
export function createTally(rule: TallyRule): Tally {
  const {level, isMatched, currencyCode} = rule
  const allowedTags = rule.allowedTags && new Set(rule.allowedTags)
  const spends = spendRanges(currencyCode)
  const cells = new Map<Dimension, Map<string, number>>()
  let customers = 0
  let matched = 0

  const count = (dimension: Dimension, value: string): void => {
    let values = cells.get(dimension)
    if (!values) cells.set(dimension, (values = new Map()))
    values.set(value, (values.get(value) ?? 0) + 1)
  }

  return {
    add(facts) {
      customers += 1
      if (!isMatched(facts)) return
      matched += 1
      if (level === 'counts') return
      const {state, marketing, emailDomain} = facts
      const orders = rangeOf(ORDER_RANGES, facts.numberOfOrders)
      const spend = rangeOf(spends, facts.amountSpent)
      count('state', state)
      count('marketing', marketing)
      count('orders', orders)
      count('spend', spend)
      for (const tag of new Set(facts.tags)) {
        if (!allowedTags || allowedTags.has(tag)) count('tag', tag)
      }
      if (!showsDomains(level)) return
      if (emailDomain !== null) count('domain', emailDomain)
      if (level !== 'summaries') return
      // Only tags of the list: any other might be somebody's name.
      const tag = allowedTags ? facts.tags.find((each) => allowedTags.has(each)) : undefined
      count('group', groupValue([state, marketing, orders, spend, emailDomain, tag ?? null]))
    },
    result: () => ({customers, matched, cells}),
  }
}
