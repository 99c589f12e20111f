import {UlistIcon} from '@sanity/icons/Ulist'
import {defineArrayMember, defineField, defineType} from 'sanity'
import {audienceFields, countField} from './fields/audienceFields.ts'
import {LIST_SOURCE_CHOICES, listOf} from './fields/choices.ts'

/** Where a list came from, and the imports that brought leads into it. */
function originFields() {
  return [
    defineField({
      name: 'source',
      title: 'Source',
      type: 'object',
      readOnly: true,
      options: {columns: 2},
      fields: [
        defineField({
          name: 'kind',
          title: 'Kind',
          type: 'string',
          options: {list: listOf(LIST_SOURCE_CHOICES)},
          validation: (rule) => rule.required(),
        }),
        defineField({
          name: 'label',
          title: 'Label',
          type: 'string',
          description: 'The file that was imported, or the system that it was exported from.',
        }),
        defineField({
          name: 'importId',
          title: 'Import',
          type: 'string',
          description: 'Id of the import that created the list.',
        }),
      ],
    }),
    defineField({
      name: 'imports',
      title: 'Imports',
      type: 'array',
      readOnly: true,
      description: 'Ids of the imports that brought leads into the list.',
      of: [defineArrayMember({type: 'string'})],
    }),
    defineField({
      name: 'createdBy',
      title: 'Created by',
      type: 'string',
      readOnly: true,
      description: 'Id of the user.',
    }),
  ]
}

/** A group of leads picked by hand or by import, `<site>.list.<ulid>`; leads carry its id. */
export const leadList = defineType({
  name: 'leadList',
  title: 'List',
  type: 'document',
  icon: UlistIcon,
  liveEdit: true,
  fields: [
    ...audienceFields(),
    countField({name: 'memberCount', title: 'Members'}),
    ...originFields(),
  ],
  preview: {
    select: {title: 'title', description: 'description', count: 'memberCount.value'},
    prepare: ({title, description, count}) => ({
      title: title || 'List without a title',
      subtitle: [typeof count === 'number' ? `${count} members` : '', description]
        .filter(Boolean)
        .join(' · '),
    }),
  },
})
