import {assert, property, string} from 'fast-check'
import {describe, expect, test} from 'vitest'
import {siteCustomFields} from '../audience/siteFields.ts'
import type {CustomFieldRecord, CustomFieldSources} from '../documents/site.ts'
import {LEAD_FIELD_NAMES, leadField} from '../leads/leadFields.ts'
import {customFieldId, MAX_CUSTOM_FIELDS, registeredFields} from '../leads/registeredFields.ts'
import {fieldErrors} from '../problems/problem.ts'
import {createCustomField, customFieldName, customFieldProblems} from './createCustomField.ts'

const SITE: CustomFieldSources & {key: string} = {
  key: 'artameta',
  forms: [{id: 'demo', kind: 'lead', fields: [{name: 'team_size', label: 'Team', type: 'number'}]}],
  customFields: [],
}

function record(name: string, more: Partial<CustomFieldRecord> = {}): CustomFieldRecord {
  return {_id: customFieldId('artameta', name), name, title: name, type: 'text', ...more}
}

describe('customFieldName', () => {
  test.each([
    ['Company size', 'companySize'],
    ['  VAT-number (EU) ', 'vatNumberEu'],
    ['Größe', 'größe'],
    ['Год рождения', 'годРождения'],
    ['2nd phone', '2ndPhone'],
    ['badgePrinted', 'badgePrinted'],
    ['BLOG URL', 'blogUrl'],
    ['!?', ''],
  ])('%s is %s', (title, name) => {
    expect(customFieldName(title)).toBe(name)
  })

  test('has letters and digits only, for any title', () => {
    assert(
      property(string({unit: 'grapheme', maxLength: 120}), (title) => {
        const name = customFieldName(title)
        expect(name).toMatch(/^[\p{L}\p{M}\p{N}]*$/u)
        expect(Array.from(name).length).toBeLessThanOrEqual(60)
      }),
    )
  })
})

describe('createCustomField', () => {
  test('creates a document whose id derives from the name', () => {
    const field = {
      _id: customFieldId('artameta', 'birthday'),
      _type: 'customField',
      site: 'artameta',
      title: 'Birthday',
      name: 'birthday',
      type: 'date',
    }
    expect(createCustomField({title: ' Birthday ', type: 'date'}, SITE)).toEqual({
      kind: 'changed',
      mutations: [{create: field}],
      written: field,
    })
  })

  test.each([
    ['', 'Give the field a name.'],
    ['…', 'Use letters or digits.'],
    ['x'.repeat(121), 'Use at most 120 characters.'],
    ['Team size', 'The site has the field “Team” already.'],
    ['TEAM-SIZE', 'The site has the field “Team” already.'],
    ['Shoe size', 'The site has the field “Shoe size” already.'],
    ['Position', 'Every lead has the field “Job title” for that. Use another name.'],
  ])('refuses “%s”', (title, reason) => {
    const site = {...SITE, customFields: [record('shoeSize', {title: 'Shoe size'})]}
    const problems = customFieldProblems({title, type: 'text'}, site)
    expect(fieldErrors(problems)).toMatchObject([{field: 'title', reason}])
    expect(createCustomField({title, type: 'text'}, site).mutations).toEqual([])
  })

  test.each(LEAD_FIELD_NAMES)('refuses the field %s that every lead has', (name) => {
    const reason = `Every lead has the field “${leadField(name).title}” for that. Use another name.`
    const problems = customFieldProblems({title: name, type: 'text'}, SITE)
    expect(fieldErrors(problems)).toMatchObject([{field: 'title', reason}])
  })

  test('refuses more than the limit', () => {
    const many = Array.from({length: MAX_CUSTOM_FIELDS}, (_, index) => record(`field${index}`))
    const last = {...SITE, customFields: many.slice(1)}
    expect(customFieldProblems({title: 'One more', type: 'text'}, last)).toEqual([])
    const problems = customFieldProblems(
      {title: 'One more', type: 'text'},
      {...SITE, customFields: many},
    )
    expect(problems.map(({field}) => field)).toEqual([''])
    expect(problems[0]).toMatchObject({code: 'custom-field.too-many', values: {limit: 200}})
  })
})

describe('registeredFields', () => {
  test('leaves out a document whose id is not that of its name', () => {
    const stray = record('shoeSize', {_id: customFieldId('artameta', 'other')})
    const nameless = record('a', {name: ''})
    const typeless = {...record('b'), type: null}
    expect(registeredFields([stray, nameless, typeless, record('c')])).toEqual([
      {name: 'c', title: 'c', type: 'text'},
    ])
  })

  test('a form defines its fields; other fields follow by title', () => {
    const customFields = [
      record('teamSize', {type: 'date'}),
      record('zip', {title: 'Area code'}),
      record('birthday', {title: 'Birthday', type: 'date'}),
    ]
    expect(siteCustomFields({...SITE, customFields})).toEqual([
      {name: 'team_size', title: 'Team', type: 'number'},
      {name: 'zip', title: 'Area code', type: 'text'},
      {name: 'birthday', title: 'Birthday', type: 'date'},
    ])
  })
})
