import {expect, test} from 'vitest'
import {checkMapping, unmappedValues, type MappingContext} from './checkMapping.ts'
import type {ColumnTarget} from './importMapping.ts'
import {describeProblem} from '../problems/problem.ts'

const context: MappingContext = {
  customFields: [{name: 'shoe_size', title: 'Shoe size', type: 'number'}],
  statuses: ['new', 'won'],
  members: new Set(['p1']),
  values: [],
}

const EMAIL: ColumnTarget = {kind: 'field', field: 'email'}

function check(targets: readonly ColumnTarget[], values: readonly (readonly string[])[] = []) {
  const columns = targets.map((target) => ({heading: '', target}))
  return checkMapping({version: 1, columns}, {...context, values})
}

test('a mapping without problems has none', () => {
  expect(
    check([
      EMAIL,
      {kind: 'status', values: {kunde: 'won'}},
      {kind: 'custom', name: 'shoe_size', type: 'number'},
      {kind: 'tags', separator: ','},
      {kind: 'tags', separator: ';'},
    ]),
  ).toEqual([])
})

test('a mapping needs the e-mail address, and each field once', () => {
  expect(check([{kind: 'ignore'}])).toEqual([
    {code: 'mapping.no-email', severity: 'error', columns: []},
  ])
  const [problem] = check([
    EMAIL,
    {kind: 'custom', name: 'City', type: 'text'},
    {kind: 'custom', name: 'city', type: 'text'},
  ])
  expect(problem).toMatchObject({code: 'mapping.field-twice', columns: [1, 2]})
  expect(problem && describeProblem(problem)).toBe(
    '2 columns are imported as “City”. Keep one of them, and change the others.',
  )
})

test('a custom field may not have the name of another field', () => {
  expect(check([EMAIL, {kind: 'custom', name: 'Job Title', type: 'text'}])).toMatchObject([
    {code: 'mapping.name-taken', severity: 'error', columns: [1]},
  ])
  expect(check([EMAIL, {kind: 'custom', name: 'shoe_size', type: 'text'}])).toMatchObject([
    {code: 'mapping.other-type', severity: 'warning', values: {type: 'number'}},
  ])
  expect(check([EMAIL, {kind: 'custom', name: 'Shoe Size', type: 'number'}])).toMatchObject([
    {code: 'mapping.similar-name', severity: 'warning', values: {field: 'Shoe size'}},
  ])
})

test('values must map to something that the site has', () => {
  expect(
    check(
      [
        EMAIL,
        {kind: 'status', values: {a: 'gone'}},
        {kind: 'field', field: 'owner', values: {ida: 'p9'}},
        {kind: 'subscription', values: {yes: 'subscribed'}},
      ],
      [[], ['A', 'b', 'Won', 'n/a'], ['Ida', 'p1', 'Bo'], ['YES']],
    ).map(({code, columns, values}) => [code, columns[0], values?.['count']]),
  ).toEqual([
    ['mapping.unknown-status', 1, undefined],
    ['mapping.unknown-member', 2, undefined],
    ['mapping.values-not-mapped', 1, 1],
    ['mapping.values-not-mapped', 2, 1],
  ])
  expect(unmappedValues({kind: 'status', values: {}}, [' Lost ', 'lost'], context)).toEqual([
    'lost',
  ])
})
