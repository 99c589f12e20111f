import {expect, test} from 'vitest'
import {
  FIELD_COLUMNS,
  fieldOfHeader,
  fieldSort,
  FORM_FIELDS,
  LEAD_FIELD_NAMES,
  leadField,
  leadFieldStrings,
  plainHeader,
  TEXT_FIELDS,
} from './leadFields.ts'

test('a heading means one field, however it is written', () => {
  const headers = LEAD_FIELD_NAMES.flatMap((name) => [
    plainHeader(name),
    ...(leadField(name).headers ?? []),
  ])
  expect(new Set(headers).size).toBe(headers.length)
  expect(headers.map(plainHeader)).toEqual(headers)
  expect(fieldOfHeader('Job Title')).toBe('jobTitle')
  expect(fieldOfHeader('PHONE_NUMBER')).toBe('phone')
  expect(fieldOfHeader('e-mail')).toBe('email')
  expect(fieldOfHeader('shoe size')).toBeUndefined()
})

test('every column but lists has an order', () => {
  expect(FIELD_COLUMNS.filter((name) => fieldSort(name) === null)).toEqual(['lists'])
  expect(fieldSort('jobTitle')?.expression).toBe('lower(jobTitle)')
  expect(fieldSort('source')?.expression).toBe('source.label')
  expect(fieldSort('score')?.first).toBe('desc')
})

test('what people edit and what forms fill follows from the record', () => {
  expect(TEXT_FIELDS).toEqual(['name', 'phone', 'company', 'jobTitle', 'linkedIn', 'owner'])
  expect(FORM_FIELDS).toEqual(['name', 'phone', 'company', 'jobTitle', 'linkedIn'])
})

test('locale bundles get a name for each field', () => {
  const strings = leadFieldStrings('column', 'title')
  expect(Object.keys(strings)).toHaveLength(LEAD_FIELD_NAMES.length)
  expect(strings['column.jobTitle']).toBe('Job title')
})
