import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {KeyList} from './keyList.ts'

const key = fc.integer({min: 0, max: 60})

test('has the same keys in the same order as a sorted set', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(key),
      fc.array(fc.record({add: fc.boolean(), key}), {maxLength: 80}),
      key,
      (start, changes, from) => {
        const expected = new Set(start)
        const list = new KeyList(Float64Array.from(start).sort())
        const wasThere: boolean[] = []
        for (const change of changes) {
          if (change.add) list.add(change.key)
          else wasThere.push(list.remove(change.key))
        }
        const expectedThere: boolean[] = []
        for (const change of changes) {
          if (change.add) expected.add(change.key)
          else expectedThere.push(expected.delete(change.key))
        }
        expect(wasThere).toEqual(expectedThere)
        const sorted = [...expected].sort((a, b) => a - b)
        expect(list.size).toBe(sorted.length)
        expect(list.rank(from)).toBe(sorted.filter((each) => each < from).length)
        expect([...list.upFrom(from)]).toEqual(sorted.filter((each) => each >= from))
        expect([...list.downFrom(from)]).toEqual(sorted.filter((each) => each <= from).reverse())
      },
    ),
  )
})

test('keeps its order over many blocks', () => {
  const list = new KeyList(Float64Array.from({length: 5000}, (_, at) => at * 2))
  for (let at = 0; at < 5000; at++) list.add(at * 2 + 1)
  for (let at = 0; at < 10_000; at += 5) list.remove(at)
  const expected = Array.from({length: 10_000}, (_, at) => at).filter((at) => at % 5 !== 0)
  expect([...list.upFrom(0)]).toEqual(expected)
  expect([...list.downFrom(Infinity)]).toEqual(expected.toReversed())
  expect(list.rank(Infinity)).toBe(8000)
})
