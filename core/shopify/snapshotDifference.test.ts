import {expect, test} from 'vitest'
import {sortBuckets, snapshotDifference} from './snapshotDifference.ts'

test('two snapshots are compared figure by figure, and a hidden figure does not count as zero', () => {
  const before = {
    queryHash: 'a',
    totals: {customers: 100, matched: 40},
    tags: [
      {label: 'vip', count: 30},
      {label: 'old', count: 10},
    ],
  }
  const after = {
    queryHash: 'a',
    totals: {customers: 120},
    tags: [
      {label: 'vip', count: 20},
      {label: 'new', count: 10},
    ],
    states: [],
  }
  expect(snapshotDifference(before, after)).toEqual({
    isComparable: true,
    totals: [
      {label: 'customers', before: 100, after: 120, change: 20},
      {label: 'matched', before: 40, after: null, change: null},
    ],
    buckets: new Map([
      [
        'tags',
        [
          {label: 'vip', before: 30, after: 20, change: -10},
          {label: 'new', before: null, after: 10, change: null},
          {label: 'old', before: 10, after: null, change: null},
        ],
      ],
    ]),
  })
  expect(snapshotDifference(before, {...after, queryHash: 'b'}).isComparable).toBe(false)
  expect(snapshotDifference({}, {}).isComparable).toBe(false)
})

test('ranges are sorted from low to high, and other values keep their order', () => {
  const labels = ['50-200', '0-50', '1000+', '0'].map((label) => ({label, count: 10}))
  const shown = sortBuckets('spendBuckets', labels).map(({label}) => label)
  expect(shown).toEqual(['0', '0-50', '50-200', '1000+'])
  expect(sortBuckets('tags', labels)).toBe(labels)
})
