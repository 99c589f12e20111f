import {EyeOpenIcon} from '@sanity/icons/EyeOpen'
import {defineField, defineType} from 'sanity'
import {siteField} from './fields/siteField.ts'
import {jsonText} from './validation/formats.ts'

/**
 * A view of the lead grid that colleagues share, `<site>.view.<ulid>`. It is changed in the Leads tool,
 * which respects its lock.
 */
export const savedView = defineType({
  name: 'savedView',
  title: 'Saved view',
  type: 'document',
  icon: EyeOpenIcon,
  liveEdit: true,
  readOnly: true,
  fields: [
    defineField({
      name: 'title',
      title: 'Title',
      type: 'string',
      validation: (rule) => rule.required().max(120),
    }),
    defineField({
      name: 'address',
      title: 'Order, columns and quick filter',
      type: 'text',
      rows: 3,
      description: 'As the address of the grid carries them. It is saved in the Leads tool.',
      readOnly: true,
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'search',
      title: 'Search',
      type: 'string',
      readOnly: true,
    }),
    defineField({
      name: 'definition',
      title: 'Filter',
      type: 'text',
      rows: 8,
      description: 'The rule as JSON. It is built in the Leads tool.',
      readOnly: true,
      validation: (rule) => rule.custom(jsonText),
    }),
    defineField({name: 'createdBy', title: 'Saved by', type: 'string', readOnly: true}),
    defineField({
      name: 'lock',
      title: 'Lock',
      type: 'object',
      description: 'Keeps others from overwriting the view. It is set in the Leads tool.',
      readOnly: true,
      fields: [
        defineField({
          name: 'by',
          title: 'Locked by',
          type: 'string',
          description: 'Id of the user.',
        }),
        defineField({name: 'at', title: 'Locked at', type: 'datetime'}),
        defineField({name: 'reason', title: 'Reason', type: 'string'}),
      ],
    }),
    siteField(),
  ],
  preview: {
    select: {title: 'title'},
    prepare: ({title}) => ({title: title || 'View without a title'}),
  },
})
