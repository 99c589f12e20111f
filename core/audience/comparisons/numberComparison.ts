import type {Comparison} from '../comparison.ts'
import type {NumberBound, NumberCondition} from '../condition.ts'
import type {AudienceField} from '../field.ts'
import {
  allOf,
  fromBoolean,
  fromNullable,
  type GroqCondition,
  type GroqParams,
} from '../groqCondition.ts'

/** The only number in a range; `null` where there are others. */
export function onlyNumber({from, to}: NumberCondition): number | null {
  return from && to && from.value === to.value && from.inclusive && to.inclusive ? from.value : null
}

function isInRange(value: number, {from, to}: NumberCondition): boolean {
  const above = !from || value > from.value || (from.inclusive && value === from.value)
  return above && (!to || value < to.value || (to.inclusive && value === to.value))
}

/** {@link isInRange} in GROQ, for an expression that may be a number. */
function groqInRange({from, to}: NumberCondition, own: string, params: GroqParams): string {
  const end = (bound: NumberBound | null, operator: string) =>
    bound ? [`${own} ${operator}${bound.inclusive ? '=' : ''} ${params.add(bound.value)}`] : []
  return allOf([...end(from, '>'), ...end(to, '<')])
}

function groqOfNumber(condition: NumberCondition, own: string, params: GroqParams): GroqCondition {
  const only = onlyNumber(condition)
  if (only === null) return fromNullable(groqInRange(condition, own, params))
  const value = params.add(only)
  return {whenTrue: `${own} == ${value}`, whenFalse: `${own} != ${value}`}
}

/** Compares a number. */
export function numberComparison(field: AudienceField, condition: NumberCondition): Comparison {
  return {
    groq: (params) => groqOfNumber(condition, field.groq(params), params),
    test: (lead) => {
      const own = field.read(lead)
      return typeof own === 'number' && isInRange(own, condition)
    },
  }
}

/*
 * Numbers that are stored as texts, as forms send them. GROQ can't convert a text to a number, so
 * texts in plain decimal notation are compared by their digits.
 */

/** Most digits before and after the point. */
const INTEGER_DIGITS = 15
const FRACTION_DIGITS = 9

const DECIMAL_CHARACTERS = '0123456789.-'.split('')

const DECIMAL = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?$/u

/** Zeros with a minus sign, which a comparison by digits would put in the wrong place. */
const MINUS_ZEROS = [
  '-0',
  ...Array.from({length: FRACTION_DIGITS}, (_, index) => `-0.${'0'.repeat(index + 1)}`),
]

/** Whether a text is a number in plain decimal notation: `12`, `-3.50`; not `1e3`, `1,000` or `007`. */
export function isDecimalText(text: string): boolean {
  return DECIMAL.test(text) && !MINUS_ZEROS.includes(text)
}

/** Number of digits before the point. */
function integerLength(text: string): number {
  return (text.split('-').at(-1)?.split('.')[0] ?? '').length
}

/**
 * What texts are compared with in place of a number. Among texts of the same sign and with as many
 * digits before the point, the order of texts is the order of magnitudes: a text is at least as
 * large in magnitude as the number when it is not below `shortest`, and larger when it is above
 * `longest`.
 */
export interface DecimalSpelling {
  negative: boolean
  integerLength: number
  /** Without zeros at the end. */
  shortest: string
  /** With as many zeros at the end as a text can have. */
  longest: string
  /** Every text that means the number. */
  all: string[]
}

/** The spellings of a number that {@link isDecimalText} allows. */
export function decimalSpelling(value: number): DecimalSpelling {
  const plain = String(value)
  const shortest = plain.includes('e') ? value.toFixed(FRACTION_DIGITS).replace(/0+$/u, '') : plain
  const [integer = '0', fraction = ''] = shortest.split('.')
  const missing = FRACTION_DIGITS - fraction.length
  const withZeros = (count: number) =>
    fraction.length + count === 0 ? integer : `${integer}.${fraction}${'0'.repeat(count)}`
  return {
    negative: value < 0,
    integerLength: integerLength(integer),
    shortest,
    longest: withZeros(missing),
    all: Array.from({length: missing + 1}, (_, count) => withZeros(count)),
  }
}

type Side = 'above' | 'below'

