import type {NumberBound, NumberCondition} from '../condition.ts'
import {allOf, certain, type Comparison} from '../comparison.ts'
import type {AudienceField} from '../field.ts'
import type {GroqParams} from '../groqParams.ts'
import {
  DECIMAL_CHARACTERS,
  decimalSpelling,
  FRACTION_DIGITS,
  isDecimalText,
  MINUS_ZEROS,
  WHOLE_DIGITS,
  wholeLength,
  type DecimalSpelling,
} from './decimalText.ts'
import {groqRange, isInRange, onlyNumber} from './numberComparison.ts'

type Side = 'above' | 'below'

/** Whether the size of the text must be greater than the number's, and not smaller. */
function wantsGreater({negative}: DecimalSpelling, side: Side): boolean {
  return negative === (side === 'below')
}

function endTest(bound: NumberBound, side: Side): (text: string) => boolean {
  const spelling = decimalSpelling(bound.value)
  const {negative, shortest, longest} = spelling
  const greater = wantsGreater(spelling, side)
  return (text) => {
    // On the far side of nought, the sign settles it.
    if (text.startsWith('-') !== negative) return negative === (side === 'above')
    const length = wholeLength(text)
    if (length !== spelling.wholeLength) return length > spelling.wholeLength === greater
    if (greater) return bound.inclusive ? text >= shortest : text > longest
    return bound.inclusive ? text <= longest : text < shortest
  }
}

/** {@link endTest} in GROQ, where `@` is the text. */
function groqEnd(bound: NumberBound, side: Side, params: GroqParams): string {
  const spelling = decimalSpelling(bound.value)
  const {negative, shortest, longest} = spelling
  const greater = wantsGreater(spelling, side)
  const isNegative = 'string::startsWith(@, "-")'
  const sameSign = negative ? isNegative : `!${isNegative}`
  const otherSign = negative ? `!${isNegative}` : isNegative
  const length = 'length(string::split(string::split(@, "-")[-1], ".")[0])'
  const wanted = params.add(spelling.wholeLength)
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

/** Whether `@` is a text that means a number, as {@link isDecimalText} has it. */
function groqIsDecimal(params: GroqParams): string {
  const size = 'string::split(@, "-")[-1]'
  const parts = `string::split(${size}, ".")`
  return allOf([
    `count(string::split(@, "")[!(@ in ${params.add(DECIMAL_CHARACTERS)})]) == 0`,
    `(@ == ${size} || @ == "-" + ${size})`,
    `!(@ in ${params.add(MINUS_ZEROS)})`,
    `length(${parts}[0]) > 0`,
    `length(${parts}[0]) <= ${params.add(WHOLE_DIGITS)}`,
    `(${parts}[0] == "0" || !string::startsWith(${parts}[0], "0"))`,
    `(count(${parts}) == 1 || (count(${parts}) == 2 && length(${parts}[1]) > 0 && length(${parts}[1]) <= ${params.add(FRACTION_DIGITS)}))`,
  ])
}

function groqOf(condition: NumberCondition, own: string, params: GroqParams): string {
  const only = onlyNumber(condition)
  if (only !== null) {
    return `(${own} == ${params.add(only)} || ${own} in ${params.add(decimalSpelling(only).all)})`
  }
  const {from, to} = condition
  const text = allOf([
    groqIsDecimal(params),
    ...(from ? [groqEnd(from, 'above', params)] : []),
    ...(to ? [groqEnd(to, 'below', params)] : []),
  ])
  // A list of one, so that the expression has a name, `@`.
  return `count([${own}][${groqRange(condition, '@', params)} || ${text}]) > 0`
}

/**
 * Compares a number, or a text that means one: forms send texts, and GROQ can't turn a text into a
 * number. Texts in plain decimal notation are compared by their digits; others fit no condition.
 */
export function numberTextComparison(field: AudienceField, condition: NumberCondition): Comparison {
  const {from, to} = condition
  const only = onlyNumber(condition)
  const spellings = only === null ? null : decimalSpelling(only).all
  const aboveFrom = from ? endTest(from, 'above') : () => true
  const belowTo = to ? endTest(to, 'below') : () => true
  return {
    groq: (params) => certain(groqOf(condition, field.groq(params), params)),
    test: (lead) => {
      const own = field.read(lead)
      if (typeof own === 'number') return isInRange(own, condition)
      if (typeof own !== 'string') return false
      if (spellings) return spellings.includes(own)
      return isDecimalText(own) && aboveFrom(own) && belowTo(own)
    },
  }
}
