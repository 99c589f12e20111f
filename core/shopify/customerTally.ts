import {z} from 'zod'
import type {AudiencePredicate} from '../audience/evaluateAudience.ts'
import {
  CUSTOMER_STATES,
  MARKETING_STATES,
  NO_ADDRESS,
  OTHER,
  type CustomerFacts,
} from './customerFacts.ts'

/** How much of the customers a snapshot shows, from least to most. */
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

/** Names a cell: the customers for whom a dimension has a value. */
export interface CellName {
  dimension: Dimension
  value: string
}

/** Exact numbers. They never leave the function that counts, except sealed; see `publishCells`. */
export interface CustomerTally {
  /** All customers that were read. */
  customers: number
  /** Those that match the rule; all other numbers are about them. */
  matched: number
  cells: ReadonlyMap<Dimension, ReadonlyMap<string, number>>
}

/** How customers are counted. */
export interface TallyRule {
  level: RedactionLevel
  isMatched: AudiencePredicate
  /** Tags that may be shown; `null` for all that enough customers have. */
  allowedTags: readonly string[] | null
  /** ISO 4217, of the store. */
  currencyCode: string
}

/** Counts customers as pages of them stream through. It keeps numbers by values, and no customer. */
export interface Tally {
  add(facts: CustomerFacts): void
  result(): CustomerTally
}

/** Creates an empty tally. */
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

/** Dimensions of which each customer has exactly one value, with these values, which everybody knows. */
export function partitions(currencyCode: string): ReadonlyMap<Dimension, readonly string[]> {
  const labels = (all: readonly AmountRange[]) => all.map(({label}) => label)
  return new Map<Dimension, readonly string[]>([
    ['state', [...CUSTOMER_STATES, OTHER]],
    ['marketing', [...MARKETING_STATES, NO_ADDRESS, OTHER]],
    ['orders', labels(ORDER_RANGES)],
    ['spend', labels(spendRanges(currencyCode))],
  ])
}

/** What customer groups differ in. A group that is too small gives up the last part first. */
export const GROUP_PARTS = ['state', 'marketing', 'orders', 'spend', 'domain', 'tag'] as const

/** Values of a group, by {@link GROUP_PARTS}; `null` where a customer has none. */
export type GroupParts = readonly (string | null)[]

const Parts = z.array(z.string().nullable()).max(GROUP_PARTS.length)

/** A group as the value of a cell. A group that gave up parts has fewer of them. */
export function groupValue(parts: GroupParts): string {
  return JSON.stringify(parts)
}

/** The parts of a group. @throws whatever parsing throws, for any other text */
export function partsOfGroup(value: string): GroupParts {
  return Parts.parse(JSON.parse(value))
}

/** A range of amounts: from, up to but not including; `null`: without end. */
interface AmountRange {
  /** Its name in snapshots, such as `2-5` or `1000+`. */
  label: string
  from: number
  to: number | null
}

function ranges(starts: readonly number[], labelOf: (from: number, to: number | null) => string) {
  return starts.map((from, index): AmountRange => {
    const to = starts[index + 1] ?? null
    return {label: labelOf(from, to), from, to}
  })
}

const ORDER_RANGES: readonly AmountRange[] = ranges([0, 1, 2, 6, 21], (from, to) => {
  if (to === null) return `${from}+`
  return to - from === 1 ? `${from}` : `${from}-${to - 1}`
})

/** In units of a currency with cents; the first range is those who spent nothing. */
const SPEND_STARTS = [0, 0.01, 50, 200, 1_000, 5_000]
/** Units of a currency without cents that are worth about one of a currency with cents. */
const UNITS_WITHOUT_CENTS = 100

function hasCents(currencyCode: string): boolean {
  try {
    const style = {style: 'currency', currency: currencyCode} as const
    return new Intl.NumberFormat('en', style).resolvedOptions().maximumFractionDigits !== 0
  } catch {
    return true
  }
}

function spendRanges(currencyCode: string): readonly AmountRange[] {
  const factor = hasCents(currencyCode) ? 1 : UNITS_WITHOUT_CENTS
  const starts = SPEND_STARTS.map((start) => start * factor)
  return ranges(starts, (from, to) => {
    if (from === 0) return '0'
    const low = from < factor ? 0 : from
    return to === null ? `${low}+` : `${low}-${to}`
  })
}

/** The label of the range that an amount lies in; an amount below the first range counts to it. */
function rangeOf(all: readonly AmountRange[], amount: number): string {
  const found = all.findLast(({from}) => amount >= from) ?? all[0]
  if (!found) throw new RangeError('There is no range.')
  return found.label
}

const Count = z.int().min(0)
const Stored = z.object({
  customers: Count,
  matched: Count,
  cells: z.partialRecord(z.enum(DIMENSIONS), z.array(z.tuple([z.string(), Count]))),
})

/** A tally as text, for sealing. */
export function tallyToText({customers, matched, cells}: CustomerTally): string {
  const entries = [...cells].map(([dimension, counts]) => [dimension, [...counts]])
  return JSON.stringify({customers, matched, cells: Object.fromEntries(entries)})
}

/** Reads a text of {@link tallyToText}. @throws whatever parsing throws, for any other text */
export function tallyFromText(text: string): CustomerTally {
  const {customers, matched, cells} = Stored.parse(JSON.parse(text))
  const known = DIMENSIONS.flatMap((dimension): [Dimension, Map<string, number>][] => {
    const counts = cells[dimension]
    return counts ? [[dimension, new Map(counts)]] : []
  })
  return {customers, matched, cells: new Map(known)}
}

/** Adds tallies up; no customer may be in two of them. */
export function sumOfTallies(tallies: Iterable<CustomerTally>): CustomerTally {
  let customers = 0
  let matched = 0
  const cells = new Map<Dimension, Map<string, number>>()
  for (const tally of tallies) {
    customers += tally.customers
    matched += tally.matched
    for (const [dimension, counts] of tally.cells) {
      const sums = cells.get(dimension) ?? new Map<string, number>()
      cells.set(dimension, sums)
      for (const [value, count] of counts) sums.set(value, (sums.get(value) ?? 0) + count)
    }
  }
  return {customers, matched, cells}
}
