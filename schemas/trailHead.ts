import {BookIcon} from '@sanity/icons/Book'
import {defineType} from 'sanity'
import {requiredCount, requiredField} from './fields/requiredField.ts'
import {siteField} from './fields/siteField.ts'

/**
 * Head of a site's audit trail, `<site>.head.trail`: number and hash of the newest event. Transactions
 * that append events are guarded by its revision, so that no two events take the same number.
 */
export const trailHead = defineType({
  name: 'trailHead',
  title: 'Head of the audit trail',
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
