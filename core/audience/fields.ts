import {CONSENT_PURPOSE_TITLES, SOURCE_KIND_TITLES} from '../leads/choiceTitles.ts'
import {fieldPath, LEAD_FIELD_NAMES, leadField, type LeadFieldType} from '../leads/leadFields.ts'
import {ACTIVITY_FIELDS} from './activityFields.ts'
import {customField, type CustomFieldDefinition} from './customFields.ts'
import {
  attributeOf,
  valueAt,
  type AudienceField,
  type FieldGroup,
  type FieldStorage,
  type OptionSource,
} from './field.ts'
import type {FieldType} from './operators.ts'

/** The fields that conditions can use, by name, in the order in which a builder lists them. */
export type FieldRegistry = ReadonlyMap<string, AudienceField>

interface FieldDetails {
  options?: readonly string[]
  optionsFrom?: OptionSource
  /** Path of the attribute, where it is not the field's name. */
  path?: string
}

const STORAGE: Readonly<Record<FieldType, FieldStorage>> = {
  text: 'text',
  choice: 'choice',
  set: 'set',
  number: 'number',
  boolean: 'boolean',
  date: 'moment',
  activity: 'activity',
  segment: 'segment',
}

function field(
  group: FieldGroup,
  type: FieldType,
  name: string,
  {options = [], optionsFrom, path = name}: FieldDetails = {},
): AudienceField {
  const segments = path.split('.')
  return {
    name,
    type,
    storage: STORAGE[type],
    group,
    labelKey: `field.${name}`,
    label: null,
    options,
    optionsFrom: optionsFrom ?? null,
    groq: () => path,
    read: (lead) => valueAt(lead, segments),
  }
}

const emailDomain: AudienceField = {
  ...field('person', 'text', 'emailDomain'),
  groq: () => 'select(count(string::split(email, "@")) > 1 => string::split(email, "@")[-1])',
  read: (lead) => {
    const email = attributeOf(lead, 'email')
    return typeof email === 'string' && email.includes('@') ? email.split('@').at(-1) : null
  },
}

const TYPES: Readonly<Record<LeadFieldType, FieldType>> = {
  text: 'text',
  email: 'text',
  phone: 'text',
  linkedIn: 'text',
  user: 'choice',
  choice: 'choice',
  tags: 'set',
  references: 'set',
  number: 'number',
  moment: 'date',
}

const segment: AudienceField = {
  ...field('membership', 'segment', 'segment', {optionsFrom: 'segments'}),
  groq: () => 'null',
  read: () => null,
}

/** The fields of a lead, each followed by what is derived of it. */
const OWN_FIELDS = LEAD_FIELD_NAMES.flatMap((name): AudienceField[] => {
  const {type, group, options, optionsFrom} = leadField(name)
  // What is nested goes by its path, with its neighbours.
  if (fieldPath(name) !== name) return []
  const own = field(group, TYPES[type], name, {
    ...(options && {options}),
    ...(optionsFrom && {optionsFrom}),
  })
  if (name === 'email') return [own, emailDomain]
  return name === 'campaigns' ? [own, segment, ...ACTIVITY_FIELDS] : [own]
})

const AUDIENCE_FIELDS: readonly AudienceField[] = [
  ...OWN_FIELDS,
  field('source', 'choice', 'source.kind', {options: Object.keys(SOURCE_KIND_TITLES)}),
  field('source', 'text', 'source.label'),
  field('source', 'choice', 'source.formId', {optionsFrom: 'forms'}),
  field('source', 'text', 'source.pageUrl'),
  field('source', 'text', 'source.utm.source'),
  field('source', 'text', 'source.utm.medium'),
  field('source', 'text', 'source.utm.campaign'),
  field('source', 'text', 'source.utm.term'),
  field('source', 'text', 'source.utm.content'),
  field('consent', 'boolean', 'consent.given'),
  field('consent', 'date', 'consent.at'),
  field('consent', 'choice', 'consent.purpose', {options: Object.keys(CONSENT_PURPOSE_TITLES)}),
  field('consent', 'choice', 'consent.textId', {optionsFrom: 'consentTexts'}),
  field('consent', 'number', 'consent.textVersion'),
]

/**
 * Every field that conditions on the leads of a site can use.
 *
 * This and `activityComparison` are the only places that field paths come from. They are texts of
 * this code, so no query holds a text that somebody typed: names of custom fields and all values
 * are parameters.
 *
 * @param customFields - those that the site has defined; of two with one name the first counts
 */
export function audienceFields(customFields: readonly CustomFieldDefinition[] = []): FieldRegistry {
  const registry = new Map(AUDIENCE_FIELDS.map((entry) => [entry.name, entry]))
  for (const definition of customFields) {
    const entry = customField(definition)
    if (!registry.has(entry.name)) registry.set(entry.name, entry)
  }
  return registry
}
