import {PackageIcon} from '@sanity/icons/Package'
import {defineArrayMember, defineField, defineType} from 'sanity'
import {JOB_STATE_CHOICES, listOf} from './fields/choices.ts'
import {requiredCount, requiredField} from './fields/requiredField.ts'
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
    requiredField({name: 'jobId', title: 'Job', type: 'string'}),
    requiredCount({name: 'index', title: 'Place in the job'}),
    defineField({
      name: 'state',
      title: 'State',
      type: 'string',
      options: {list: listOf(JOB_STATE_CHOICES)},
      validation: (rule) => rule.required(),
    }),
    requiredField({name: 'rows', title: 'Rows', type: 'text', hidden: true}),
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
            requiredField({name: 'transaction', title: 'Transaction', type: 'string'}),
            requiredCount({name: 'entries', title: 'Timeline entries'}),
            requiredField({name: 'digest', title: 'Digest of the entries', type: 'string'}),
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
