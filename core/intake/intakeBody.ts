import {z} from 'zod'
import {normalizeEmail} from '../people/normalizeEmail.ts'
import {fieldProblem, problem, type FieldProblem, type Problem} from '../problems/problem.ts'
import {inCode} from '../problems/zodProblems.ts'
import type {FormField} from './resolveForm.ts'

/** Name of the field that forms hide from people; only robots fill it. */
export const HONEYPOT_FIELD = 'website_url_confirm'

/** Most fields of a form, besides {@link RESERVED_FIELDS}. */
export const MAX_FIELDS = 50
/** Longest value of a field, in UTF-16 code units. */
const MAX_VALUE_LENGTH = 10_000
/** Longest name of a field, in UTF-16 code units. */
const MAX_NAME_LENGTH = 100

/** Members that intake itself reads; all others are fields of the form. */
export const RESERVED_FIELDS: readonly string[] = [
  'site',
  'form',
  'email',
  'consent',
  'fields',
  'page',
  'token',
  'locale',
  'timeZone',
  HONEYPOT_FIELD,
]

const AFFIRMATIVE = new Set(['true', 'on', '1', 'yes'])
const NEGATIVE = new Set(['false', 'off', '0', 'no', ''])

/** Parses a yes or no, also as browsers send ticked boxes; `undefined` for anything else. */
export function affirmation(value: unknown): boolean | undefined {
  if (value === undefined || value === null) return false
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const text = String(value).trim().toLowerCase()
  if (AFFIRMATIVE.has(text)) return true
  return NEGATIVE.has(text) ? false : undefined
}

const optionalText = (max: number) =>
  z.string(inCode('member.not-text')).max(max, inCode('member.text-up-to')).nullish()

/** Schema of a body of both kinds of forms, from JSON and from HTML forms. */
export const IntakeBody = z.looseObject({
  site: optionalText(100),
  form: optionalText(100),
  email: z.string(inCode('member.not-text')).optional(),
  consent: z
    .unknown()
    .optional()
    .refine((value) => affirmation(value) !== undefined, inCode('member.not-true-false')),
  fields: z.record(z.string(), z.unknown(), inCode('member.not-object')).optional(),
  page: optionalText(10_000),
  token: optionalText(2048),
  locale: optionalText(35),
  timeZone: optionalText(64),
  [HONEYPOT_FIELD]: z.unknown().optional(),
})

/** A body that matches {@link IntakeBody}. */
export type IntakeBodyValue = z.infer<typeof IntakeBody>

/** Whether a text is a BCP 47 language tag. */
export function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1
  } catch {
    return false
  }
}

/** A field as it was sent. */
export interface SentField {
  name: string
  value: string
}

const CONTROL = /\p{Cc}/u

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.toWellFormed()
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (!Array.isArray(value)) return null
  const parts = value.map(textOf)
  return parts.every((part) => part !== null) ? parts.join(', ') : null
}

function sentValue(name: string, value: unknown): SentField | FieldProblem {
  if (name === '' || name.length > MAX_NAME_LENGTH || CONTROL.test(name)) {
    return fieldProblem('fields', problem('entry.name', {limit: MAX_NAME_LENGTH}))
  }
  const text = textOf(value)
  if (text === null) return fieldProblem(name, problem('entry.type'))
  if (text.includes('\u0000')) return fieldProblem(name, problem('entry.nul'))
  return text.length > MAX_VALUE_LENGTH
    ? fieldProblem(name, problem('entry.too-long', {limit: MAX_VALUE_LENGTH}))
    : {name: name.toWellFormed(), value: text}
}

/**
 * The fields of the form in a body: first the members of `fields`, then all other members. Values become
 * text and are not changed otherwise.
 */
export function sentFields(body: IntakeBodyValue): {fields: SentField[]; problems: FieldProblem[]} {
  const others = Object.entries(body).filter(([name]) => !RESERVED_FIELDS.includes(name))
  const entries = new Map([...Object.entries(body.fields ?? {}), ...others])
  const present = [...entries].filter(([, value]) => value !== undefined && value !== null)
  if (present.length > MAX_FIELDS) {
    const tooMany = problem('entry.too-many', {limit: MAX_FIELDS})
    return {fields: [], problems: [fieldProblem('fields', tooMany)]}
  }
  const results = present.map(([name, value]) => sentValue(name, value))
  return {
    fields: results.filter((result) => 'name' in result),
    problems: results.filter((result) => 'code' in result),
  }
}

function isWebAddress(text: string): boolean {
  const withScheme = /^[a-z][a-z0-9+.-]*:/iu.test(text) ? text : `https://${text}`
  try {
    const url = new URL(withScheme)
    return (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname.includes('.')
  } catch {
    return false
  }
}

function typeProblem(type: FormField['type'], value: string): Problem | null {
  switch (type) {
    case 'email': {
      const result = normalizeEmail(value)
      return result.ok ? null : result.problem
    }
    case 'tel':
      return /^[\d\s+()./x#*-]{3,40}$/iu.test(value) && /\d{3}/u.test(value.replace(/\D/gu, ''))
        ? null
        : problem('entry.not-phone')
    case 'url':
      return isWebAddress(value) ? null : problem('entry.not-web-address')
    case 'number':
      return Number.isFinite(Number(value)) ? null : problem('entry.not-number')
    case 'boolean':
      return affirmation(value) === undefined ? problem('entry.not-yes-no') : null
    default:
      return null
  }
}

/** Checks what was sent against the fields that the form defines. */
export function definedFieldProblems(
  defined: readonly FormField[],
  sent: readonly SentField[],
): FieldProblem[] {
  const values = new Map(sent.map((field) => [field.name, field.value.trim()]))
  return defined.flatMap((field) => {
    if (RESERVED_FIELDS.includes(field.name)) return []
    const value = values.get(field.name) ?? ''
    if (value === '') {
      if (!field.required) return []
      return [fieldProblem(field.name, problem('entry.missing', {label: field.label}))]
    }
    const found = typeProblem(field.type, value)
    return found ? [fieldProblem(field.name, found)] : []
  })
}
