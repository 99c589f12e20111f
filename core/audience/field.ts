import type {GroqParams} from './groqCondition.ts'
import type {FieldType} from './operators.ts'

/**
 * How a field's values are stored, which decides how they are compared. `numberText` and
 * `booleanText` are texts that stand for a number or a boolean, as forms send them; `moment` is a
 * time in ISO 8601 UTC, `day` a day of the calendar, `YYYY-MM-DD`.
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

/** Where a builder gets the values that it offers, unless they are fixed. */
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

/** A field of leads that conditions can compare. */
export interface AudienceField {
  /** Name, as definitions store it. */
  name: string
  type: FieldType
  storage: FieldStorage
  group: FieldGroup
  /** Key of its name in `AUDIENCE_STRINGS`. */
  labelKey: string
  /** Its title, for custom fields, which are in no locale bundle. */
  label: string | null
  /** All fixed values, in order; the key of each one's title is `option.<name>.<value>`. */
  options: readonly string[]
  /** Where other values come from. */
  optionsFrom: OptionSource | null
  /** The GROQ expression of the value: a constant text and parameters, never user input. */
  groq: (params: GroqParams) => string
  /** The same value from a lead in memory; `null` where there is none. */
  read: (lead: unknown) => unknown
}

/** Whether a value is an object that is not a list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An attribute of a value; `null` where it has none, as in GROQ. */
export function attributeOf(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? (value[name] ?? null) : null
}

/** The value at the end of a path of attributes. */
export function valueAt(document: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(attributeOf, document)
}
