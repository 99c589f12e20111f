import type {Condition, NumberBound, SetCondition, TextCondition} from '../condition.ts'
import {OPERANDS} from '../operandSchemas.ts'
import {byName, operator, opposite, type Operator} from './operator.ts'

/** The two operators that ask whether there is a value. */
export function presence(type: string): Operator[] {
  const isKnown = operator(type, 'isKnown', OPERANDS.none, () => ({test: 'known'}))
  return [isKnown, opposite(isKnown, type, 'isEmpty')]
}

function text(how: TextCondition['how'], name: string, negatedName: string): Operator[] {
  const plain = operator('text', name, OPERANDS.text, (own) => ({test: 'text', how, texts: [own]}))
  return [plain, opposite(plain, 'text', negatedName)]
}

const textIsAny = operator('text', 'anyOf', OPERANDS.texts, (texts) => ({
  test: 'text',
  how: 'is',
  texts,
}))

/** Operators of free text. */
export const TEXT_OPERATORS = byName([
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

/** Operators of a value that is one of several. */
export const CHOICE_OPERATORS = byName([
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
const setIs = members('exactly', 'isExactly')

/** Operators of lists of values. */
export const SET_OPERATORS = byName([
  setHasAny,
  opposite(setHasAny, 'set', 'noneOf'),
  setHasAll,
  opposite(setHasAll, 'set', 'notAllOf'),
  setIs,
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

/** Operators of numbers. */
export const NUMBER_OPERATORS = byName([
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

/** Operators of what is true or false. */
export const BOOLEAN_OPERATORS = byName([
  booleanIs,
  opposite(booleanIs, 'boolean', 'isNot'),
  ...presence('boolean'),
])

const inAny = operator('segment', 'anyOf', OPERANDS.choices, (ids) => ({
  test: 'segment',
  how: 'any',
  ids,
}))
const inAll = operator('segment', 'allOf', OPERANDS.choices, (ids) => ({
  test: 'segment',
  how: 'all',
  ids,
}))

/** Operators of being in segments. */
export const SEGMENT_OPERATORS = byName([inAny, opposite(inAny, 'segment', 'noneOf'), inAll])
