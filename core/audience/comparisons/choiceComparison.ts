import type {ChoiceCondition} from '../condition.ts'
import {certain, type Comparison} from '../comparison.ts'
import type {AudienceField} from '../field.ts'

/** Compares an identifier, exactly. */
export function choiceComparison(field: AudienceField, {values}: ChoiceCondition): Comparison {
  return {
    groq: (params) => {
      const own = field.groq(params)
      if (values.length > 1) return certain(`${own} in ${params.add(values)}`)
      const value = params.add(values[0] ?? null)
      return {whenTrue: `${own} == ${value}`, whenFalse: `${own} != ${value}`}
    },
    test: (lead) => values.some((value) => value === field.read(lead)),
  }
}

/** Whether an identifier or a date is there and not an empty text. */
export function choiceKnown(field: AudienceField): Comparison {
  return {
    groq: (params) => {
      const own = field.groq(params)
      return {
        whenTrue: `(${own} != null && ${own} != "")`,
        whenFalse: `(${own} == null || ${own} == "")`,
      }
    },
    test: (lead) => {
      const own = field.read(lead) ?? null
      return own !== null && own !== ''
    },
  }
}

/** Whether a value of any kind is there. */
export function valueKnown(field: AudienceField): Comparison {
  return {
    groq: (params) => {
      const own = field.groq(params)
      return {whenTrue: `${own} != null`, whenFalse: `${own} == null`}
    },
    test: (lead) => (field.read(lead) ?? null) !== null,
  }
}
