import {UlistIcon} from '@sanity/icons/Ulist'
import {defineType} from 'sanity'
import {audienceFields, countField} from './fields/audienceFields.ts'

/** A group of leads picked by hand or by import, `<site>.list.<ulid>`; leads carry its id. */
export const leadList = defineType({
  name: 'leadList',
  title: 'List',
  type: 'document',
  icon: UlistIcon,
  liveEdit: true,
  fields: [...audienceFields(), countField({name: 'memberCount', title: 'Members'})],
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
