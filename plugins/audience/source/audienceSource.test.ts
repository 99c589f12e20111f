import {expect, test} from 'vitest'
import {TEST_SITE} from '../../leads/testLeads.ts'
import {audienceSource, fieldNamed, withNamedFields} from './audienceSource.ts'

const nothing = {segments: [], lists: [], campaigns: [], newest: []}

test('custom fields that a definition names are texts, and others are what they were', () => {
  const source = audienceSource(TEST_SITE, nothing, new Map())
  const named = withNamedFields(source, ['Shoe size'])
  expect(named.fields.get('customFields.Shoe size')).toMatchObject({
    type: 'text',
    label: 'Shoe size',
  })
  expect(named.fields.size).toBe(source.fields.size + 1)
  expect(named.fields.get('score')).toBe(source.fields.get('score'))
  expect(withNamedFields(named, ['Shoe size'])).toBe(named)
  expect(withNamedFields(source, [])).toBe(source)
  expect(fieldNamed(source.fields, 'customFields.Hat')?.type).toBe('text')
  expect(fieldNamed(source.fields, 'hat')).toBeUndefined()
})
