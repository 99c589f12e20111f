import type {TextCondition} from '../condition.ts'
import {anyOf, certain, uncertain, type Comparison, type GroqCondition} from '../comparison.ts'
import type {AudienceField} from '../field.ts'
import type {GroqParams} from '../groqParams.ts'

/** A text as it is compared: GROQ's `lower()`. `null` for what is no text. */
export function folded(value: unknown): string | null {
  return typeof value === 'string' ? value.toLowerCase() : null
}

/**
 * A character that a text does not have. Put behind both a text and what it may end with, it lets
 * `string::split` find the end: GROQ has no `endsWith`.
 */
function markFor(text: string): string {
  return ['|', '~', '^', '\u00a6'].find((mark) => !text.includes(mark)) ?? unusedMark(text)
}

function unusedMark(text: string): string {
  let code = 0x21
  while (text.includes(String.fromCharCode(code))) code += 1
  return String.fromCharCode(code)
}

const TESTS: Readonly<Record<TextCondition['how'], (own: string, wanted: string) => boolean>> = {
  is: (own, wanted) => own === wanted,
  contains: (own, wanted) => own.includes(wanted),
  startsWith: (own, wanted) => own.startsWith(wanted),
  endsWith: (own, wanted) => own.endsWith(wanted),
}

function oneText(
  how: Exclude<TextCondition['how'], 'is'>,
  own: string,
  wanted: string,
  params: GroqParams,
): string {
  switch (how) {
    case 'contains':
      return `count(string::split(${own}, ${params.add(wanted)})) > 1`
    case 'startsWith':
      return `string::startsWith(${own}, ${params.add(wanted)})`
    default: {
      const mark = markFor(wanted)
      const end = params.add(`${wanted}${mark}`)
      return `string::split(${own} + ${params.add(mark)}, ${end})[-1] == ""`
    }
  }
}

function groqOf(condition: TextCondition, own: string, params: GroqParams): GroqCondition {
  const wanted = condition.texts.map((text) => text.toLowerCase())
  const [first = ''] = wanted
  const {how} = condition
  if (how === 'is') {
    if (wanted.length > 1) return certain(`${own} in ${params.add(wanted)}`)
    const value = params.add(first)
    return {whenTrue: `${own} == ${value}`, whenFalse: `${own} != ${value}`}
  }
  const text = anyOf(wanted.map((one) => oneText(how, own, one, params)))
  return how === 'endsWith' ? certain(text) : uncertain(text)
}

/** Compares a text, without regard to case. */
export function textComparison(field: AudienceField, condition: TextCondition): Comparison {
  const wanted = condition.texts.map((text) => text.toLowerCase())
  const test = TESTS[condition.how]
  return {
    groq: (params) => groqOf(condition, `lower(${field.groq(params)})`, params),
    test: (lead) => {
      const own = folded(field.read(lead))
      return own !== null && wanted.some((one) => test(own, one))
    },
  }
}

/** Whether a text is there and not empty. */
export function textKnown(field: AudienceField): Comparison {
  return {
    groq: (params) => {
      const own = `lower(${field.groq(params)})`
      return {whenTrue: `${own} > ""`, whenFalse: `(${own} == null || ${own} == "")`}
    },
    test: (lead) => (folded(field.read(lead)) ?? '') !== '',
  }
}
