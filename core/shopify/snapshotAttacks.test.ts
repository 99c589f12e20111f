import {
  array,
  assert,
  constantFrom,
  integer,
  oneof,
  property,
  record,
  string,
  subarray,
  type Arbitrary,
} from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {CustomerFacts} from './customerFacts.ts'
import {
  createTally,
  DIMENSIONS,
  partitions,
  REDACTION_LEVELS,
  type CustomerTally,
  type Dimension,
  type RedactionLevel,
} from './customerTally.ts'
import {
  MIN_THRESHOLD,
  NO_RELEASE,
  publishCells,
  type PublishedCells,
  type PublishRule,
} from './publishCells.ts'

/** What an attacker sees of a dimension: its figures, and whether something of it is not shown. */
function seenOf(published: PublishedCells, dimension: Dimension): string {
  const {customers, matched, cells, incomplete} = published
  if (dimension === 'total') return JSON.stringify([customers, matched])
  const figures = cells.filter((cell) => cell.dimension === dimension)
  return JSON.stringify([figures, incomplete.has(dimension)])
}

function tallyOf(customers: readonly CustomerFacts[], level: RedactionLevel): CustomerTally {
  // Customers with seven orders are not meant by the rule.
  const unmeant = new Set<unknown>(customers.filter(({numberOfOrders}) => numberOfOrders === 7))
  const tally = createTally({
    level,
    isMatched: (each) => !unmeant.has(each),
    allowedTags: ['vip', 'trade'],
    currencyCode: 'EUR',
  })
  for (const customer of customers) tally.add(customer)
  return tally.result()
}

function ruleOf(threshold: number, secret: string): PublishRule {
  return {threshold, secret, partitions: partitions('EUR')}
}

const customer: Arbitrary<CustomerFacts> = record({
  createdAt: constantFrom('2026-01-01T00:00:00.000Z'),
  updatedAt: constantFrom('2026-01-01T00:00:00.000Z'),
  state: constantFrom('ENABLED', 'DISABLED', 'INVITED'),
  tags: subarray(['vip', 'trade', 'a name that is no tag']),
  numberOfOrders: constantFrom(0, 1, 3, 7),
  amountSpent: constantFrom(0, 20, 120),
  marketing: constantFrom('SUBSCRIBED', 'UNSUBSCRIBED'),
  emailDomain: constantFrom('mail.example', 'shop.example', 'family.example', null),
})

/** What happens between two snapshots: one customer comes, goes, or becomes another. */
type Move = {kind: 'comes' | 'becomes'; who: CustomerFacts; at: number} | {kind: 'goes'; at: number}

const at = integer({min: 0, max: 10_000})
const move: Arbitrary<Move> = oneof(
  {weight: 3, arbitrary: record({kind: constantFrom('comes' as const), who: customer, at})},
  {weight: 2, arbitrary: record({kind: constantFrom('becomes' as const), who: customer, at})},
  {weight: 1, arbitrary: record({kind: constantFrom('goes' as const), at})},
)

function moved(customers: readonly CustomerFacts[], next: Move): CustomerFacts[] {
  const index = customers.length === 0 ? 0 : next.at % customers.length
  if (next.kind === 'goes') return customers.toSpliced(index, 1)
  return next.kind === 'comes' ? [...customers, next.who] : customers.with(index, next.who)
}

const store = array(customer, {minLength: 30, maxLength: 120})
const threshold = integer({min: MIN_THRESHOLD, max: 12})
const secret = string({minLength: 8})
const level = constantFrom(...REDACTION_LEVELS)

describe('whoever takes a snapshot after each customer who comes, goes or changes', () => {
  const steps = array(record({move, level}), {minLength: 20, maxLength: 60})

  test('sees nothing change until so many have, at whatever levels', () => {
    assert(
      property(store, steps, threshold, secret, (first, moves, smallest, key) => {
        const rule = ruleOf(smallest, key)
        let customers = first
        let state = NO_RELEASE
        const seen = new Map<Dimension, {text: string; step: number}>()
        /** Customers who moved between what was seen of a dimension and what was seen then. */
        const waits: number[] = []
        for (const [step, next] of moves.entries()) {
          if (step > 0) customers = moved(customers, next.move)
          const tally = tallyOf(customers, next.level)
          const published = publishCells(tally, state, rule)
          ;({state} = published)
          // Nothing of a dimension is seen while the customers who are meant are too few.
          const open = published.matched === null ? ['total' as const] : DIMENSIONS
          for (const dimension of open) {
            if (dimension !== 'total' && !tally.cells.has(dimension)) continue
            const text = seenOf(published, dimension)
            const before = seen.get(dimension)
            if (before?.text === text) continue
            if (before) waits.push(step - before.step)
            seen.set(dimension, {text, step})
          }
        }
        expect(waits.filter((wait) => wait < smallest)).toEqual([])
      }),
    )
  })

  test('sees the same of the one who came last, whoever that is', () => {
    const few = array(record({move, level}), {maxLength: MIN_THRESHOLD - 2})
    assert(
      property(
        store,
        few,
        customer,
        customer,
        threshold,
        secret,
        (first, moves, one, other, smallest, key) => {
          const rule = ruleOf(smallest, key)
          let customers = first
          let {state} = publishCells(tallyOf(first, 'summaries'), NO_RELEASE, rule)
          for (const next of moves) {
            customers = moved(customers, next.move)
            ;({state} = publishCells(tallyOf(customers, next.level), state, rule))
          }
          for (const each of REDACTION_LEVELS) {
            const shown = [one, other].map((who) => {
              const {
                customers: all,
                matched,
                cells,
                incomplete,
              } = publishCells(tallyOf([...customers, who], each), state, rule)
              return {all, matched, cells, incomplete}
            })
            expect(shown[0]).toEqual(shown[1])
          }
        },
      ),
    )
  })
})

test('comparing levels shows one figure for each cell', () => {
  assert(
    property(store, store, level, threshold, secret, (before, now, first, smallest, key) => {
      const rule = ruleOf(smallest, key)
      const {state} = publishCells(tallyOf(before, first), NO_RELEASE, rule)
      const all = REDACTION_LEVELS.map((each) => {
        const tally = tallyOf(now, each)
        return {tally, published: publishCells(tally, state, rule)}
      })
      const whole = all.at(-1)
      for (const {tally, published} of all) {
        for (const dimension of ['total' as const, ...tally.cells.keys()]) {
          if (!whole) throw new Error('There are levels.')
          expect(seenOf(published, dimension)).toBe(seenOf(whole.published, dimension))
        }
      }
    }),
  )
})

test('the number of customers from which a figure is shown is secret', () => {
  const bounds = new Set<number>()
  for (let number = 0; number < 60; number += 1) {
    const rule = ruleOf(10, `secret ${number}`)
    const whole: CustomerTally = {
      customers: 1000,
      matched: 1000,
      cells: new Map([['domain', new Map([['family.example', 30]])]]),
    }
    const {state} = publishCells(whole, NO_RELEASE, rule)
    // The others are known to leave; the figure of this domain stays until its own bound.
    for (let left = 29; left >= 0; left -= 1) {
      const cells = new Map([['domain' as const, new Map([['family.example', left]])]])
      const later = publishCells({customers: 500, matched: 500, cells}, state, rule)
      if (later.cells.length > 0) continue
      bounds.add(left + 1)
      break
    }
  }
  expect(Math.min(...bounds)).toBe(10)
  expect(Math.max(...bounds)).toBe(14)
  expect(bounds.size).toBe(5)
})
