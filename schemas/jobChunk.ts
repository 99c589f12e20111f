import {PackageIcon} from '@sanity/icons/Package'
import {defineArrayMember, defineField, defineType} from 'sanity'
import {JOB_STATE_CHOICES, listOf} from './fields/choices.ts'
import {requiredCount, requiredField} from './fields/requiredField.ts'
import {siteField} from './fields/siteField.ts'

/**
 * A chunk of a job's rows: `<site>.chunk.job.<ulid>.<number>` from a function,
 * `<site>.chunk.page.<ulid>.<number>` from a page. The rows are one text attribute, so that the columns
 * of an import do not become attributes of the dataset.
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
    requiredCount({name: 'index', title: 'Position in the job'}),
    defineField({
      name: 'state',
      title: 'State',
      type: 'string',
      options: {list: listOf(JOB_STATE_CHOICES)},
      validation: (rule) => rule.required(),
    }),
    requiredField({name: 'rows', title: 'Rows', type: 'text', hidden: true}),
    defineField({
      name: 'digest',
      title: 'Digest of the rows',
      type: 'string',
      description: 'SHA-256 of uploaded rows, by which their page resumes an upload.',
    }),
    defineField({
      name: 'seal',
      title: 'Seal',
      type: 'string',
      description:
        'Signature of the function that emptied uploaded rows of people whose data was erased.',
    }),
    defineField({
      name: 'createdBy',
      title: 'Written by',
      type: 'string',
      description: 'Id of the user; empty if a function wrote it.',
    }),
    defineField({
      name: 'writes',
      title: 'Transactions',
      type: 'array',
      description: 'Written by functions, for the audit trail.',
      of: [
        defineArrayMember({
          type: 'object',
          fields: [
            requiredField({name: 'transaction', title: 'Transaction', type: 'string'}),
            requiredCount({name: 'entries', title: 'Timeline entries'}),
            requiredField({name: 'digest', title: 'Digest of the entries', type: 'string'}),
            defineField({name: 'people', title: 'Documents of new people', type: 'number'}),
            defineField({
              name: 'peopleDigest',
              title: 'Digest of the documents of new people',
              type: 'string',
            }),
          ],
        }),
      ],
    }),
    defineField({
      name: 'expiresAt',
      title: 'Kept until',
      type: 'datetime',
      description: 'The change can be undone until then.',
    }),
    siteField(),
  ],
  preview: {
    select: {index: 'index', state: 'state'},
    prepare: ({index, state}) => ({title: `Rows, chunk ${Number(index) + 1}`, subtitle: state}),
  },
})
