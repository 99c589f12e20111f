import {expect, test} from 'vitest'
import {fieldOfHeader, leadFieldOfName, plainHeader} from './fieldHeaders.ts'
import {LEAD_FIELD_NAMES, leadField} from './leadFields.ts'

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

test('a field is also found by its title, which no custom field may have', () => {
  for (const name of LEAD_FIELD_NAMES) {
    expect(leadFieldOfName(leadField(name).title.toUpperCase())).toBe(name)
    expect(leadFieldOfName(name)).toBe(name)
  }
  expect(leadFieldOfName('shoe size')).toBeUndefined()
})
