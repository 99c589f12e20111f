import {EyeOpenIcon} from '@sanity/icons/EyeOpen'
import {defineField, defineType} from 'sanity'
import {siteField} from './fields/siteField.ts'
import {jsonText} from './validation/formats.ts'

/**
 * A shared view of the lead grid, `<site>.view.<ulid>`. It is changed in the Leads tool, which respects
 * its lock.
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
      description: 'As in the address of the grid.',
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
      description: 'As JSON.',
      readOnly: true,
      validation: (rule) => rule.custom(jsonText),
    }),
    defineField({name: 'createdBy', title: 'Saved by', type: 'string', readOnly: true}),
    defineField({
      name: 'lock',
      title: 'Lock',
      type: 'object',
      description: 'Prevents others from changing the view.',
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
