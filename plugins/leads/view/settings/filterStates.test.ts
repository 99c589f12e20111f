import {describe, expect, test} from 'vitest'
import {EVERYBODY} from '../../../../core/audience/definition.ts'
import {FILTER_ID} from '../address/gridAddress.ts'
import {
  MAX_KEPT_FILTERS,
  NO_FILTER,
  filterId,
  isSameFilter,
  readFilters,
  storedFilters,
} from './filterStates.ts'

const NAME = 'abcdefgh234567ab'

describe('filters that addresses name', () => {
  test('have names that fit into addresses', () => {
    expect(filterId(new Uint8Array(10))).toBe('a'.repeat(16))
    expect(filterId(new Uint8Array(16).fill(255))).toBe('7'.repeat(16))
    expect(filterId(crypto.getRandomValues(new Uint8Array(10)))).toMatch(FILTER_ID)
  })

  test('survive being stored', () => {
    const filters = [{id: NAME, search: 'anna@', audience: EVERYBODY}]
    expect(readFilters(JSON.parse(JSON.stringify(storedFilters(filters))))).toEqual(filters)
  })

  test('are stored once each, newest first, up to a limit', () => {
    const filters = Array.from({length: 100}, (_, index) => ({
      ...NO_FILTER,
      id: filterId(new Uint8Array(10).fill(index)),
      search: String(index),
    }))
    const kept = storedFilters([...filters.slice(0, 1), ...filters])
    expect(kept).toHaveLength(MAX_KEPT_FILTERS)
    expect(kept.map(({search}) => search).slice(0, 3)).toEqual(['0', '1', '2'])
  })

  test.each([null, undefined, 'x', [{id: '../x', search: '', audience: null}]])(
    'are none when the store holds %j',
    (stored) => {
      expect(readFilters(stored)).toEqual([])
    },
  )

  test('are the same when they ask for the same', () => {
    expect(isSameFilter(NO_FILTER, {search: '', audience: null})).toBe(true)
    expect(isSameFilter(NO_FILTER, {search: '', audience: EVERYBODY})).toBe(false)
  })
})
