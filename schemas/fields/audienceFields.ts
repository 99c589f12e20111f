import {defineField} from 'sanity'
import {siteField} from './siteField.ts'

/** Title and description, which people give to segments, lists and campaigns alike. */
export function audienceFields() {
  return [
    defineField({
      name: 'title',
      title: 'Title',
      type: 'string',
      validation: (rule) => rule.required().max(120),
    }),
    defineField({
      name: 'description',
      title: 'Description',
      type: 'text',
      rows: 2,
      description: 'What it is for, so that colleagues can tell it from others.',
    }),
    siteField(),
  ]
}
