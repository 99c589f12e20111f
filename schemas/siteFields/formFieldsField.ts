import {defineArrayMember, defineField} from 'sanity'
import {fieldName} from '../validation/formats.ts'
import {formFieldsUsable, formFieldTargetsUnique} from '../validation/forms.ts'

const FIELD_TYPES = [
  {value: 'string', title: 'Text'},
  {value: 'text', title: 'Long text'},
  {value: 'email', title: 'E-mail'},
  {value: 'tel', title: 'Phone'},
  {value: 'url', title: 'Web address'},
  {value: 'number', title: 'Number'},
  {value: 'boolean', title: 'Yes or no'},
]

/** Fields of a lead that a form may fill; the list is that of `core/intake/leadAttributes.ts`. */
const LEAD_FIELDS = [
  {value: 'email', title: 'E-mail'},
  {value: 'name', title: 'Name'},
  {value: 'phone', title: 'Phone'},
  {value: 'company', title: 'Company'},
  {value: 'jobTitle', title: 'Job title'},
  {value: 'linkedIn', title: 'LinkedIn'},
]

/** What a form asks for, beside the e-mail address that every form has. */
export function formFieldsField() {
  return defineField({
    name: 'fields',
    title: 'Fields',
    type: 'array',
    of: [
      defineArrayMember({
        type: 'object',
        options: {columns: 2},
        fields: [
          defineField({
            name: 'label',
            title: 'Label',
            type: 'string',
            validation: (rule) => rule.required().max(120),
          }),
          defineField({
            name: 'name',
            title: 'Name',
            type: 'string',
            description: 'As the site sends it.',
            validation: (rule) => rule.required().custom(fieldName),
          }),
          defineField({
            name: 'type',
            title: 'Type',
            type: 'string',
            options: {list: FIELD_TYPES.map((type) => ({...type}))},
            initialValue: 'string',
            validation: (rule) => rule.required(),
          }),
          defineField({
            name: 'leadField',
            title: 'Goes into',
            type: 'string',
            description: 'Field of the lead. Without one it becomes a custom field.',
            options: {list: LEAD_FIELDS.map((field) => ({...field}))},
          }),
          defineField({
            name: 'required',
            title: 'Required',
            type: 'boolean',
            initialValue: false,
            validation: (rule) => rule.required(),
          }),
        ],
        preview: {select: {title: 'label', subtitle: 'name'}},
      }),
    ],
    validation: (rule) => [
      rule.required(),
      rule.custom(formFieldsUsable),
      rule.custom(formFieldTargetsUnique).warning(),
    ],
  })
}
