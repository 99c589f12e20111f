import {describe, expect, test} from 'vitest'
import {sparkPath, sparkPoints} from './sparkPath.ts'

describe('a sparkline', () => {
  test('spans from the first time to the last, and from the lowest value to the highest', () => {
    const points = sparkPoints([
      {at: '2026-05-01T00:00:00.000Z', value: 10},
      {at: null, value: 4},
      {at: '2026-05-02T00:00:00.000Z', value: 20},
      {at: '2026-05-05T00:00:00.000Z', value: 15},
    ])
    expect(points).toHaveLength(3)
    expect(sparkPath(points, 100, 20)).toBe('M0.0 20.0L25.0 0.0L100.0 10.0')
  })

  test('of equal values is in the middle', () => {
    const at = '2026-05-01T00:00:00.000Z'
    expect(
      sparkPath(
        [
          {at, value: 3},
          {at, value: 3},
        ],
        100,
        20,
      ),
    ).toBe('M0.0 10.0L0.0 10.0')
  })
})
