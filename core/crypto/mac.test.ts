import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {equalInConstantTime} from './mac.ts'

test('equalInConstantTime distinguishes equal and different texts', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (left, right) => {
      expect(equalInConstantTime(left, right)).toBe(left === right)
      expect(equalInConstantTime(left, left)).toBe(true)
    }),
  )
})
