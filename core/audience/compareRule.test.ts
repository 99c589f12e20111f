import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {AUDIENCE_TEST_FIELDS} from '../testing/arbitraryAudience.ts'
import {AUDIENCE_MOMENT, audienceNumberText, NUMBERS} from '../testing/audienceValues.ts'
import {checkAudience} from './checkAudience.ts'
import {decimalSpelling, isDecimalText} from './comparisons/numberComparison.ts'
import {audienceToPredicate} from './evaluateAudience.ts'

function matches(field: string, operator: string, value: unknown, lead: object): boolean {
  const rules = [{id: 'r', field, operator, value}]
  const checked = checkAudience(
    {version: 1, root: {id: 'g', combinator: 'and', rules}},
    {fields: AUDIENCE_TEST_FIELDS},
  )
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
  return audienceToPredicate(checked.audience, AUDIENCE_MOMENT)(lead)
}

/** A decimal as a whole number of its billionths. */
function billionths(text: string): bigint {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.')
  const size = BigInt(`${whole}${fraction.padEnd(9, '0')}`)
  return text.startsWith('-') ? -size : size
}

describe('texts that are numbers', () => {
  test('are compared by their exact value', () => {
    const cases = {
      lessThan: (own: bigint, other: bigint) => own < other,
      atMost: (own: bigint, other: bigint) => own <= other,
      greaterThan: (own: bigint, other: bigint) => own > other,
      atLeast: (own: bigint, other: bigint) => own >= other,
      is: (own: bigint, other: bigint) => own === other,
    }
    const operator = fc.constantFrom('lessThan', 'atMost', 'greaterThan', 'atLeast', 'is')
    fc.assert(
      fc.property(
        audienceNumberText,
        fc.constantFrom(...NUMBERS),
        operator,
        (text, other, name) => {
          const lead = {customFields: [{name: 'seats', value: text}]}
          const expected =
            isDecimalText(text) &&
            cases[name](billionths(text), billionths(decimalSpelling(other).longest))
          expect(matches('customFields.seats', name, other, lead)).toBe(expected)
        },
      ),
      {numRuns: 3000},
    )
  })

  test.each(['1e3', '1,000', '007', '.5', '5.', '-', '', '-0', ' 1', '１', '1.0000000001'])(
    '%j is not a number',
    (text) => {
      expect(isDecimalText(text)).toBe(false)
    },
  )
})

describe('texts', () => {
  test.each([
    ['is', 'ADA', 'ada', true],
    ['is', 'éclair', 'ÉCLAIR', true],
    ['is', 'eclair', 'éclair', false],
    ['contains', 'Maria', 'Ada-maria.x', true],
    ['contains', '*', 'anything', false],
    ['endsWith', 'aa', 'aaa', true],
    ['endsWith', '|', 'a|', true],
    ['endsWith', 'a|', 'a|b', false],
    ['startsWith', 'ada@', 'Ada@Example.test', true],
  ])('%s %j: %j is %j', (operator, value, name, expected) => {
    expect(matches('name', operator, value, {name})).toBe(expected)
  })

  test('the domain of an address is the text after its last @', () => {
    const email = '"a@b"@Example.test'
    expect(matches('emailDomain', 'is', 'example.TEST', {email})).toBe(true)
    expect(matches('emailDomain', 'isEmpty', undefined, {email: 'nobody'})).toBe(true)
    expect(matches('emailDomain', 'anyOf', ['nobody', 'x'], {email: 'nobody'})).toBe(false)
  })
})

test('a list is exactly some values when it has those and no others', () => {
  const ask = (tags: unknown) => matches('tags', 'isExactly', ['a', 'b'], {tags})
  expect([ask(['b', 'a']), ask(['a']), ask(['a', 'b', 'c']), ask('ab')]).toEqual([
    true,
    false,
    false,
    false,
  ])
})

test.each([
  [true, true],
  ['Yes', true],
  ['on', true],
  ['no', false],
  ['maybe', false],
  [1, false],
])('a yes/no custom field with the value %j', (value, expected) => {
  const lead = {customFields: [{name: 'trial', value}]}
  expect(matches('customFields.trial', 'is', true, lead)).toBe(expected)
})

describe('conditions on activities', () => {
  const entry = (at: string, more: object = {}) => ({
    leadId: 'x',
    site: 's',
    kind: 'email.opened',
    at,
    ...more,
  })
  const rules = [
    {
      id: 'r',
      field: 'activity.email.opened',
      operator: 'exactly',
      value: {times: 2, when: {operator: 'thisMonth'}},
    },
  ]
  const checked = checkAudience(
    {version: 1, root: {id: 'g', combinator: 'and', rules}},
    {fields: AUDIENCE_TEST_FIELDS},
  )

  test('counts entries of the lead, of the kind, in the time, of the site', () => {
    const isMeant = checked.ok && audienceToPredicate(checked.audience, AUDIENCE_MOMENT)
    const ask = (...entries: object[]) => isMeant && isMeant({_id: 'x', site: 's'}, entries)
    const two = [entry('2026-02-28T23:00:00.000Z'), entry('2026-03-29T10:00:00Z')]
    expect(ask(...two)).toBe(true)
    expect(ask(...two, entry('2026-02-28T22:59:59.999Z'))).toBe(true)
    expect(ask(...two, entry('2026-03-02T10:00:00Z', {leadId: 'y'}))).toBe(true)
    expect(ask(...two, entry('2026-03-02T10:00:00Z', {site: 't'}))).toBe(true)
    expect(ask(...two, entry('2026-03-02T10:00:00Z', {kind: 'email.sent'}))).toBe(true)
    expect(ask(...two, entry('2026-03-02T10:00:00Z'))).toBe(false)
    expect(ask(...two.slice(1))).toBe(false)
  })
})
