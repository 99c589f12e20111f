import {describe, expect, test} from 'vitest'
import type {GuessContext} from './guessColumns.ts'
import {mapColumns, type MappingOptions} from './mappingOptions.ts'
import {sheetColumns} from './sheetColumns.ts'

const context: GuessContext = {
  customFields: [{name: 'shoeSize', title: 'Shoe size', type: 'number'}],
  statuses: [{value: 'won', title: 'Customer', stage: 'won'}],
  members: [],
}

const COLUMNS = sheetColumns(
  [
    {line: 1, cells: ['Mail', 'Who', 'Who', 'Joined', 'State', 'Size']},
    {line: 2, cells: ['a@example.com', 'Ada', 'Byron', '03/04/2026', 'yes', '38,5']},
  ],
  true,
)

function map(options: MappingOptions, others: 'guess' | 'ignore' = 'ignore') {
  const mapped = mapColumns(COLUMNS, options, others, context)
  return mapped.ok
    ? mapped.guesses.map(({mapping: {target, dates, decimal}}) => ({
        target,
        ...(dates ? {dates} : {}),
        ...(decimal ? {decimal} : {}),
      }))
    : mapped.problems.map(({field}) => field)
}

describe('a mapping by names', () => {
  test('names each column by its heading, the second of one heading too', () => {
    expect(map({Mail: 'email', Who: 'firstName', 'Who (2)': 'lastName'})).toEqual([
      {target: {kind: 'field', field: 'email'}},
      {target: {kind: 'namePart', part: 'first'}},
      {target: {kind: 'namePart', part: 'last'}},
      {target: {kind: 'ignore'}},
      {target: {kind: 'ignore'}},
      {target: {kind: 'ignore'}},
    ])
  })

  test('reads the meaning of values, and uses the given notation', () => {
    const options = {
      Mail: 'email',
      State: 'subscription',
      Joined: {target: 'createdAt', dates: 'dmy'},
      Size: {target: 'custom.Shoe size', decimal: ','},
    } as const
    expect(map(options).slice(3)).toEqual([
      {target: {kind: 'createdAt'}, dates: 'dmy'},
      {target: {kind: 'subscription', values: {yes: 'subscribed'}}},
      {target: {kind: 'custom', name: 'shoeSize', type: 'number'}, decimal: ','},
    ])
  })

  test('guesses the others where that is wanted', () => {
    expect(map({Who: 'company'}, 'guess').slice(0, 2)).toEqual([
      {target: {kind: 'field', field: 'email'}},
      {target: {kind: 'field', field: 'company'}},
    ])
  })

  test('reports names without a column or a target', () => {
    expect(map({Nobody: 'email', Mail: 'fax', Who: 'custom.'})).toEqual([
      'mapping.Nobody',
      'mapping.Mail',
      'mapping.Who',
    ])
  })
})
