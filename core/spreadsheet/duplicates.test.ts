import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {DuplicateFinder, hash64} from './duplicates.ts'

describe('the finder', () => {
  test('finds the first line of each key, as a map would', () => {
    const keys = fc.array(fc.oneof(fc.string(), fc.constantFrom('', 'a', 'b', 'a@example.com')))
    fc.assert(
      fc.property(keys, fc.nat(), (list, seed) => {
        const finder = new DuplicateFinder(1, seed)
        const map = new Map<string, number>()
        for (const [index, key] of list.entries()) {
          expect(finder.find(key, index + 1)).toBe(map.get(key))
          if (!map.has(key)) map.set(key, index + 1)
        }
        expect(finder.size).toBe(map.size)
      }),
    )
  })

  test('distinguishes 300,000 similar keys, and finds each', () => {
    const finder = new DuplicateFinder()
    const wrong: string[] = []
    for (const pass of [1, 2]) {
      for (let line = 1; line <= 300_000; line += 1) {
        const found = finder.find(`person.${line}@example.com`, line)
        if (found !== (pass === 1 ? undefined : line)) wrong.push(`${pass}: ${line}`)
      }
    }
    expect(wrong).toEqual([])
    expect(finder.size).toBe(300_000)
  })
})

test('each half of the hash is as good as a random number', () => {
  const count = 200_000
  // Among n random numbers of 32 bits, n² / 2^33 pairs are equal: 4.7 here.
  for (const half of [0, 1]) {
    for (const key of [(n: number) => `${n}`, (n: number) => `person.${n}@example.com`]) {
      const seen = new Set(Array.from({length: count}, (_, n) => hash64(key(n), 7)[half]))
      expect(count - seen.size).toBeLessThan(20)
    }
  }
})

test('the halves do not depend on each other', () => {
  // Where one half is equal in some bits, the other must not be.
  const lows = new Map<number, number>()
  let both = 0
  let one = 0
  for (let n = 0; n < 100_000; n += 1) {
    const [high, low] = hash64(`key ${n}`, 1)
    const before = lows.get(low >>> 12)
    if (before !== undefined) {
      one += 1
      if (before >>> 12 === high >>> 12) both += 1
    }
    lows.set(low >>> 12, high)
  }
  expect(one).toBeGreaterThan(1000)
  expect(both).toBeLessThan(5)
})
