import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {describeProblem, describeProblems} from '../problems/problem.ts'
import {anyText} from '../testing/anyText.ts'
import {AUDIENCE_TEST_FIELDS, AUDIENCE_TEST_SEGMENTS} from '../testing/arbitraryAudience.ts'
import {checkAudience, type CheckedAudience} from './checkAudience.ts'
import {audienceFields} from './fields.ts'
import {OPERATORS} from './operators.ts'

const fields = AUDIENCE_TEST_FIELDS

function withRules(...rules: object[]) {
  const numbered = rules.map((own, index) => ({id: `r${index}`, ...own}))
  return {version: 1, root: {id: 'g', combinator: 'and', rules: numbered}}
}

function uses(...ids: string[]) {
  return {
    title: ids.join('+'),
    definition: withRules({field: 'segment', operator: 'anyOf', value: ids}),
  }
}

function reasonOf(checked: CheckedAudience): string {
  return checked.ok ? '' : describeProblems(checked.problems)
}

describe('checkAudience', () => {
  test('names each invalid condition, with the reason', () => {
    const checked = checkAudience(
      withRules(
        {field: 'name', operator: 'is', value: 'Ada'},
        {field: 'nme', operator: 'is', value: 'Ada'},
        {field: 'score', operator: 'contains', value: 5},
        {field: 'score', operator: 'between', value: [9, 1]},
        {field: 'name', operator: 'is', value: '  '},
        {field: 'createdAt', operator: 'on', value: '2025-02-29'},
        {field: 'createdAt', operator: 'inLast', value: {amount: 0, unit: 'day'}},
        {field: 'tags', operator: 'anyOf', value: []},
        {field: 'activity.email.opened', operator: 'atLeast', value: {}},
        {field: 'activity.email.opened', operator: 'happened', value: {when: {operator: 'is'}}},
        {field: 'name', operator: 'is', value: '\uD800'},
      ),
      {fields},
    )
    const problems = checked.ok ? [] : checked.problems
    expect(problems.map((each) => `${each.ruleId} ${each.code}: ${describeProblem(each)}`)).toEqual(
      [
        'r1 audience.unknown-field: There is no field “nme”. Choose another, or remove the condition.',
        'r2 audience.unknown-operator: This operator does not fit the field. Choose another.',
        'r3 value.numbers-order: The lowest number must come first.',
        'r4 value.text-missing: Enter a text.',
        'r5 value.date-form: Write the date as year-month-day, such as 2026-01-31.',
        'r6 value.at-least-1: Enter 1 or more.',
        'r7 value.choices-missing: Choose at least one value.',
        'r8 value.how-often: Enter how often.',
        'r9 value.when-such-as: Choose when, such as “in the last 30 days”.',
        'r10 value.text-malformed: The text has characters that can’t be stored. Remove them.',
      ],
    )
    expect(problems[0]?.path).toBe('root.rules[1]')
  })

  test('ignores disabled conditions; without any condition every lead matches', () => {
    const off = {field: 'gone', operator: 'is', disabled: true}
    const group = {combinator: 'or', not: true, rules: [{id: 'x', ...off}]}
    expect(checkAudience(withRules(off, group), {fields})).toMatchObject({
      ok: true,
      audience: {root: null, conditions: 0},
    })
  })

  test('inlines segments and counts their conditions', () => {
    const checked = checkAudience(
      withRules({field: 'segment', operator: 'anyOf', value: [...AUDIENCE_TEST_SEGMENTS.keys()]}),
      {fields, segments: AUDIENCE_TEST_SEGMENTS},
    )
    expect(checked).toMatchObject({ok: true, audience: {conditions: 1 + 2 + (1 + 2 + 1)}})
  })

  test('names the chain of segments that use themselves', () => {
    const segments = new Map([
      ['a', uses('b')],
      ['b', uses('c')],
      ['c', uses('a')],
      ['d', uses('a')],
    ])
    const definition = withRules({field: 'segment', operator: 'anyOf', value: ['d']})
    const checked = checkAudience(definition, {fields, segments})
    expect(checked).toMatchObject({problems: [{code: 'audience.segment-cycle'}]})
    expect(reasonOf(checked)).toContain('“b” uses “c” uses “a” uses “b”')
  })

  test('a segment that is being changed must not use itself', () => {
    const segments = new Map([['b', uses('self')]])
    const definition = withRules({field: 'segment', operator: 'noneOf', value: ['b']})
    expect(checkAudience(definition, {fields, segments, segmentId: 'self'})).toMatchObject({
      problems: [{code: 'audience.segment-cycle', ruleId: 'r0'}],
    })
    expect(checkAudience(definition, {fields, segments})).toMatchObject({
      problems: [{code: 'audience.broken-segment'}],
    })
    const itself = withRules({field: 'segment', operator: 'anyOf', value: ['self']})
    expect(checkAudience(itself, {fields, segments, segmentId: 'self'})).toMatchObject({
      problems: [{code: 'audience.segment-cycle'}],
    })
  })

  test('segments of segments respect the limit of conditions', () => {
    const segments = new Map([
      ['s0', {definition: withRules({field: 'name', operator: 'isKnown'})}],
    ])
    for (let n = 1; n <= 15; n += 1) segments.set(`s${n}`, doubled(`s${n - 1}`))
    const ask = (id: string) =>
      checkAudience(withRules({field: 'segment', operator: 'anyOf', value: [id]}), {
        fields,
        segments,
      })
    expect(ask('s6').ok).toBe(true)
    expect(ask('s15')).toMatchObject({problems: [{code: 'audience.broken-segment'}]})
    for (let n = 100; n <= 200; n += 1) segments.set(`s${n}`, uses(`s${n + 1}`))
    expect(reasonOf(ask('s100'))).toContain('simpler segments')
  })

  test('uses the first of two custom fields with the same name', () => {
    const both = audienceFields([
      {name: 'size', type: 'number'},
      {name: 'size', title: 'Size', type: 'text'},
    ])
    expect(both.get('customFields.size')).toMatchObject({type: 'number', label: 'Size'})
  })

  test('never throws, whatever the value of a condition is', () => {
    const pairs = [...fields.values()].flatMap(({name, type}) =>
      [...OPERATORS[type].keys()].map((operator) => ({field: name, operator})),
    )
    const value = fc.oneof(
      fc.anything(),
      anyText,
      fc.array(anyText),
      fc.record({times: fc.anything(), when: fc.record({operator: anyText, value: fc.anything()})}),
      fc.record({amount: fc.anything(), unit: fc.constantFrom('day', 'year', 'eon')}),
    )
    fc.assert(
      fc.property(fc.constantFrom(...pairs), value, (own, given) => {
        const checked = checkAudience(withRules({...own, value: given}), {fields})
        expect(checked.ok || checked.problems.length > 0).toBe(true)
      }),
      {numRuns: 2000},
    )
  })
})

function doubled(id: string) {
  const own = {field: 'segment', operator: 'anyOf', value: [id]}
  return {definition: withRules(own, own)}
}
