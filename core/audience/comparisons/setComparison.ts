import type {SetCondition} from '../condition.ts'
import {allOf, anyOf, uncertain, type Comparison, type GroqCondition} from '../comparison.ts'
import type {AudienceField} from '../field.ts'
import type {GroqParams} from '../groqParams.ts'

function groqOf({how, values}: SetCondition, own: string, params: GroqParams): GroqCondition {
  const members = values.map((value) => `${params.add(value)} in ${own}`)
  if (how === 'exactly') {
    return uncertain(allOf([`count(${own}) == ${params.add(values.length)}`, ...members]))
  }
  const join = how === 'any' ? anyOf : allOf
  const joinOpposite = how === 'any' ? allOf : anyOf
  // What is no list has no members, and `in` is null for it; `count` is, too.
  const lacking = joinOpposite(members.map((member) => `!(${member})`))
  return {whenTrue: join(members), whenFalse: `(${lacking} || count(${own}) == null)`}
}

/** Compares a list of identifiers, exactly. */
export function setComparison(field: AudienceField, condition: SetCondition): Comparison {
  const {how, values} = condition
  return {
    groq: (params) => groqOf(condition, field.groq(params), params),
    test: (lead) => {
      const own = field.read(lead)
      if (!Array.isArray(own)) return false
      const has = (value: string) => own.some((member) => member === value)
      if (how === 'any') return values.some(has)
      return values.every(has) && (how === 'all' || own.length === values.length)
    },
  }
}

/** Whether a list has a member. */
export function setKnown(field: AudienceField): Comparison {
  return {
    groq: (params) => {
      const size = `count(${field.groq(params)})`
      return {whenTrue: `${size} > 0`, whenFalse: `(${size} == null || ${size} == 0)`}
    },
    test: (lead) => {
      const own = field.read(lead)
      return Array.isArray(own) && own.length > 0
    },
  }
}
