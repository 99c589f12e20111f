import {defineField} from 'sanity'

/** Who the lead is. What people may write is checked in `core/leads/editableFields.ts`. */
export function personFields() {
  return [
    defineField({
      name: 'name',
      title: 'Name',
      type: 'string',
      group: 'person',
      validation: (rule) => rule.max(200),
    }),
    defineField({
      name: 'email',
      title: 'E-mail',
      type: 'string',
      group: 'person',
      fieldset: 'contact',
      description: 'The record is filed under this address, so it can’t be changed here.',
      readOnly: true,
      validation: (rule) => rule.required().email(),
    }),
    defineField({
      name: 'phone',
      title: 'Phone',
      type: 'string',
      group: 'person',
      fieldset: 'contact',
      validation: (rule) => rule.max(60),
    }),
    defineField({
      name: 'company',
      title: 'Company',
      type: 'string',
      group: 'person',
      fieldset: 'work',
      validation: (rule) => rule.max(200),
    }),
    defineField({
      name: 'jobTitle',
      title: 'Job title',
      type: 'string',
      group: 'person',
      fieldset: 'work',
      validation: (rule) => rule.max(200),
    }),
    defineField({
      name: 'linkedIn',
      title: 'LinkedIn',
      type: 'string',
      group: 'person',
      description: 'Address of the profile page.',
      validation: (rule) => rule.max(300),
    }),
  ]
}
