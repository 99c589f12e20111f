import type {NumberBound, NumberCondition} from '../condition.ts'
import {allOf, uncertain, type Comparison, type GroqCondition} from '../comparison.ts'
import type {AudienceField} from '../field.ts'
import type {GroqParams} from '../groqParams.ts'

/** The number that a range consists of, where it is only one. */
export function onlyNumber({from, to}: NumberCondition): number | null {
  return from && to && from.value === to.value && from.inclusive && to.inclusive ? from.value : null
}

/** Whether a number lies within both ends of a range. */
export function isInRange(value: number, {from, to}: NumberCondition): boolean {
  const above = !from || value > from.value || (from.inclusive && value === from.value)
  return above && (!to || value < to.value || (to.inclusive && value === to.value))
}

/** The range in GROQ, for an expression that may be a number. */
export function groqRange({from, to}: NumberCondition, own: string, params: GroqParams): string {
  const end = (bound: NumberBound | null, operator: string) =>
    bound ? [`${own} ${operator}${bound.inclusive ? '=' : ''} ${params.add(bound.value)}`] : []
  return allOf([...end(from, '>'), ...end(to, '<')])
}

function groqOf(condition: NumberCondition, own: string, params: GroqParams): GroqCondition {
  const only = onlyNumber(condition)
  if (only === null) return uncertain(groqRange(condition, own, params))
  const value = params.add(only)
  return {whenTrue: `${own} == ${value}`, whenFalse: `${own} != ${value}`}
}

/** Compares a number. */
export function numberComparison(field: AudienceField, condition: NumberCondition): Comparison {
  return {
    groq: (params) => groqOf(condition, field.groq(params), params),
    test: (lead) => {
      const own = field.read(lead)
      return typeof own === 'number' && isInRange(own, condition)
    },
  }
}
