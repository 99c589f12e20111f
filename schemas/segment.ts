import {FilterIcon} from '@sanity/icons/Filter'
import {defineArrayMember, defineField, defineType} from 'sanity'
import {actorField} from './fields/actorField.ts'
import {audienceFields, countField} from './fields/audienceFields.ts'
import {jsonText} from './validation/formats.ts'

/** What the Segments tool and the function `refresh-segments` write. */
function stateFields() {
  return [
    defineField({
      name: 'history',
      title: 'Leads by day',
      type: 'array',
      readOnly: true,
      description: 'The last count of each day, for the latest 30 days with a count.',
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
      title: 'Counting failed',
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
      title: 'Last viewed',
      type: 'datetime',
      readOnly: true,
      description: 'Segments that nobody views or uses are counted once a day.',
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

/** A group of leads described by a rule, `<site>.segment.<ulid>`; its members follow the rule. */
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
      description: 'The definition in plain English.',
      readOnly: true,
    }),
    countField({name: 'count', title: 'Leads in this segment'}),
    defineField({
      name: 'definition',
      title: 'Definition',
      type: 'text',
      rows: 8,
      description: 'As JSON. Edit it in the Segments tool.',
      readOnly: true,
      validation: (rule) => rule.required().custom(jsonText),
    }),
    defineField({
      name: 'definitionVersion',
      title: 'Version of the definition format',
      type: 'number',
      readOnly: true,
      validation: (rule) => rule.required().integer().positive(),
    }),
    ...stateFields(),
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
