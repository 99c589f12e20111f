import {TagIcon} from '@sanity/icons/Tag'
import {defineField, defineType} from 'sanity'
import {CUSTOM_FIELD_TYPE_CHOICES, listOf, titleOf} from './fields/choices.ts'
import {requiredField} from './fields/requiredField.ts'
import {siteField} from './fields/siteField.ts'

/**
 * A custom field of a site's leads, `<site>.field.<hash of the name>`. It is created in the Leads tool
 * or while importing, and never changed: leads carry its name, and their values are of its type.
 */
export const customFieldType = defineType({
  name: 'customField',
  title: 'Custom field',
  type: 'document',
  icon: TagIcon,
  liveEdit: true,
  fields: [
    requiredField({
      name: 'title',
      title: 'Title',
      type: 'string',
      description: 'Shown as its label.',
      readOnly: true,
    }),
    requiredField({
      name: 'name',
      title: 'Name',
      type: 'string',
      description: 'As leads carry it. Fixed once the field is created.',
      readOnly: true,
    }),
    defineField({
      name: 'type',
      title: 'Type',
      type: 'string',
      description: 'Fixed once the field is created.',
      readOnly: true,
      options: {list: listOf(CUSTOM_FIELD_TYPE_CHOICES)},
      validation: (rule) => rule.required(),
    }),
    siteField(),
  ],
  orderings: [{name: 'titleAsc', title: 'Title', by: [{field: 'title', direction: 'asc'}]}],
  preview: {
    select: {title: 'title', name: 'name', type: 'type'},
    prepare: ({title, name, type}) => ({
      title: title || name || 'Custom field without a title',
      subtitle: titleOf(CUSTOM_FIELD_TYPE_CHOICES, type),
    }),
  },
})
