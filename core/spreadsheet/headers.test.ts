import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {nameColumns} from './headers.ts'

const names = (cells: string[]) => nameColumns(cells).map(({name}) => name)

test('headings are used as names', () => {
  expect(nameColumns([' First name', 'E-mail\n(work)'])).toEqual([
    {index: 0, name: 'First name', heading: 'First name', isGenerated: false},
    {index: 1, name: 'E-mail (work)', heading: 'E-mail (work)', isGenerated: false},
  ])
})

test('blank and repeated headings get names that the file does not use', () => {
  expect(names(['', 'Email', 'email', '  ', 'Email'])).toEqual([
    'Column 1',
    'Email',
    'email (2)',
    'Column 4',
    'Email (3)',
  ])
  expect(names(['a', 'a', 'a (2)', 'Column 4', ''])).toEqual([
    'a',
    'a (3)',
    'a (2)',
    'Column 4',
    'Column 5',
  ])
  expect(names(['', 'Column 1'])).toEqual(['Column 1 (2)', 'Column 1'])
})

test('characters without a width are ignored', () => {
  expect(names(['\ufeffEmail', 'E\u200bmail'])).toEqual(['Email', 'Email (2)'])
})

test('names are unique and filled, whatever the headings', () => {
  const headings = fc.oneof(
    fc.constantFrom('', ' ', 'a', 'A', 'a (2)', 'Column 1', 'Column 2', 'Column 2 (2)'),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(headings), (cells) => {
      const columns = nameColumns(cells)
      expect(columns.map(({index}) => index)).toEqual(cells.map((_, index) => index))
      expect(columns.every(({name}) => name.trim() !== '')).toBe(true)
      expect(new Set(columns.map(({name}) => name.toLowerCase())).size).toBe(cells.length)
    }),
  )
})
