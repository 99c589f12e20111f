import {expect, test} from 'vitest'
import {fieldSort} from './fieldSort.ts'
import {FIELD_COLUMNS} from './leadFields.ts'

test('every column but lists has an order', () => {
  expect(FIELD_COLUMNS.filter((name) => fieldSort(name) === null)).toEqual(['lists'])
  expect(fieldSort('jobTitle')?.expression).toBe('lower(jobTitle)')
  expect(fieldSort('source')?.expression).toBe('source.label')
  expect(fieldSort('score')?.first).toBe('desc')
})
