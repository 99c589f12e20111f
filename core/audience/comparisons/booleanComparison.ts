import type {BooleanCondition} from '../condition.ts'
import {certain, type Comparison} from '../comparison.ts'
import type {AudienceField} from '../field.ts'
import {folded} from './textComparison.ts'

/** What forms and spreadsheets write for yes and no. */
const WORDS: Readonly<Record<'true' | 'false', readonly string[]>> = {
  true: ['true', 'yes', 'on', '1'],
  false: ['false', 'no', 'off', '0'],
}

/** What a text says of yes or no; `null` for one that says neither. */
export function booleanOfWord(text: string): boolean | null {
  const word = folded(text) ?? ''
  if (WORDS.true.includes(word)) return true
  return WORDS.false.includes(word) ? false : null
}

/** Compares something that is true or false. */
export function booleanComparison(field: AudienceField, {value}: BooleanCondition): Comparison {
  return {
    groq: (params) => {
      const own = field.groq(params)
      const wanted = params.add(value)
      return {whenTrue: `${own} == ${wanted}`, whenFalse: `${own} != ${wanted}`}
    },
    test: (lead) => field.read(lead) === value,
  }
}

/** Compares a value that is true or false, or a text that says so. */
export function booleanTextComparison(field: AudienceField, {value}: BooleanCondition): Comparison {
  const words = WORDS[value ? 'true' : 'false']
  return {
    groq: (params) => {
      const own = field.groq(params)
      return certain(`(${own} == ${params.add(value)} || lower(${own}) in ${params.add(words)})`)
    },
    test: (lead) => {
      const own = field.read(lead)
      return own === value || words.includes(folded(own) ?? '')
    },
  }
}
