import {z} from 'zod'
import type {FieldError} from '../envelope/envelope.ts'
import {normalizeEmail} from '../people/normalizeEmail.ts'
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
  z
    .union([z.string().max(max), z.null()], {error: `must be a text of at most ${max} characters`})
    .optional()

/** Schema of a body of both kinds of forms, from JSON and from HTML forms. */
export const IntakeBody = z.looseObject({
  site: optionalText(100),
  form: optionalText(100),
  email: z.string({error: 'must be a text'}).optional(),
  consent: z
    .unknown()
    .optional()
    .refine((value) => affirmation(value) !== undefined, {error: 'must be true or false'}),
  fields: z
    .record(z.string(), z.unknown(), {error: 'must be an object of names and values'})
    .optional(),
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

function sentValue(name: string, value: unknown): SentField | FieldError {
  if (name === '' || name.length > MAX_NAME_LENGTH || CONTROL.test(name)) {
    const reason = `The name of a field must have 1 to ${MAX_NAME_LENGTH} visible characters.`
    return {field: 'fields', reason}
  }
  const text = textOf(value)
  if (text === null) {
    return {field: name, reason: 'The value must be a text, a number, true or false.'}
  }
  if (text.includes('\u0000')) return {field: name, reason: 'The value holds a NUL character.'}
  return text.length > MAX_VALUE_LENGTH
    ? {field: name, reason: `The value is longer than ${MAX_VALUE_LENGTH} characters.`}
    : {name: name.toWellFormed(), value: text}
}

/**
 * The fields of the form in a body: first the members of `fields`, then all other members. Values become
 * text and are not changed otherwise.
 */
export function sentFields(body: IntakeBodyValue): {fields: SentField[]; problems: FieldError[]} {
  const others = Object.entries(body).filter(([name]) => !RESERVED_FIELDS.includes(name))
  const entries = new Map([...Object.entries(body.fields ?? {}), ...others])
  const present = [...entries].filter(([, value]) => value !== undefined && value !== null)
  if (present.length > MAX_FIELDS) {
    const reason = `A form may send at most ${MAX_FIELDS} fields.`
    return {fields: [], problems: [{field: 'fields', reason}]}
  }
  const results = present.map(([name, value]) => sentValue(name, value))
  return {
    fields: results.filter((result) => 'name' in result),
    problems: results.filter((result) => 'reason' in result),
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

function typeProblem(type: FormField['type'], value: string): string | null {
  switch (type) {
    case 'email': {
      const result = normalizeEmail(value)
      return result.ok ? null : result.reason
    }
    case 'tel':
      return /^[\d\s+()./x#*-]{3,40}$/iu.test(value) && /\d{3}/u.test(value.replace(/\D/gu, ''))
        ? null
        : 'This is not a telephone number.'
    case 'url':
      return isWebAddress(value) ? null : 'This is not a web address.'
    case 'number':
      return Number.isFinite(Number(value)) ? null : 'This is not a number.'
    case 'boolean':
      return affirmation(value) === undefined ? 'This is neither yes nor no.' : null
    default:
      return null
  }
}

/** Checks what was sent against the fields that the form defines. */
export function definedFieldProblems(
  defined: readonly FormField[],
  sent: readonly SentField[],
): FieldError[] {
  const values = new Map(sent.map((field) => [field.name, field.value.trim()]))
  return defined.flatMap((field) => {
    if (RESERVED_FIELDS.includes(field.name)) return []
    const value = values.get(field.name) ?? ''
    if (value === '') {
      return field.required ? [{field: field.name, reason: `${field.label} is missing.`}] : []
    }
    const reason = typeProblem(field.type, value)
    return reason ? [{field: field.name, reason}] : []
  })
}
