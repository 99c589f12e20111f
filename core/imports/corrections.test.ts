import {expect, test} from 'vitest'
import {addCorrections, correctedRow, countCorrections} from './corrections.ts'

test('later corrections of a cell count', () => {
  const earlier = {3: {0: 'a', 1: 'b'}, 5: {0: 'c'}}
  const all = addCorrections(earlier, {3: {1: 'd'}, 7: {2: 'e'}})
  expect(all).toEqual({3: {0: 'a', 1: 'd'}, 5: {0: 'c'}, 7: {2: 'e'}})
  expect(countCorrections(all)).toBe(4)
})

test('a corrected row keeps its line and its other cells, and loses the problem of its reader', () => {
  const row = {line: 9, cells: ['Ada', ''], problem: {code: 'tooFewFields'}}
  expect(correctedRow(row, undefined)).toBe(row)
  expect(correctedRow(row, {2: 'Oslo'})).toEqual({line: 9, cells: ['Ada', '', 'Oslo']})
})
