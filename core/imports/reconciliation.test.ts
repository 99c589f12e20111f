import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {addSums} from '../jobs/jobChunk.ts'
import {columnsLeftBehind} from './leftBehind.ts'
import type {ColumnTarget} from './importMapping.ts'
import {agreesWithSource, reconcile} from './reconciliation.ts'
import {
  CLAIM_CAUSES,
  claimSum,
  leftColumns,
  leftSum,
  NO_LEAD,
  type Claim,
  type ClaimResult,
} from './rowSums.ts'
import {sourceTotalsOf, stateTotals} from './sourceTotals.ts'

const CLAIMS: readonly Claim[] = [
  'none',
  'pending',
  'subscribed',
  'unsubscribed',
  'bounced',
  'complained',
  'unread',
]

const STANDINGS = [
  'none',
  'pending',
  'subscribed',
  'unsubscribed',
  'bounced',
  'complained',
  'suppressed',
  NO_LEAD,
] as const

function sumsOf(results: readonly ClaimResult[]): Record<string, number> {
  const sums = new Map<string, number>()
  for (const result of results) addSums(sums, {[claimSum(result)]: 1})
  return Object.fromEntries(sums)
}

function many(count: number, result: ClaimResult): ClaimResult[] {
  return Array.from({length: count}, () => result)
}

describe('comparing an import with its source', () => {
  const sums = sumsOf([
    ...many(90, {claim: 'subscribed', cause: 'as-said', standing: 'subscribed'}),
    ...many(4, {claim: 'subscribed', cause: 'duplicate', standing: NO_LEAD}),
    ...many(3, {claim: 'subscribed', cause: 'known-before', standing: 'unsubscribed'}),
    ...many(2, {claim: 'subscribed', cause: 'stricter-row', standing: 'bounced'}),
    ...many(1, {claim: 'subscribed', cause: 'invalid', standing: NO_LEAD}),
    ...many(20, {claim: 'unsubscribed', cause: 'as-said', standing: 'unsubscribed'}),
    ...many(5, {claim: 'bounced', cause: 'as-said', standing: 'bounced'}),
  ])
  const lines = reconcile(sums, 125, {total: 126, subscribed: 101, unsubscribed: 20})
  const line = (state: string) => lines.find((each) => each.state === state)

  test('gives the reason of every difference between the files and the store', () => {
    expect(line('subscribed')).toEqual({
      state: 'subscribed',
      source: 101,
      files: 100,
      stored: 90,
      fromSource: -1,
      differences: [
        {cause: 'duplicate', count: -4},
        {cause: 'invalid', count: -1},
        {cause: 'stricter-row', count: -2},
        {cause: 'known-before', count: -3},
      ],
    })
    expect(line('unsubscribed')).toMatchObject({
      files: 20,
      stored: 23,
      fromSource: 0,
      differences: [{cause: 'known-before', count: 3}],
    })
    expect(line('total')).toMatchObject({files: 125, stored: 120, fromSource: -1})
  })

  test('compares only totals that somebody stated', () => {
    expect(line('bounced')).toMatchObject({source: null, fromSource: null, stored: 7})
    expect(agreesWithSource(lines)).toBe(false)
    expect(agreesWithSource(reconcile(sums, 125, {}))).toBeNull()
    expect(agreesWithSource(reconcile(sums, 125, {total: 125, unsubscribed: 20}))).toBe(true)
  })

  test('names rows of which nothing is known', () => {
    const [whole] = reconcile(sums, 127, {})
    expect(whole).toMatchObject({files: 127, stored: 120})
    expect(whole?.differences).toContainEqual({cause: 'not-decided', count: -2})
  })

  test('adds up in every line, whatever became of the rows', () => {
    const result = fc.record({
      claim: fc.constantFrom(...CLAIMS),
      cause: fc.constantFrom(...CLAIM_CAUSES),
      standing: fc.constantFrom(...STANDINGS),
    })
    fc.assert(
      fc.property(fc.array(result, {maxLength: 60}), fc.nat(5), (results, more) => {
        // What came as the file says has the subscription that it says.
        const sound = results.map((each): ClaimResult => {
          const {claim} = each
          if (each.cause !== 'as-said') return each
          return claim === 'unread' ? {...each, cause: 'invalid'} : {...each, standing: claim}
        })
        for (const {files, stored, differences} of reconcile(
          sumsOf(sound),
          sound.length + more,
          {},
        )) {
          const explained = differences.reduce((sum, {count}) => sum + count, 0)
          expect(files + explained).toBe(stored)
        }
      }),
    )
  })
})

describe('totals of a source', () => {
  test('are taken from the record only where they are numbers', () => {
    expect(sourceTotalsOf({sourceTotals: {total: 5}})).toEqual({total: 5})
    expect(sourceTotalsOf({sourceTotals: {total: -1}})).toEqual({})
    expect(sourceTotalsOf({})).toEqual({})
  })

  test('are stated, and taken back', () => {
    expect(stateTotals({_id: 'a.import.1'}, {total: 0, bounced: null})).toEqual([
      {patch: {id: 'a.import.1', set: {sourceTotals: {total: 0}}}},
    ])
    expect(stateTotals({_id: 'a.import.1'}, {})).toEqual([
      {patch: {id: 'a.import.1', unset: ['sourceTotals']}},
    ])
  })
})

describe('columns that are left behind', () => {
  const columns = (
    [{kind: 'field', field: 'email'}, {kind: 'ignore'}, {kind: 'ignore'}] as const
  ).map((target: ColumnTarget, index) => ({
    heading: ['Email', 'LEID', 'Shoe size'][index] ?? '',
    target,
  }))
  const mapping = {version: 1 as const, columns}

  test('are counted by the rows that have a value in them', () => {
    const leftOf = leftColumns(mapping, 3)
    expect(leftOf(['a@example.com', '', '42'])).toEqual([leftSum(3, 2)])
    expect(leftOf(['a@example.com', ' \u00a0'])).toEqual([])
  })

  test('are all listed, with the reason that is known of the service', () => {
    const sums = JSON.stringify({[leftSum(0, 1)]: 2, [leftSum(0, 2)]: 7})
    expect(columnsLeftBehind({sums}, [{name: 'a.csv', vendor: 'mailchimp', mapping}])).toEqual([
      {file: 0, fileName: 'a.csv', column: 2, heading: 'Shoe size', values: 7, reason: null},
      {file: 0, fileName: 'a.csv', column: 1, heading: 'LEID', values: 2, reason: 'technical'},
    ])
    expect(columnsLeftBehind({}, [{name: 'a.csv', vendor: null, mapping}])).toBeNull()
  })
})
