import type {GroqParams} from './groqParams.ts'
import type {FieldType} from './operators.ts'

/**
 * How a field's values are kept, which decides how they are compared:
 * `numberText` and `booleanText` are texts that mean a number or yes and no, as forms send them;
 * `moment` is a time in ISO 8601 UTC, `day` a day of the calendar, `YYYY-MM-DD`.
 */
export type FieldStorage =
  | 'text'
  | 'choice'
  | 'set'
  | 'number'
  | 'numberText'
  | 'boolean'
  | 'booleanText'
  | 'moment'
  | 'day'
  | 'activity'
  | 'segment'

/** What a builder offers as values, where they are not fixed: documents or data of the site. */
export type OptionSource =
  | 'statuses'
  | 'tags'
  | 'lists'
  | 'campaigns'
  | 'segments'
  | 'owners'
  | 'forms'
  | 'consentTexts'

/** Where a builder lists a field. */
export type FieldGroup =
  | 'person'
  | 'sales'
  | 'membership'
  | 'activity'
  | 'dates'
  | 'source'
  | 'consent'
  | 'custom'
  | 'customer'

/** Something that a condition can ask about a lead. */
export interface AudienceField {
  /** Name, as definitions store it. */
  name: string
  type: FieldType
  storage: FieldStorage
  group: FieldGroup
  /** Key of its name in `AUDIENCE_STRINGS`. */
  labelKey: string
  /** Its name as people gave it; for custom fields, which no locale bundle knows. */
  label: string | null
  /** The values there are, in order; the key of each one's title is `option.<name>.<value>`. */
  options: readonly string[]
  /** Where other values come from. */
  optionsFrom: OptionSource | null
  /** The GROQ expression of the value: text of this code, with nothing in it but parameters. */
  groq: (params: GroqParams) => string
  /** The same value of a lead in memory; `null` where there is none. */
  read: (lead: unknown) => unknown
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An attribute of a value; `null` where it has none, as in GROQ. */
export function attributeOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? (value[name] ?? null) : null
}

/** The value at the end of a path of attributes. */
export function valueAt(document: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(attributeOf, document)
}
