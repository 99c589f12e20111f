import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {customColumn} from '../../../core/leads/columnId.ts'
import {DEFAULT_SORT, SORT_COLUMNS, formatSort, nextSort, parseSort, type Sort} from './sortKeys.ts'

describe('sort', () => {
  test('survives conversion to the URL', () => {
    for (const column of SORT_COLUMNS) {
      for (const direction of ['asc', 'desc'] as const) {
        expect(parseSort(formatSort([{column, direction}]))).toEqual([{column, direction}])
        const second = {column: column === 'name' ? 'email' : 'name', direction: 'asc'} as const
        const both: Sort = [{column, direction}, second]
        expect(parseSort(formatSort(both))).toEqual(both)
      }
    }
  })

  test('by a custom field of any name survives conversion to the URL', () => {
    fc.assert(
      fc.property(fc.string({minLength: 1, maxLength: 20, unit: 'binary'}), (text) => {
        const name = text.trim()
        fc.pre(name !== '' && name.isWellFormed())
        const sort: Sort = [
          {column: customColumn(name), direction: 'desc'},
          {column: 'name', direction: 'asc'},
        ]
        expect(parseSort(formatSort(sort))).toEqual(sort)
      }),
    )
  })

  test.each([
    undefined,
    null,
    '',
    'name',
    'name.up',
    'lists.asc',
    'custom:.asc',
    'custom:%.asc',
    'name.asc; drop',
    'name.asc.x',
  ])('falls back to the newest first for %j', (text) => {
    expect(parseSort(text)).toEqual(DEFAULT_SORT)
  })

  test('ignores a second key that repeats the first one or is invalid', () => {
    expect(formatSort(parseSort('name.asc,name.desc'))).toBe('name.asc')
    expect(formatSort(parseSort('name.asc,x'))).toBe('name.asc')
  })

  test.each([
    ['createdAt.desc', 'name', false, 'name.asc'],
    ['name.asc', 'name', false, 'name.desc'],
    ['name.asc', 'lastContactAt', false, 'lastContactAt.desc'],
    ['status.asc,name.asc', 'status', false, 'status.asc'],
    ['status.asc', 'name', true, 'status.asc,name.asc'],
    ['status.asc,name.asc', 'name', true, 'status.asc,name.desc'],
    ['status.asc,name.desc', 'name', true, 'status.asc'],
    ['status.asc,name.desc', 'status', true, 'status.desc,name.desc'],
    ['status.asc,name.desc', 'createdAt', true, 'status.asc,createdAt.desc'],
  ] as const)('%s, after a click on %s (adding: %s), is %s', (from, column, isAdding, to) => {
    expect(formatSort(nextSort(parseSort(from), column, isAdding))).toBe(to)
  })
})
