import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {checkAudience} from '../../../core/audience/checkAudience.ts'
import {
  type AudienceGroup,
  type AudienceRule,
  isAudienceGroup,
} from '../../../core/audience/definition.ts'
import {OPERATORS} from '../../../core/audience/operators.ts'
import {parseAudience} from '../../../core/audience/parseAudience.ts'
import {
  arbitraryAudienceDefinition,
  AUDIENCE_TEST_FIELDS,
  AUDIENCE_TEST_SEGMENTS,
} from '../../../core/testing/arbitraryAudience.ts'
import {fromBuilderQuery, toBuilderQuery, exceededLimit, querySize} from './builderQuery.ts'
import {firstOperator, valueFor} from './useQueryRules.ts'

const context = {fields: AUDIENCE_TEST_FIELDS, segments: AUDIENCE_TEST_SEGMENTS}

function unexpectedId(): string {
  throw new Error('Every node has an id already.')
}

/** The same with some of it locked, which generated definitions are not. */
function withLocks(node: AudienceGroup, every: number): AudienceGroup {
  const locked = (index: number) => (index % every === 0 ? {locked: true} : {})
  return {
    ...node,
    rules: node.rules.map((child, index): AudienceGroup | AudienceRule =>
      isAudienceGroup(child)
        ? {...withLocks(child, every), ...locked(index)}
        : {...child, ...locked(index)},
    ),
  }
}

describe('a definition and the builder’s query', () => {
  test('every definition comes back the same', () => {
    const arbitrary = fc.tuple(arbitraryAudienceDefinition, fc.integer({min: 1, max: 4}))
    fc.assert(
      fc.property(arbitrary, ([{version, root}, every]) => {
        const {definition} = parseAudience({version, root: withLocks(root, every)})
        if (!definition) throw new Error('The generated definition could not be read.')
        const query = toBuilderQuery(definition)
        expect(fromBuilderQuery(query, unexpectedId)).toEqual(definition)
        // The library may hand back a frozen copy that went through JSON.
        const copy: typeof query = structuredClone(query)
        expect(checkAudience(fromBuilderQuery(copy, unexpectedId), context).ok).toBe(
          checkAudience(definition, context).ok,
        )
      }),
    )
  })

  test('what we call disabled the library calls muted, and what we call locked, disabled', () => {
    const rule = {id: 'r', field: 'score', operator: 'isKnown', disabled: true, locked: true}
    const root: AudienceGroup = {id: 'g', combinator: 'or', not: true, rules: [rule]}
    expect(toBuilderQuery({version: 1, root})).toEqual({
      id: 'g',
      combinator: 'or',
      not: true,
      rules: [
        {
          id: 'r',
          field: 'score',
          operator: 'isKnown',
          value: undefined,
          muted: true,
          disabled: true,
        },
      ],
    })
  })

  test('nodes that the library added without an id get one', () => {
    let number = 0
    const query = {combinator: 'and', rules: [{field: 'name', operator: 'is', value: 'Ada'}]}
    expect(fromBuilderQuery(query, () => `n${(number += 1)}`)).toEqual({
      version: 1,
      root: {
        id: 'n1',
        combinator: 'and',
        rules: [{id: 'n2', field: 'name', operator: 'is', value: 'Ada'}],
      },
    })
  })
})

describe('limits', () => {
  const rule = {field: 'name', operator: 'is', value: 'Ada'}
  const group = (rules: number) => ({
    combinator: 'and',
    rules: Array.from({length: rules}, () => rule),
  })

  test('250 conditions and 5 levels are the most', () => {
    expect(exceededLimit(group(250))).toBeNull()
    expect(exceededLimit(group(251))).toBe('conditions')
    const deep = {combinator: 'and', rules: [{combinator: 'or', rules: [group(1)]}]}
    expect(querySize(deep)).toEqual({conditions: 1, levels: 3})
    const deeper = {combinator: 'and', rules: [{combinator: 'or', rules: [deep]}]}
    expect(exceededLimit(deeper)).toBeNull()
    expect(exceededLimit({combinator: 'and', rules: [deeper]})).toBe('levels')
  })
})

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

  test('what was chosen for one field is not kept for another; numbers and spans are', () => {
    const was = {field: 'status', value: 'won'}
    expect(valueFor(fieldOf('segment'), 'anyOf', was)).toBeUndefined()
    expect(valueFor(fieldOf('engagement'), 'is', was)).toBeUndefined()
    const span = {amount: 3, unit: 'week'}
    expect(valueFor(fieldOf('lastContactAt'), 'inLast', {field: 'createdAt', value: span})).toBe(
      span,
    )
  })
})
