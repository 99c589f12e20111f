import * as fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {mergeSorted} from './mergeSorted.ts'

const byNumber = (a: number, b: number) => a - b
const sorted = fc.array(fc.integer({min: 0, max: 20})).map((list) => list.toSorted(byNumber))

describe('mergeSorted', () => {
  it('gives the elements of all sequences in order', () => {
    fc.assert(
      fc.property(fc.array(sorted, {maxLength: 6}), (lists) => {
        expect([...mergeSorted(lists, byNumber)]).toEqual(lists.flat().toSorted(byNumber))
      }),
    )
  })

  it('reads one element more than it gave of each sequence, and closes all', () => {
    let read = 0
    let closed = 0
    function* from(start: number) {
      try {
        for (let value = start; ; value += 3) {
          read += 1
          yield value
        }
      } finally {
        closed += 1
      }
    }
    const found: number[] = []
    for (const value of mergeSorted([from(0), from(1), from(2)], byNumber)) {
      found.push(value)
      if (found.length === 10) break
    }
    expect(found).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(read).toBeLessThanOrEqual(13)
    expect(closed).toBe(3)
  })
})
