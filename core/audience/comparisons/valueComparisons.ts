import type {Comparison} from '../comparison.ts'
import type {BooleanCondition, ChoiceCondition, SetCondition, TextCondition} from '../condition.ts'
import type {AudienceField} from '../field.ts'
import {
  allOf,
  anyOf,
  fromBoolean,
  fromNullable,
  type GroqCondition,
  type GroqParams,
} from '../groqCondition.ts'

/** As GROQ's `lower()`; `null` for other types. */
function lower(value: unknown): string | null {
  return typeof value === 'string' ? value.toLowerCase() : null
}

/**
 * A character that a text does not have. Appended to both a text and its possible end, it lets
 * `string::split` find the end: GROQ has no `endsWith`.
 */
function unusedCharacter(text: string): string {
  const preferred = ['|', '~', '^', '\u00a6'].find((mark) => !text.includes(mark))
  if (preferred !== undefined) return preferred
  let code = 0x21
  while (text.includes(String.fromCharCode(code))) code += 1
  return String.fromCharCode(code)
}

const TEXT_TESTS: Readonly<Record<TextCondition['how'], (own: string, wanted: string) => boolean>> =
  {
    is: (own, wanted) => own === wanted,
    contains: (own, wanted) => own.includes(wanted),
    startsWith: (own, wanted) => own.startsWith(wanted),
    endsWith: (own, wanted) => own.endsWith(wanted),
  }

function groqOfText(
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
      const mark = unusedCharacter(wanted)
      const end = params.add(`${wanted}${mark}`)
      return `string::split(${own} + ${params.add(mark)}, ${end})[-1] == ""`
    }
  }
}

function groqOfTexts(
  how: TextCondition['how'],
  own: string,
  wanted: readonly string[],
  params: GroqParams,
): GroqCondition {
  if (how === 'is') {
    if (wanted.length > 1) return fromBoolean(`${own} in ${params.add(wanted)}`)
    const value = params.add(wanted[0] ?? '')
    return {whenTrue: `${own} == ${value}`, whenFalse: `${own} != ${value}`}
  }
  const expression = anyOf(wanted.map((text) => groqOfText(how, own, text, params)))
  return how === 'endsWith' ? fromBoolean(expression) : fromNullable(expression)
}

/** Compares a text, without regard to case. */
export function textComparison(field: AudienceField, {how, texts}: TextCondition): Comparison {
  const wanted = texts.map((text) => text.toLowerCase())
  const test = TEXT_TESTS[how]
  return {
    groq: (params) => groqOfTexts(how, `lower(${field.groq(params)})`, wanted, params),
    test: (lead) => {
      const own = lower(field.read(lead))
      return own !== null && wanted.some((text) => test(own, text))
    },
  }
}

/** Whether there is a text that is not empty. */
export function textKnown(field: AudienceField): Comparison {
  return {
    groq: (params) => {
      const own = `lower(${field.groq(params)})`
      return {whenTrue: `${own} > ""`, whenFalse: `(${own} == null || ${own} == "")`}
    },
    test: (lead) => (lower(field.read(lead)) ?? '') !== '',
  }
}

/** Compares an identifier, exactly. */
export function choiceComparison(field: AudienceField, {values}: ChoiceCondition): Comparison {
  return {
    groq: (params) => {
      const own = field.groq(params)
      if (values.length > 1) return fromBoolean(`${own} in ${params.add(values)}`)
      const value = params.add(values[0] ?? null)
      return {whenTrue: `${own} == ${value}`, whenFalse: `${own} != ${value}`}
    },
    test: (lead) => values.some((value) => value === field.read(lead)),
  }
}

/** Whether there is an identifier or a date that is not an empty text. */
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

/** Whether there is a value of any type. */
export function valueKnown(field: AudienceField): Comparison {
  return {
    groq: (params) => {
      const own = field.groq(params)
      return {whenTrue: `${own} != null`, whenFalse: `${own} == null`}
    },
    test: (lead) => (field.read(lead) ?? null) !== null,
  }
}

function groqOfSet({how, values}: SetCondition, own: string, params: GroqParams): GroqCondition {
  const members = values.map((value) => `${params.add(value)} in ${own}`)
  if (how === 'exactly') {
    return fromNullable(allOf([`count(${own}) == ${params.add(values.length)}`, ...members]))
  }
  const join = how === 'any' ? anyOf : allOf
  const joinOpposite = how === 'any' ? allOf : anyOf
  // A value that is no list has no members: `in` and `count` are null for it.
  const lacking = joinOpposite(members.map((member) => `!(${member})`))
  return {whenTrue: join(members), whenFalse: `(${lacking} || count(${own}) == null)`}
}

/** Compares a list of identifiers, exactly. */
export function setComparison(field: AudienceField, condition: SetCondition): Comparison {
  const {how, values} = condition
  return {
    groq: (params) => groqOfSet(condition, field.groq(params), params),
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

/** What forms and spreadsheets write for yes and no. */
const WORDS: Readonly<Record<'true' | 'false', readonly string[]>> = {
  true: ['true', 'yes', 'on', '1'],
  false: ['false', 'no', 'off', '0'],
}

/** Parses a word for yes or no; `null` for any other text. */
export function parseBooleanWord(text: string): boolean | null {
  const word = text.toLowerCase()
  if (WORDS.true.includes(word)) return true
  return WORDS.false.includes(word) ? false : null
}

/** Compares a boolean. */
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

/** Compares a boolean, or a word for yes or no. */
export function booleanTextComparison(field: AudienceField, {value}: BooleanCondition): Comparison {
  const words = WORDS[value ? 'true' : 'false']
  return {
    groq: (params) => {
      const own = field.groq(params)
      return fromBoolean(
        `(${own} == ${params.add(value)} || lower(${own}) in ${params.add(words)})`,
      )
    },
    test: (lead) => {
      const own = field.read(lead)
      return own === value || words.includes(lower(own) ?? '')
    },
  }
}
