import {FilterIcon} from '@sanity/icons/Filter'
import {defineField, defineType} from 'sanity'
import {countField} from './fields/countField.ts'
import {jsonText} from './validation/formats.ts'
import {audienceFields} from './fields/audienceFields.ts'

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
