import {FilterIcon} from '@sanity/icons/Filter'
import {defineArrayMember, defineField, defineType} from 'sanity'
import {actorField} from './fields/actorField.ts'
import {audienceFields} from './fields/audienceFields.ts'
import {countField} from './fields/countField.ts'
import {jsonText} from './validation/formats.ts'

/** The state that the Segments tool and `refresh-segments` keep. */
function keptFields() {
  return [
    defineField({
      name: 'history',
      title: 'Leads by day',
      type: 'array',
      readOnly: true,
      description: 'The last count of each of the 30 newest days on which it was counted.',
      validation: (rule) => rule.max(30),
      of: [
        defineArrayMember({
          type: 'object',
          name: 'point',
          fields: [
            defineField({name: 'at', title: 'Counted', type: 'datetime'}),
            defineField({name: 'value', title: 'Leads', type: 'number'}),
          ],
          preview: {select: {title: 'value', subtitle: 'at'}},
        }),
      ],
    }),
    defineField({
      name: 'countFailure',
      title: 'Why it could not be counted',
      type: 'object',
      readOnly: true,
      hidden: ({value}) => !value,
      fields: [
        defineField({name: 'message', title: 'Reason', type: 'string'}),
        defineField({name: 'at', title: 'When', type: 'datetime'}),
      ],
    }),
    defineField({
      name: 'viewedAt',
      title: 'Last looked at',
      type: 'datetime',
      readOnly: true,
      description: 'Segments that nobody looks at or uses are not counted in the background.',
    }),
    defineField({name: 'changedAt', title: 'Last changed', type: 'datetime', readOnly: true}),
    {
      ...actorField(),
      name: 'changedBy',
      title: 'Changed by',
      readOnly: true,
      validation: undefined,
    },
  ]
}

/** A group of leads described by a rule, `<site>.segment.<ulid>`; who is in it changes by itself. */
export const segment = defineType({
  name: 'segment',
  title: 'Segment',
  type: 'document',
  icon: FilterIcon,
  liveEdit: true,
  fields: [
    ...audienceFields(),
    defineField({
      name: 'sentence',
      title: 'In words',
      type: 'text',
      rows: 2,
      description: 'Who is meant, in plain English.',
      readOnly: true,
    }),
    countField({name: 'count', title: 'Leads in this segment'}),
    defineField({
      name: 'definition',
      title: 'Definition',
      type: 'text',
      rows: 8,
      description: 'The rule as JSON. It is built in the Segments tool.',
      readOnly: true,
      validation: (rule) => rule.required().custom(jsonText),
    }),
    defineField({
      name: 'definitionVersion',
      title: 'Version of the rule language',
      type: 'number',
      readOnly: true,
      validation: (rule) => rule.required().integer().positive(),
    }),
    ...keptFields(),
  ],
  preview: {
    select: {title: 'title', sentence: 'sentence', count: 'count.value'},
    prepare: ({title, sentence, count}) => ({
      title: title || 'Segment without a title',
      subtitle: [typeof count === 'number' ? `${count} leads` : '', sentence]
        .filter(Boolean)
        .join(' · '),
    }),
  },
})
