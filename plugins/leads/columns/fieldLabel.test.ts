import {expect, test} from 'vitest'
import {fieldLabel} from './fieldLabel.ts'

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
