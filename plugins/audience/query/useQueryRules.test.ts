import {describe, expect, test} from 'vitest'
import {OPERATORS} from '../../../core/audience/operators.ts'
import {AUDIENCE_TEST_FIELDS} from '../../../core/testing/arbitraryAudience.ts'
import {firstOperator, valueFor} from './useQueryRules.ts'

describe('values of rules whose operator changes', () => {
  const fieldOf = (name: string) => {
    const field = AUDIENCE_TEST_FIELDS.get(name)
    if (!field) throw new Error(`There is no field ${name}.`)
    return field
  }

  test('every field starts with an operator that it has, and with a value that can be completed', () => {
    for (const field of AUDIENCE_TEST_FIELDS.values()) {
      const operator = OPERATORS[field.type].get(firstOperator(field))
      expect({field: field.name, hasOperator: operator !== undefined}).toEqual({
        field: field.name,
        hasOperator: true,
      })
      const value = valueFor(field, firstOperator(field), null)
      const startsComplete = value !== undefined || operator?.operand === 'none'
      expect({field: field.name, ok: operator?.read(value).ok}).toEqual({
        field: field.name,
        ok: startsComplete,
      })
    }
  })

  test.each([
    ['status', 'isNot', 'won', 'won'],
    ['status', 'anyOf', 'won', ['won']],
    ['status', 'is', ['won', 'lost'], 'won'],
    ['status', 'isKnown', 'won', undefined],
    ['score', 'between', 5, undefined],
    ['createdAt', 'notInLast', {amount: 3, unit: 'week'}, {amount: 3, unit: 'week'}],
    ['createdAt', 'inLast', '2026-01-01', {amount: 30, unit: 'day'}],
    [
      'activity.email.opened',
      'atLeast',
      {when: {operator: 'today'}},
      {times: 2, when: {operator: 'today'}},
    ],
  ])('%s %s keeps what it can of %j', (field, operator, before, after) => {
    expect(valueFor(fieldOf(field), operator, {field, value: before})).toEqual(after)
  })

  test('a choice of one field is not kept for another; numbers and periods are', () => {
    const was = {field: 'status', value: 'won'}
    expect(valueFor(fieldOf('segment'), 'anyOf', was)).toBeUndefined()
    expect(valueFor(fieldOf('engagement'), 'is', was)).toBeUndefined()
    const span = {amount: 3, unit: 'week'}
    expect(valueFor(fieldOf('lastContactAt'), 'inLast', {field: 'createdAt', value: span})).toBe(
      span,
    )
  })
})
