import {array, assert, constantFrom, integer, property, record} from 'fast-check'
import {describe, expect, test} from 'vitest'
import {decideGroups, type References} from './cells.ts'
import {GROUP_PARTS, groupValue, partsOfGroup} from './customerTally.ts'

const NOTHING: References = new Map()
const ruleOf = (threshold: number) => ({threshold, secret: 'a secret of the tests'})

type Row = readonly (string | null)[]

function countsOf(rows: readonly Row[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(groupValue(row), (counts.get(groupValue(row)) ?? 0) + 1)
  return counts
}

function times(count: number, ...parts: Row): Row[] {
  return Array.from({length: count}, () => parts)
}

function shownOf(rows: readonly Row[], threshold = 10, known = NOTHING) {
  const {cells, isIncomplete} = decideGroups(countsOf(rows), known, ruleOf(threshold))
  const shown = cells.filter((cell) => cell.isShown)
  return {
    rows: shown.map(({value, exact}) => ({parts: partsOfGroup(value), count: exact})),
    isIncomplete,
  }
}

describe('customer groups', () => {
  test('are split by all parts where enough customers share them', () => {
    const whole = ['ENABLED', 'SUBSCRIBED', '2-5', '50-200', 'mail.example', 'vip'] as const
    const {rows, isIncomplete} = shownOf(times(40, ...whole))
    expect(rows).toEqual([{parts: whole, count: 40}])
    expect(isIncomplete).toBe(false)
  })

  test('drop their last parts until they are large enough, but never the first', () => {
    const alike = ['ENABLED', 'SUBSCRIBED', '2-5', '50-200'] as const
    const {rows, isIncomplete} = shownOf([
      ...times(8, ...alike, 'a.example', null),
      ...times(9, ...alike, 'b.example', null),
      ...times(30, ...alike, 'c.example', null),
      ...times(3, 'INVITED', 'PENDING', '0', '0', null, null),
    ])
    expect(rows).toEqual([
      {parts: [...alike, 'c.example', null], count: 30},
      {parts: [...alike], count: 17},
    ])
    expect(isIncomplete).toBe(true)
  })

  test('that were shown are remembered when they are not', () => {
    const parts = ['ENABLED', 'SUBSCRIBED', '1', '0-50', null, null] as const
    const value = groupValue(parts)
    const known: References = new Map([[`group/${value}`, {basis: 20, isShown: true}]])
    const {cells} = decideGroups(countsOf(times(6, ...parts)), known, ruleOf(10))
    expect(cells).toEqual([{dimension: 'group', value, exact: 6, basis: 6, isShown: false}])
  })
})

test('every row stands for enough customers, and none of them for one in another row', () => {
  const customer = record({
    state: constantFrom('ENABLED', 'DISABLED'),
    marketing: constantFrom('SUBSCRIBED', 'PENDING', 'UNSUBSCRIBED'),
    domain: constantFrom('a.example', 'b.example', null),
    tag: constantFrom('vip', null),
  })
  assert(
    property(
      array(customer, {maxLength: 200}),
      integer({min: 5, max: 20}),
      (customers, threshold) => {
        const all = customers.map(({state, marketing, domain, tag}): Row => [
          state,
          marketing,
          '1',
          '0-50',
          domain,
          tag,
        ])
        const {rows, isIncomplete} = shownOf(all, threshold)
        const left = new Set(all.map((_, index) => index))
        for (const {parts, count} of rows.toSorted((a, b) => b.parts.length - a.parts.length)) {
          expect(count).toBeGreaterThanOrEqual(threshold)
          const members = [...left].filter((index) =>
            parts.every((part, place) => all[index]?.[place] === part),
          )
          expect(count).toBe(members.length)
          for (const index of members) left.delete(index)
        }
        expect(isIncomplete).toBe(left.size > 0)
        expect(rows.every(({parts}) => parts.length <= GROUP_PARTS.length)).toBe(true)
      },
    ),
  )
})
