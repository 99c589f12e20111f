import {ClockIcon} from '@sanity/icons/Clock'
import {defineField, defineType} from 'sanity'

/**
 * The current writer of the audit trails and its progress through the dataset's history,
 * `network.lease.trail`. Every transaction that appends events is guarded by its revision, so there is
 * one writer at a time and nothing is recorded twice.
 */
export const trailLease = defineType({
  name: 'trailLease',
  title: 'Writer of the audit trail',
  type: 'document',
  icon: ClockIcon,
  liveEdit: true,
  readOnly: true,
  fields: [
    defineField({name: 'holder', title: 'Writer', type: 'string'}),
    defineField({name: 'expiresAt', title: 'Until', type: 'datetime'}),
    defineField({
      name: 'progress',
      title: 'Progress',
      type: 'text',
      hidden: true,
    }),
  ],
  preview: {select: {title: 'holder', subtitle: 'expiresAt'}},
})
