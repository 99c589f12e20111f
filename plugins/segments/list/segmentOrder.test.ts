import {describe, expect, test} from 'vitest'
import type {SegmentEntry} from '../data/segmentsData.ts'
import {foundSegments, parseSegmentOrder, sortedSegments} from './segmentOrder.ts'

function segment(title: string, value: number | null, changedAt: string): SegmentEntry {
  return {
    _id: `alpha.segment.${title}`,
    _rev: 'r',
    title,
    changedAt,
    sentence: `Tagged “${title}”`,
    count: value === null ? null : {value, at: '2026-05-04T10:00:00.000Z'},
  }
}

const SEGMENTS = [
  segment('Item 10', 5, '2026-05-01'),
  segment('item 2', null, '2026-05-03'),
  segment('Ärzte', 9, '2026-05-02'),
]

describe('segments as cards', () => {
  test.each([
    ['name', ['Ärzte', 'item 2', 'Item 10']],
    ['changed', ['item 2', 'Ärzte', 'Item 10']],
    ['largest', ['Ärzte', 'Item 10', 'item 2']],
    ['smallest', ['Item 10', 'Ärzte', 'item 2']],
  ] as const)('sorted by %s', (order, titles) => {
    expect(sortedSegments(SEGMENTS, order).map(({title}) => title)).toEqual(titles)
  })

  test('an unknown order is by name', () => {
    expect(parseSegmentOrder('largest')).toBe('largest')
    expect(parseSegmentOrder('nonsense')).toBe('name')
  })

  test('are found by all words of their name and sentence', () => {
    expect(foundSegments(SEGMENTS, ' tagged ITEM').map(({title}) => title)).toEqual([
      'Item 10',
      'item 2',
    ])
    expect(foundSegments(SEGMENTS, 'nothing')).toEqual([])
  })
})
