import {z} from 'zod'

/** Name of the field that forms hide from people; whoever fills it is a robot. */
export const HONEYPOT_FIELD = 'website_url_confirm'

/** Most fields that a form may send besides those that intake itself knows. */
export const MAX_FIELDS = 50
/** Longest value of a field, in UTF-16 code units. */
export const MAX_VALUE_LENGTH = 10_000
/** Longest name of a field, in UTF-16 code units. */
export const MAX_NAME_LENGTH = 100

/** Names that intake itself knows; everything else is a field of the form. */
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

/** `true` and what browsers send for a ticked box; `undefined` for what is neither yes nor no. */
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

/**
 * Form of a body for both kinds of form, from JSON and from HTML forms alike. Members that it does
 * not name are fields of the form.
 */
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

/** A body that has the right form. */
export type IntakeBodyValue = z.infer<typeof IntakeBody>

/** Whether a text is a BCP 47 language tag. */
export function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1
  } catch {
    return false
  }
}
