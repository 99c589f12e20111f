import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {inPieces} from './inPieces.ts'

test('pieces are full but for the last, and together what they were cut from', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.integer({min: 1, max: 9}), (values, size) => {
      const pieces = inPieces(values, size)
      expect(pieces.flat()).toEqual(values)
      expect(pieces.slice(0, -1).every(({length}) => length === size)).toBe(true)
      expect(pieces.every(({length}) => length > 0 && length <= size)).toBe(true)
    }),
  )
})
