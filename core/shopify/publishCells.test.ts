import {array, assert, constantFrom, integer, property, record, string} from 'fast-check'
import {describe, expect, test} from 'vitest'
import {partitions, type CustomerTally, type Dimension} from './customerTally.ts'
import {cellKey} from './cells.ts'
import {
  MIN_THRESHOLD,
  NO_RELEASE,
  publishCells,
  type PublishedCells,
  type PublishRule,
} from './publishCells.ts'

const PARTITIONS = partitions('EUR')

const ruleOf = (threshold = 10, secret = 'a secret of the tests'): PublishRule => ({
  threshold,
  secret,
  partitions: PARTITIONS,
})

type Counts = Partial<Record<Dimension, Record<string, number>>>

function tallyOf(matched: number, counts: Counts, customers = matched): CustomerTally {
  const cells = new Map<Dimension, ReadonlyMap<string, number>>()
  for (const dimension of ['state', 'domain', 'tag'] as const) {
    if (counts[dimension]) cells.set(dimension, new Map(Object.entries(counts[dimension])))
  }
  return {customers, matched, cells}
}

/** All figures of a snapshot by cell. */
function figuresOf({customers, matched, cells}: PublishedCells): Map<string, number> {
  const all = new Map(cells.map((cell) => [cellKey(cell), cell.count]))
  if (customers !== null) all.set('total/customers', customers)
  if (matched !== null) all.set('total/matched', matched)
  return all
}

const exactOf = (tally: CustomerTally, key: string): number => {
  if (key === 'total/customers') return tally.customers
  if (key === 'total/matched') return tally.matched
  const [dimension = '', value = ''] = key.split('/')
  const found = [...tally.cells].find(([name]) => name === dimension)
  return found?.[1].get(value) ?? 0
}

const STATES = ['ENABLED', 'DISABLED', 'INVITED'] as const
const DOMAINS = ['mail.example', 'shop.example', 'family.example'] as const

interface Member {
  state: (typeof STATES)[number]
  domain: (typeof DOMAINS)[number]
}

/** Counts of a store to which customers come and from which they go. */
function tallyOfMembers(members: readonly Member[]): CustomerTally {
  const count = (values: readonly string[]) =>
    Object.fromEntries(
      [...new Set(values)].map((value) => [value, values.filter((each) => each === value).length]),
    )
  return tallyOf(members.length, {
    state: count(members.map(({state}) => state)),
    domain: count(members.map(({domain}) => domain)),
  })
}

const member = record({state: constantFrom(...STATES), domain: constantFrom(...DOMAINS)})
const threshold = integer({min: MIN_THRESHOLD, max: 20})
const secret = string({minLength: 8})

describe('a snapshot', () => {
  test('shows nothing of a store with fewer customers than a group must have', () => {
    const published = publishCells(tallyOf(9, {state: {ENABLED: 9}}), NO_RELEASE, ruleOf())
    expect(figuresOf(published).size).toBe(0)
  })

  test('shows what many customers have, largest first, and nothing of few', () => {
    const domain = {'small.example': 9, 'mail.example': 500, 'shop.example': 60}
    const published = publishCells(tallyOf(569, {domain}), NO_RELEASE, ruleOf())
    expect(published.cells.map(({value}) => value)).toEqual(['mail.example', 'shop.example'])
    expect(published.incomplete).toEqual(new Set(['domain']))
  })

  test('hides a second state where it would hide a single one', () => {
    const known = PARTITIONS.get('state') ?? []
    const all = Object.fromEntries(known.map((value, index) => [value, 100 + index]))
    const state = {...all, OTHER: 3}
    const published = publishCells(tallyOf(409, {state}), NO_RELEASE, ruleOf())
    expect(published.cells).toHaveLength(known.length - 2)
    const shown = published.cells.map(({value}) => value)
    expect(shown).not.toContain('ENABLED')
    const again = publishCells(
      tallyOf(412, {state: {...state, DISABLED: 95}}),
      published.state,
      ruleOf(),
    )
    expect(again.cells.map(({value}) => value).toSorted()).toEqual(shown.toSorted())
  })

  test('refuses a threshold that is too small to protect people', () => {
    expect(() => publishCells(tallyOf(100, {}), NO_RELEASE, ruleOf(MIN_THRESHOLD - 1))).toThrow(
      RangeError,
    )
  })
})

test('figures are multiples of the threshold, of at least so many customers', () => {
  assert(
    property(array(member, {maxLength: 150}), threshold, secret, (members, smallest, key) => {
      const tally = tallyOfMembers(members)
      const figures = figuresOf(publishCells(tally, NO_RELEASE, ruleOf(smallest, key)))
      for (const [cell, count] of figures) {
        expect(count % smallest).toBe(0)
        expect(count).toBeGreaterThanOrEqual(smallest)
        expect(exactOf(tally, cell)).toBeGreaterThanOrEqual(smallest)
        // No figure is further from the truth than one step.
        expect(Math.abs(count - exactOf(tally, cell))).toBeLessThan(smallest)
      }
    }),
  )
})

test('figures change only when so many customers came or went', () => {
  const step = record({comes: constantFrom(true, true, false), who: member})
  assert(
    property(
      array(member, {minLength: 20, maxLength: 60}),
      array(step, {minLength: 20, maxLength: 80}),
      threshold,
      secret,
      (first, steps, smallest, key) => {
        let members = first
        let state = NO_RELEASE
        const seen = new Map<string, {figure: number; exact: number}>()
        /** By how much the exact number had moved at each change of a figure. */
        const moved: number[] = []
        for (const {comes, who} of [{comes: true, who: first[0] ?? who0}, ...steps]) {
          const index = members.findIndex(
            ({state, domain}) => state === who.state && domain === who.domain,
          )
          members = comes ? [...members, who] : members.toSpliced(Math.max(0, index), 1)
          const tally = tallyOfMembers(members)
          const published = publishCells(tally, state, ruleOf(smallest, key))
          state = published.state
          for (const [cell, figure] of figuresOf(published)) {
            const exact = exactOf(tally, cell)
            const before = seen.get(cell)
            if (before?.figure === figure) continue
            seen.set(cell, {figure, exact})
            if (before) moved.push(Math.abs(exact - before.exact))
          }
        }
        expect(moved.filter((by) => by < smallest)).toEqual([])
      },
    ),
  )
})

const who0: Member = {state: 'ENABLED', domain: 'mail.example'}

test('the same numbers give the same figures, and another secret gives others', () => {
  const domain = Object.fromEntries(
    Array.from({length: 40}, (_, index) => [`d${index}.example`, 15 + index]),
  )
  const tally = tallyOf(2_000, {domain})
  const figures = (key: string) => [...figuresOf(publishCells(tally, NO_RELEASE, ruleOf(10, key)))]
  expect(figures('one')).toEqual(figures('one'))
  expect(figures('one')).not.toEqual(figures('two'))
})

test('a dimension whose values are known never hides exactly one', () => {
  const counts = record({
    ENABLED: integer({min: 0, max: 40}),
    DISABLED: integer({min: 0, max: 40}),
    INVITED: integer({min: 0, max: 40}),
    DECLINED: integer({min: 0, max: 40}),
    OTHER: integer({min: 0, max: 40}),
  })
  assert(
    property(counts, threshold, secret, (state, smallest, key) => {
      const matched = Object.values(state).reduce((sum, each) => sum + each, 0)
      const {cells} = publishCells(tallyOf(matched, {state}), NO_RELEASE, ruleOf(smallest, key))
      expect(cells.length).not.toBe(Object.keys(state).length - 1)
    }),
  )
})
