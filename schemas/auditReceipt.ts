import {DocumentIcon} from '@sanity/icons/Document'
import {defineField, defineType} from 'sanity'
import {siteField} from './fields/siteField.ts'

/**
 * That the audit trail holds an event of something, `<site>.receipt.<hash of what it is of>`: so that
 * what is told twice is recorded once.
 */
export const auditReceipt = defineType({
  name: 'auditReceipt',
  title: 'Audit receipt',
  type: 'document',
  icon: DocumentIcon,
  liveEdit: true,
  readOnly: true,
  fields: [
    defineField({
      name: 'seq',
      title: 'Number of the event',
      type: 'number',
      validation: (rule) => rule.required(),
    }),
    siteField(),
  ],
  preview: {
    select: {seq: 'seq'},
    prepare: ({seq}) => ({title: `Receipt for audit event ${seq}`}),
  },
})