/** Whether the text's magnitude must be greater than the number's, and not smaller. */
function wantsGreater({negative}: DecimalSpelling, side: Side): boolean {
  return negative === (side === 'below')
}

function boundTest(bound: NumberBound, side: Side): (text: string) => boolean {
  const spelling = decimalSpelling(bound.value)
  const {negative, shortest, longest} = spelling
  const greater = wantsGreater(spelling, side)
  return (text) => {
    // On the other side of zero, the sign decides.
    if (text.startsWith('-') !== negative) return negative === (side === 'above')
    const length = integerLength(text)
    if (length !== spelling.integerLength) return length > spelling.integerLength === greater
    if (greater) return bound.inclusive ? text >= shortest : text > longest
    return bound.inclusive ? text <= longest : text < shortest
  }
}

/** {@link boundTest} in GROQ, where `@` is the text. */
function groqOfBound(bound: NumberBound, side: Side, params: GroqParams): string {
  const spelling = decimalSpelling(bound.value)
  const {negative, shortest, longest} = spelling
  const greater = wantsGreater(spelling, side)
  const isNegative = 'string::startsWith(@, "-")'
  const sameSign = negative ? isNegative : `!${isNegative}`
  const otherSign = negative ? `!${isNegative}` : isNegative
  const length = 'length(string::split(string::split(@, "-")[-1], ".")[0])'
  const wanted = params.add(spelling.integerLength)
  const [operator, limit] = greater
    ? bound.inclusive
      ? ['>=', shortest]
      : ['>', longest]
    : bound.inclusive
      ? ['<=', longest]
      : ['<', shortest]
  const compared = `(${sameSign} && (${length} ${greater ? '>' : '<'} ${wanted} || (${length} == ${wanted} && @ ${operator} ${params.add(limit)})))`
  return negative === (side === 'above') ? `(${otherSign} || ${compared})` : compared
}

/** {@link isDecimalText} in GROQ, where `@` is the text. */
function groqIsDecimal(params: GroqParams): string {
  const magnitude = 'string::split(@, "-")[-1]'
  const parts = `string::split(${magnitude}, ".")`
  return allOf([
    `count(string::split(@, "")[!(@ in ${params.add(DECIMAL_CHARACTERS)})]) == 0`,
    `(@ == ${magnitude} || @ == "-" + ${magnitude})`,
    `!(@ in ${params.add(MINUS_ZEROS)})`,
    `length(${parts}[0]) > 0`,
    `length(${parts}[0]) <= ${params.add(INTEGER_DIGITS)}`,
    `(${parts}[0] == "0" || !string::startsWith(${parts}[0], "0"))`,
    `(count(${parts}) == 1 || (count(${parts}) == 2 && length(${parts}[1]) > 0 && length(${parts}[1]) <= ${params.add(FRACTION_DIGITS)}))`,
  ])
}

function groqOfNumberText(condition: NumberCondition, own: string, params: GroqParams): string {
  const only = onlyNumber(condition)
  if (only !== null) {
    return `(${own} == ${params.add(only)} || ${own} in ${params.add(decimalSpelling(only).all)})`
  }
  const {from, to} = condition
  const text = allOf([
    groqIsDecimal(params),
    ...(from ? [groqOfBound(from, 'above', params)] : []),
    ...(to ? [groqOfBound(to, 'below', params)] : []),
  ])
  // A list of one, so that the expression has a name, `@`.
  return `count([${own}][${groqInRange(condition, '@', params)} || ${text}]) > 0`
}

/** Compares a number, or a text in plain decimal notation. Other texts meet no condition. */
export function numberTextComparison(field: AudienceField, condition: NumberCondition): Comparison {
  const {from, to} = condition
  const only = onlyNumber(condition)
  const spellings = only === null ? null : decimalSpelling(only).all
  const aboveFrom = from ? boundTest(from, 'above') : () => true
  const belowTo = to ? boundTest(to, 'below') : () => true
  return {
    groq: (params) => fromBoolean(groqOfNumberText(condition, field.groq(params), params)),
    test: (lead) => {
      const own = field.read(lead)
      if (typeof own === 'number') return isInRange(own, condition)
      if (typeof own !== 'string') return false
      if (spellings) return spellings.includes(own)
      return isDecimalText(own) && aboveFrom(own) && belowTo(own)
    },
  }
}
