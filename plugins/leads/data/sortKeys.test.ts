import {describe, expect, test} from 'vitest'
import {DEFAULT_SORT, SORT_COLUMNS, formatSort, nextSort, parseSort} from './sortKeys.ts'

describe('sort', () => {
  test('survives the way through the URL', () => {
    for (const column of SORT_COLUMNS) {
      for (const direction of ['asc', 'desc'] as const) {
        expect(parseSort(formatSort({column, direction}))).toEqual({column, direction})
      }
    }
  })

  test.each([undefined, '', 'name', 'name.up', 'owner.asc', 'name.asc; drop'])(
    'falls back to the newest first for %j',
    (text) => {
      expect(parseSort(text)).toEqual(DEFAULT_SORT)
    },
  )

  test('turns round on a second click, and starts dates with the newest', () => {
    expect(nextSort(DEFAULT_SORT, 'name')).toEqual({column: 'name', direction: 'asc'})
    expect(nextSort({column: 'name', direction: 'asc'}, 'name')).toEqual({
      column: 'name',
      direction: 'desc',
    })
    expect(nextSort({column: 'name', direction: 'asc'}, 'lastContactAt').direction).toBe('desc')
  })
})
