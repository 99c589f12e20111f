import {expect, test} from 'vitest'
import {customFieldTitle, fieldLabel} from './customFieldTitle.ts'

test.each([
  ['companySize', 'Company size'],
  ['company_size', 'Company size'],
  ['plan', 'Plan'],
  ['Größe', 'Größe'],
  ['VAT number', 'VAT number'],
  ['line2Text', 'Line2 text'],
  ['', ''],
])('%j reads as %j', (name, label) => {
  expect(fieldLabel(name)).toBe(label)
})

test('a custom field is shown by its title, or by its name as words', () => {
  expect(customFieldTitle({name: 'team_size', title: ' How many? '})).toBe('How many?')
  expect(customFieldTitle({name: 'team_size', title: ' '})).toBe('Team size')
  expect(customFieldTitle({name: 'team_size'})).toBe('Team size')
})
