import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {cleanCustomValue, customValueProblem} from './customFieldValue.ts'
import {cleanField, valueProblem} from './editableFields.ts'
import {LEAD_FIELDS, TEXT_FIELDS} from './leadFields.ts'
import {isLinkedIn} from './linkedIn.ts'
import {isPhone} from './phone.ts'

describe('a telephone number', () => {
  test.each([
    '+46 70 123 45 67',
    '0046 70 123 45 67',
    '(030) 123-456',
    '030/12.34.56',
    '12345',
    '+1 555 010 0199 ext. 23',
    '555-0100 x7',
    '٠٣٠ ١٢٣٤٥٦',
  ])('%s is valid', (text) => expect(isPhone(text)).toBe(true))

  test.each([
    '1234',
    'call me',
    '+46 70 +123',
    '12345678901234567',
    '12345; drop',
    'ada@x.se',
    '+',
  ])('%s is invalid', (text) => expect(isPhone(text)).toBe(false))

  test('is kept as it was typed', () => {
    expect(cleanField('phone', ' tel:+46 70  123 45 67 ')).toBe('+46 70 123 45 67')
  })
})

describe('an address at LinkedIn', () => {
  test('begins with https:// at that host', () => {
    expect(isLinkedIn('https://www.linkedin.com/in/someone')).toBe(true)
    expect(isLinkedIn('https://linkedin.com/company/acme')).toBe(true)
    expect(isLinkedIn('linkedin.com/in/someone')).toBe(false)
    expect(isLinkedIn('https://linkedin.com.evil.test/in/x')).toBe(false)
    expect(isLinkedIn('http://linkedin.com/in/x')).toBe(false)
  })

  test.each([
    ['https://www.linkedin.com/in/ada', 'https://www.linkedin.com/in/ada'],
    ['http://linkedin.com/in/ada', 'https://linkedin.com/in/ada'],
    ['se.linkedin.com/in/ada', 'https://se.linkedin.com/in/ada'],
  ])('%s is stored as %s', (typed, stored) => {
    expect(cleanField('linkedIn', typed)).toBe(stored)
    expect(valueProblem('linkedIn', stored)).toBeNull()
  })

  test.each([
    'https://example.com/in/ada',
    'https://linkedin.com.example.com/in/ada',
    'https://notlinkedin.com/in/ada',
    'https://ada:pw@linkedin.com/in/ada',
    'javascript://linkedin.com/%0aalert(1)',
    'ada',
  ])('%s is invalid', (typed) => {
    expect(valueProblem('linkedIn', cleanField('linkedIn', typed))?.code).toBe('field.not-linkedin')
  })
})

describe('every text field', () => {
  test('takes an empty text, refuses one that is too long, and cleans a text once', () => {
    for (const field of TEXT_FIELDS) {
      expect(valueProblem(field, '')).toBeNull()
      const {maxLength: limit} = LEAD_FIELDS[field]
      const problem = valueProblem(field, cleanField(field, '1'.repeat(limit + 50)))
      expect(problem).toEqual({code: 'field.too-long', values: {limit}})
    }
    fc.assert(
      fc.property(fc.constantFrom(...TEXT_FIELDS), fc.string({unit: 'binary'}), (field, text) => {
        const cleaned = cleanField(field, text)
        expect(cleanField(field, cleaned)).toBe(cleaned)
      }),
    )
  })
})

describe('a custom field', () => {
  test.each([
    ['number', '12.50', '12.50', null],
    ['number', '1e3', '1e3', 'field.not-number'],
    ['boolean', ' YES ', 'true', null],
    ['boolean', 'off', 'false', null],
    ['boolean', 'maybe', 'maybe', 'field.not-yes-no'],
    ['date', '2026-02-28', '2026-02-28', null],
    ['date', '2026-02-30', '2026-02-30', 'field.not-date'],
    ['text', ' a  b ', 'a b', null],
    ['number', '', '', null],
  ] as const)('of type %s: %s', (type, typed, stored, code) => {
    expect(cleanCustomValue(type, typed)).toBe(stored)
    expect(customValueProblem(type, stored)?.code ?? null).toBe(code)
  })
})
