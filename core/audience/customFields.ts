import {customFieldTitle} from '../leads/customFieldTitle.ts'
import {attributeOf, type AudienceField, type FieldStorage} from './field.ts'
import type {FieldType} from './operators.ts'

/** Types of custom fields. Their values are stored as texts. */
export type CustomFieldType = 'text' | 'number' | 'boolean' | 'date'

/** A custom field of a site's leads. */
export interface CustomFieldDefinition {
  /** Name as leads carry it. */
  name: string
  /** Its label; `customFieldTitle` makes one of the name where it has none. */
  title?: string | null
  type: CustomFieldType
}

/** Prefix of the names of custom fields in definitions. */
export const CUSTOM_FIELD_PREFIX = 'customFields.'

const STORAGE: Readonly<Record<CustomFieldType, FieldStorage>> = {
  text: 'text',
  number: 'numberText',
  boolean: 'booleanText',
  date: 'day',
}

function customValue(lead: unknown, name: string): unknown {
  const entries = attributeOf(lead, 'customFields')
  if (!Array.isArray(entries)) return null
  const entry: unknown = entries.find((candidate) => attributeOf(candidate, 'name') === name)
  return attributeOf(entry, 'value')
}

/** The audience field of a custom field. Its name is a parameter of queries, never part of their text. */
export function customField({name, title, type}: CustomFieldDefinition): AudienceField {
  const fieldType: FieldType = type
  return {
    name: `${CUSTOM_FIELD_PREFIX}${name}`,
    type: fieldType,
    storage: STORAGE[type],
    group: 'custom',
    labelKey: 'field.custom',
    label: customFieldTitle({name, title: title ?? null}),
    options: [],
    optionsFrom: null,
    groq: (params) => `customFields[name == ${params.add(name)}][0].value`,
    read: (lead) => customValue(lead, name),
  }
}
