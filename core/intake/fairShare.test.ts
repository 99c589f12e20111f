import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {siteShare} from './fairShare.ts'

test.each([
  [{limit: 500, used: 249, held: 249}, 'granted'],
  [{limit: 500, used: 250, held: 25}, 'share-used'],
  [{limit: 500, used: 250, held: 24}, 'granted'],
  [{limit: 500, used: 499, held: 1}, 'share-used'],
  [{limit: 500, used: 499, held: 0}, 'granted'],
  [{limit: 500, used: 500, held: 0}, 'full'],
  [{limit: 1, used: 0, held: 0}, 'granted'],
  [{limit: 1, used: 1, held: 0}, 'full'],
] as const)('of %j is %s', (input, decision) => {
  expect(siteShare(input)).toBe(decision)
})

test('a new caller is refused only when nothing is left', () => {
  fc.assert(
    fc.property(fc.integer({min: 1, max: 100_000}), fc.nat({max: 100_000}), (limit, used) => {
      expect(siteShare({limit, used, held: 0})).toBe(used < limit ? 'granted' : 'full')
    }),
  )
})

test('no caller alone uses up a limit that has room for two', () => {
  fc.assert(
    fc.property(fc.integer({min: 2, max: 5_000}), (limit) => {
      let held = 0
      while (siteShare({limit, used: held, held}) === 'granted') held += 1
      expect(held).toBeLessThan(limit)
      expect(held).toBeGreaterThanOrEqual(Math.floor(limit / 2))
    }),
  )
})
