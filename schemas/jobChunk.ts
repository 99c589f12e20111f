import {PackageIcon} from '@sanity/icons/Package'
import {defineArrayMember, defineField, defineType} from 'sanity'
import {JOB_STATE_CHOICES, listOf} from './fields/choices.ts'
import {siteField} from './fields/siteField.ts'

/**
 * A share of a job's rows, `<site>.chunk.job.<ulid>.<number>` where a function
 * wrote it, `<site>.chunk.page.<ulid>.<number>` where a page did. The rows are one text attribute, so that a
 * thousand columns of an import do not become a thousand attributes of the dataset.
 */
export const jobChunk = defineType({
  name: 'jobChunk',
  title: 'Job rows',
  type: 'document',
  icon: PackageIcon,
  liveEdit: true,
  readOnly: true,
  fields: [
    defineField({
      name: 'jobId',
      title: 'Job',
      type: 'string',
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'index',
      title: 'Place in the job',
      type: 'number',
      validation: (rule) => rule.required().integer().min(0),
    }),
    defineField({
      name: 'state',
      title: 'State',
      type: 'string',
      options: {list: listOf(JOB_STATE_CHOICES)},
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'rows',
      title: 'Rows',
      type: 'text',
      hidden: true,
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'createdBy',
      title: 'Written by',
      type: 'string',
      description: 'Id of the user whose page wrote it; absent where a function did.',
    }),
    defineField({
      name: 'writes',
      title: 'What its transactions wrote',
      type: 'array',
      description: 'Noted by functions, for the audit trail.',
      of: [
        defineArrayMember({
          type: 'object',
          fields: [
            defineField({
              name: 'transaction',
              title: 'Transaction',
              type: 'string',
              validation: (rule) => rule.required(),
            }),
            defineField({
              name: 'entries',
              title: 'Timeline entries',
              type: 'number',
              validation: (rule) => rule.required().integer().min(0),
            }),
            defineField({
              name: 'digest',
              title: 'Digest of the entries',
              type: 'string',
              validation: (rule) => rule.required(),
            }),
          ],
        }),
      ],
    }),
    defineField({
      name: 'expiresAt',
      title: 'Kept until',
      type: 'datetime',
      description: 'When it is removed; until then its change can be undone.',
    }),
    siteField(),
  ],
  preview: {
    select: {index: 'index', state: 'state'},
    prepare: ({index, state}) => ({title: `Rows, part ${Number(index) + 1}`, subtitle: state}),
  },
})
