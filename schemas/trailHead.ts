import {BookIcon} from '@sanity/icons/Book'
import {defineField, defineType} from 'sanity'
import {siteField} from './fields/siteField.ts'

/**
 * End of a site's audit trail, `<site>.head.trail`: number and hash of the newest event. Events are
 * appended in transactions that are guarded by its revision, so that no two of them take one number.
 */
export const trailHead = defineType({
  name: 'trailHead',
  title: 'End of the audit trail',
  type: 'document',
  icon: BookIcon,
  liveEdit: true,
  readOnly: true,
  fields: [
    defineField({
      name: 'seq',
      title: 'Number of the newest event',
      type: 'number',
      validation: (rule) => rule.required().integer().min(0),
    }),
    defineField({
      name: 'hash',
      title: 'Hash of the newest event',
      type: 'string',
      validation: (rule) => rule.required(),
    }),
    siteField(),
  ],
  preview: {
    select: {seq: 'seq', site: 'site'},
    prepare: ({seq, site}) => ({
      title: `Audit trail of ${site ?? 'the network'}`,
      subtitle: `${seq} events`,
    }),
  },
})
