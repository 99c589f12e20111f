import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {chunk} from './chunk.ts'

test('all chunks but the last are full, and together contain every value in order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.integer({min: 1, max: 9}), (values, size) => {
      const chunks = chunk(values, size)
      expect(chunks.flat()).toEqual(values)
      expect(chunks.slice(0, -1).every(({length}) => length === size)).toBe(true)
      expect(chunks.every(({length}) => length > 0 && length <= size)).toBe(true)
    }),
  )
})
