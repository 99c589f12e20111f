import {defineArrayMember, defineField, type FieldDefinition} from 'sanity'
import {
  fieldPath,
  LEAD_FIELD_NAMES,
  leadField,
  type LeadFieldName,
} from '../core/leads/leadFields.ts'
import {
  ENGAGEMENT_CHOICES,
  LEAD_SUBSCRIPTION_CHOICES,
  listOf,
  SOURCE_KIND_CHOICES,
  type Choice,
} from './fields/choices.ts'
import {utmField} from './fields/utmField.ts'

/** What the form of a lead says of a field beside what its type says. */
interface FormDetails {
  description?: string
  fieldset?: 'contact' | 'work'
  readOnly?: true
  isRequired?: true
  initialValue?: string
}

const DETAILS: Partial<Record<LeadFieldName, FormDetails>> = {
  email: {
    fieldset: 'contact',
    description: 'The record is filed under this address, so it can’t be changed here.',
    readOnly: true,
    isRequired: true,
  },
  phone: {fieldset: 'contact'},
  company: {fieldset: 'work'},
  jobTitle: {fieldset: 'work'},
  linkedIn: {description: 'Address of the profile page.'},
  status: {
    description: 'Changed in the Leads tool, which also notes who changed it and when.',
    readOnly: true,
    isRequired: true,
  },
  engagement: {
    description: 'What came of the mail we sent.',
    readOnly: true,
    isRequired: true,
    initialValue: 'none',
  },
  subscription: {
    description: 'Follows the newsletter subscription; only the person can turn it on.',
    readOnly: true,
    isRequired: true,
    initialValue: 'none',
  },
  score: {description: 'Set by people in the Leads tool.', readOnly: true},
  owner: {description: 'Id of the user who looks after this lead.'},
  lists: {description: 'Ids of the lists this lead is on.', readOnly: true},
  campaigns: {description: 'Ids of the campaigns this lead was part of.', readOnly: true},
  createdAt: {readOnly: true, isRequired: true},
  lastContactAt: {readOnly: true},
  lastActivityAt: {readOnly: true},
}

const GROUPS: Readonly<Record<string, string>> = {
  person: 'person',
  sales: 'sales',
  membership: 'sales',
  dates: 'source',
}

/** A field of the schema, by the type that the registry gives it. */
function schemaField(name: LeadFieldName, statuses: readonly Choice[]): FieldDefinition {
  const {type, title, group, maxLength} = leadField(name)
  const {isRequired, initialValue, ...details} = DETAILS[name] ?? {}
  const base = {name, title, group: GROUPS[group] ?? 'person', ...details}
  switch (type) {
    case 'number':
      return defineField({...base, type: 'number'})
    case 'moment':
      return defineField({
        ...base,
        type: 'datetime',
        validation: (rule) => (isRequired ? rule.required() : rule),
      })
    case 'tags':
    case 'references':
      return defineField({
        ...base,
        type: 'array',
        of: [defineArrayMember({type: 'string'})],
        ...(type === 'tags' && {options: {layout: 'tags'}}),
        validation: (rule) => rule.unique(),
      })
    case 'email':
      return defineField({...base, type: 'string', validation: (rule) => rule.required().email()})
    default: {
      const choices = choicesOf(name, statuses)
      return defineField({
        ...base,
        type: 'string',
        ...(initialValue !== undefined && {initialValue}),
        ...(choices.length > 0 && {options: {list: listOf(choices)}}),
        validation: (rule) => {
          const limited = maxLength === undefined ? rule : rule.max(maxLength)
          return isRequired ? limited.required() : limited
        },
      })
    }
  }
}

function choicesOf(name: LeadFieldName, statuses: readonly Choice[]): readonly Choice[] {
  if (name === 'status') return statuses
  if (name === 'engagement') return ENGAGEMENT_CHOICES
  return name === 'subscription' ? LEAD_SUBSCRIPTION_CHOICES : []
}

/** How the lead came to the site first. */
function sourceField() {
  return defineField({
    name: 'source',
    title: 'Source',
    type: 'object',
    group: 'source',
    description: 'How the lead came to us first.',
    readOnly: true,
    options: {columns: 2},
    fields: [
      defineField({
        name: 'kind',
        title: 'Kind',
        type: 'string',
        options: {
          list: listOf(SOURCE_KIND_CHOICES),
        },
        validation: (rule) => rule.required(),
      }),
      defineField({
        name: 'label',
        title: 'Label',
        type: 'string',
        validation: (rule) => rule.required(),
      }),
      defineField({name: 'formId', title: 'Form', type: 'string'}),
      defineField({name: 'pageUrl', title: 'Page', type: 'string'}),
      defineField({
        name: 'importId',
        title: 'Import',
        type: 'string',
        description: 'Id of the import that created the lead.',
      }),
      defineField({
        name: 'row',
        title: 'Row',
        type: 'number',
        description: 'Line of the imported file.',
      }),
      utmField(),
    ],
    validation: (rule) => rule.required(),
  })
}

/**
 * The fields of a lead that the registry declares, in its order.
 *
 * @param statuses - as `leadType` takes them
 */
export function leadSchemaFields(statuses: readonly Choice[]): FieldDefinition[] {
  // What is nested belongs to the source.
  const own = LEAD_FIELD_NAMES.filter((name) => fieldPath(name) === name)
  return [...own.map((name) => schemaField(name, statuses)), sourceField()]
}
