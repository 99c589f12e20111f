import {defineField} from 'sanity'
import {requiredField} from './requiredField.ts'
import {siteField} from './siteField.ts'

/** Title and description of segments, lists and campaigns. */
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
      description: 'What it is for, so that colleagues can find it.',
    }),
    siteField(),
  ]
}

/** A count that functions keep, with the time of counting. */
export function countField(options: {name: string; title: string; group?: string}) {
  return defineField({
    ...options,
    type: 'object',
    readOnly: true,
    options: {columns: 2},
    fields: [
      requiredField({name: 'value', title: 'Leads', type: 'number'}),
      requiredField({name: 'at', title: 'Counted', type: 'datetime'}),
    ],
  })
}
