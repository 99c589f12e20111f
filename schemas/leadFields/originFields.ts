import {defineField} from 'sanity'
import {listOf, SOURCE_KIND_CHOICES} from '../fields/choices.ts'
import {consentField} from '../fields/consentField.ts'
import {nameValueField} from '../fields/nameValueField.ts'
import {siteField} from '../fields/siteField.ts'
import {utmField} from '../fields/utmField.ts'

/** Where the lead came from, on which consent it rests, and what the forms asked beside. */
export function originFields() {
  return [
    defineField({
      name: 'createdAt',
      title: 'Created',
      type: 'datetime',
      group: 'source',
      readOnly: true,
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'lastContactAt',
      title: 'Last contact',
      type: 'datetime',
      group: 'source',
      readOnly: true,
    }),
    defineField({
      name: 'lastActivityAt',
      title: 'Last activity',
      type: 'datetime',
      group: 'source',
      readOnly: true,
    }),
    defineField({
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
        utmField(),
      ],
      validation: (rule) => rule.required(),
    }),
    consentField({group: 'source', withSubmission: true}),
    nameValueField({name: 'customFields', title: 'Custom fields', group: 'custom'}),
    siteField({group: 'source'}),
  ]
}
