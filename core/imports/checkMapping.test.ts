import {expect, test} from 'vitest'
import {
  checkMapping,
  describeMappingProblem,
  MAPPING_PROBLEM_TEXTS,
  unmappedValues,
  type MappingContext,
} from './checkMapping.ts'
import type {ColumnTarget} from './importMapping.ts'
import {fillText} from '../texts/english.ts'

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
  expect(check([{kind: 'ignore'}])).toEqual([{code: 'no-email', severity: 'error', columns: []}])
  const [problem] = check([
    EMAIL,
    {kind: 'custom', name: 'City', type: 'text'},
    {kind: 'custom', name: 'city', type: 'text'},
  ])
  expect(problem).toMatchObject({code: 'field-twice', columns: [1, 2]})
  expect(problem && describeMappingProblem(problem)).toBe(
    '2 columns are mapped to “City”. Keep one of them.',
  )
})

test('a custom field may not have the name of another field', () => {
  expect(check([EMAIL, {kind: 'custom', name: 'Job Title', type: 'text'}])).toMatchObject([
    {code: 'name-taken', severity: 'error', columns: [1]},
  ])
  expect(check([EMAIL, {kind: 'custom', name: 'shoe_size', type: 'text'}])).toMatchObject([
    {code: 'other-type', severity: 'warning', values: {type: 'number'}},
  ])
  expect(check([EMAIL, {kind: 'custom', name: 'Shoe Size', type: 'number'}])).toMatchObject([
    {code: 'similar-name', severity: 'warning', values: {field: 'Shoe size'}},
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
    ['unknown-status', 1, undefined],
    ['unknown-member', 2, undefined],
    ['values-not-mapped', 1, 1],
    ['values-not-mapped', 2, 1],
  ])
  expect(unmappedValues({kind: 'status', values: {}}, [' Lost ', 'lost'], context)).toEqual([
    'lost',
  ])
})

test('every text is filled', () => {
  const values = {limit: 1200, count: 3, field: 'F', name: 'N', type: 'T', status: 'S', columns: 2}
  for (const text of Object.values(MAPPING_PROBLEM_TEXTS)) {
    expect(fillText(text, values)).not.toMatch(/[{}]|undefined/u)
  }
})
