import {BookIcon} from '@sanity/icons/Book'
import {defineField, defineType} from 'sanity'
import {requiredCount, requiredField} from './fields/requiredField.ts'
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
    requiredCount({name: 'seq', title: 'Number of the newest event'}),
    requiredField({name: 'hash', title: 'Hash of the newest event', type: 'string'}),
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
