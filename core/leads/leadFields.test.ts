import {expect, test} from 'vitest'
import {FORM_FIELDS, LEAD_FIELD_NAMES, leadFieldStrings, TEXT_FIELDS} from './leadFields.ts'

test('editors and forms derive their fields from LEAD_FIELDS', () => {
  expect(TEXT_FIELDS).toEqual(['name', 'phone', 'company', 'jobTitle', 'linkedIn', 'owner'])
  expect(FORM_FIELDS).toEqual(['name', 'phone', 'company', 'jobTitle', 'linkedIn'])
})

test('locale bundles get a name for each field', () => {
  const strings = leadFieldStrings('column', 'title')
  expect(Object.keys(strings)).toHaveLength(LEAD_FIELD_NAMES.length)
  expect(strings['column.jobTitle']).toBe('Job title')
})
