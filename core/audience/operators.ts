import type {Condition, NumberBound, SetCondition, TextCondition} from './condition.ts'
import {ACTIVITY_OPERATORS, DATE_OPERATORS} from './dateOperators.ts'
import {OPERANDS} from './operands.ts'
import {byName, operator, opposite, presence, type Operator} from './operator.ts'

/**
 * What a field holds, which decides its operators. All operators share these rules, in GROQ and in
 * memory alike:
 *
 * - **Missing values.** A condition holds only for leads that have a value. A negative operator
 *   (`is not`, `none of`, `does not contain`, `not in the last …`) is the exact opposite of the
 *   positive one, so it holds for all other leads, **those without a value included**. `NOT` on a
 *   group is the exact opposite of the group in the same way.
 * - **What counts as missing.** A text or date that is absent, null or empty; a list that is absent
 *   or empty; anything else that is absent or null. A value of another type than the field's meets
 *   no condition; in a field of texts or lists it counts as missing.
 * - **Texts** are compared without regard to upper and lower case, as JavaScript's `toLowerCase`
 *   and GROQ's `lower()` fold it. White space around a rule's text is ignored; stored texts are
 *   compared as they are, because intake and import trim them. Accents are not folded.
 * - **Chosen values** (statuses, tags, lists, campaigns, kinds) are identifiers and compared exactly.
 * - **Dates** are whole days of the site's time zone; weeks start on Monday.
 */
export type FieldType =
  | 'text'
  | 'choice'
  | 'set'
  | 'number'
  | 'boolean'
  | 'date'
  | 'activity'
  | 'segment'

function text(how: TextCondition['how'], name: string, negatedName: string): Operator[] {
  const plain = operator('text', name, OPERANDS.text, (own) => ({test: 'text', how, texts: [own]}))
  return [plain, opposite(plain, 'text', negatedName)]
}

const textIsAny = operator('text', 'anyOf', OPERANDS.texts, (texts) => ({
  test: 'text',
  how: 'is',
  texts,
}))

const TEXT_OPERATORS = byName([
  ...text('is', 'is', 'isNot'),
  textIsAny,
  opposite(textIsAny, 'text', 'noneOf'),
  ...text('contains', 'contains', 'doesNotContain'),
  ...text('startsWith', 'startsWith', 'doesNotStartWith'),
  ...text('endsWith', 'endsWith', 'doesNotEndWith'),
  ...presence('text'),
])

const choiceIs = operator('choice', 'is', OPERANDS.choice, (value) => ({
  test: 'choice',
  values: [value],
}))
const choiceIsAny = operator('choice', 'anyOf', OPERANDS.choices, (values) => ({
  test: 'choice',
  values,
}))

const CHOICE_OPERATORS = byName([
  choiceIs,
  opposite(choiceIs, 'choice', 'isNot'),
  choiceIsAny,
  opposite(choiceIsAny, 'choice', 'noneOf'),
  ...presence('choice'),
])

function members(how: SetCondition['how'], name: string): Operator {
  return operator('set', name, OPERANDS.choices, (values) => ({test: 'set', how, values}))
}

const setHasAny = members('any', 'anyOf')
const setHasAll = members('all', 'allOf')

const SET_OPERATORS = byName([
  setHasAny,
  opposite(setHasAny, 'set', 'noneOf'),
  setHasAll,
  opposite(setHasAll, 'set', 'notAllOf'),
  members('exactly', 'isExactly'),
  ...presence('set'),
])

function bound(value: number, inclusive = true): NumberBound {
  return {value, inclusive}
}

function number(name: string, ends: (value: number) => readonly (NumberBound | null)[]): Operator {
  return operator('number', name, OPERANDS.number, (value): Condition => {
    const [from = null, to = null] = ends(value)
    return {test: 'number', from, to}
  })
}

const numberIs = number('is', (value) => [bound(value), bound(value)])
const numberBetween = operator('number', 'between', OPERANDS.numberRange, ([low, high]) => ({
  test: 'number',
  from: bound(low),
  to: bound(high),
}))

const NUMBER_OPERATORS = byName([
  numberIs,
  opposite(numberIs, 'number', 'isNot'),
  number('greaterThan', (value) => [bound(value, false), null]),
  number('atLeast', (value) => [bound(value), null]),
  number('lessThan', (value) => [null, bound(value, false)]),
  number('atMost', (value) => [null, bound(value)]),
  numberBetween,
  opposite(numberBetween, 'number', 'notBetween'),
  ...presence('number'),
])

const booleanIs = operator('boolean', 'is', OPERANDS.boolean, (value) => ({test: 'boolean', value}))

const BOOLEAN_OPERATORS = byName([
  booleanIs,
  opposite(booleanIs, 'boolean', 'isNot'),
  ...presence('boolean'),
])

function inSegments(how: 'any' | 'all', name: string): Operator {
  return operator('segment', name, OPERANDS.choices, (ids) => ({test: 'segment', how, ids}))
}

const inAny = inSegments('any', 'anyOf')

const SEGMENT_OPERATORS = byName([
  inAny,
  opposite(inAny, 'segment', 'noneOf'),
  inSegments('all', 'allOf'),
])

/** Operators of each type by name, in the order in which a builder offers them. */
export const OPERATORS: Readonly<Record<FieldType, ReadonlyMap<string, Operator>>> = {
  text: TEXT_OPERATORS,
  choice: CHOICE_OPERATORS,
  set: SET_OPERATORS,
  number: NUMBER_OPERATORS,
  boolean: BOOLEAN_OPERATORS,
  date: DATE_OPERATORS,
  activity: ACTIVITY_OPERATORS,
  segment: SEGMENT_OPERATORS,
}

/** Whether a rule also holds for leads without a value. Sentences and the builder say so. */
export function includesMissing(
  {negated}: Pick<Operator, 'negated'>,
  condition: Condition,
): boolean {
  return negated && condition.test !== 'segment' && condition.test !== 'activity'
}
