import {describe, expect, test} from 'vitest'
import {customFieldId, MAX_CUSTOM_FIELDS} from '../leads/registeredFields.ts'
import type {ColumnTarget, ImportMapping} from './importMapping.ts'
import {MAPPING_VERSION} from './importMapping.ts'
import {nameFields} from './newFields.ts'

function record(name: string, type: 'text' | 'number' = 'text') {
  return {_id: customFieldId('artameta', name), name, title: name, type}
}

function site(...customFields: ReturnType<typeof record>[]) {
  return {key: 'artameta', customFields}
}

function mapping(targets: Readonly<Record<string, ColumnTarget>>): ImportMapping {
  const columns = Object.entries(targets).map(([heading, target]) => ({heading, target}))
  return {version: MAPPING_VERSION, columns}
}

const custom = (name: string, type: 'text' | 'number' = 'text') =>
  ({kind: 'custom', name, type}) as const

function targetsOf({mappings}: ReturnType<typeof nameFields>): ColumnTarget[] {
  return mappings.flatMap(({columns}) => columns.map(({target}) => target))
}

describe('names of the custom fields of mappings', () => {
  test('are those that leads carry; fields that the site lacks are told, each once', () => {
    const one = mapping({
      Badge: custom('Badge no'),
      Size: custom('Team Size'),
      Mail: {kind: 'ignore'},
    })
    const other = mapping({'Badge No': custom('badge no')})
    const named = nameFields([one, other], site(record('teamSize', 'number')))
    expect(targetsOf(named)).toEqual([
      custom('badgeNo'),
      custom('teamSize', 'number'),
      {kind: 'ignore'},
      custom('badgeNo'),
    ])
    expect(named.newFields).toMatchObject([{name: 'badgeNo', title: 'Badge no', type: 'text'}])
    expect(named.problems).toEqual([])
  })

  test('stay, with their titles, when they are named again', () => {
    const first = nameFields([mapping({A: custom('Badge no')})], site())
    const again = nameFields(first.mappings, site(), first.newFields)
    expect(again).toEqual(first)
    // Another page knows no titles: the heading of the column is one.
    const {newFields} = nameFields([mapping({'Badge No': custom('badgeNo')})], site())
    expect(newFields).toMatchObject([{name: 'badgeNo', title: 'Badge No'}])
  })

  test('are of texts where columns differ in the type', () => {
    const named = nameFields(
      [mapping({A: custom('Seats', 'number')}), mapping({B: custom('seats')})],
      site(),
    )
    expect(named.newFields).toMatchObject([{name: 'seats', type: 'text'}])
    expect(targetsOf(named)).toEqual([custom('seats'), custom('seats')])
  })

  test('are refused as far as the site has no room for several fields together', () => {
    const many = Array.from({length: MAX_CUSTOM_FIELDS - 1}, (_, index) => record(`field${index}`))
    const named = nameFields([mapping({A: custom('One'), B: custom('Two')})], site(...many))
    expect(named.newFields).toMatchObject([{name: 'one'}])
    expect(named.problems).toMatchObject([
      {code: 'custom-field.too-many', values: {limit: MAX_CUSTOM_FIELDS}},
    ])
  })
})
