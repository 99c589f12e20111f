import {DownloadIcon} from '@sanity/icons/Download'
import {RefreshIcon} from '@sanity/icons/Refresh'
import {StackCompactIcon} from '@sanity/icons/StackCompact'
import {UploadIcon} from '@sanity/icons/Upload'
import type {ComponentType} from 'react'
import {defineField, defineType, type FieldDefinition, type SchemaTypeDefinition} from 'sanity'
import {JOB_KINDS, type JobKindName} from '../core/jobs/jobKinds.ts'
import {JOB_STATE_CHOICES, titleOf} from './fields/choices.ts'
import {jobFields} from './fields/jobFields.ts'

/**
 * The document type of a kind of job: work that outlives a page. A tool asks for it; the form only
 * shows how far it is.
 */
function jobType(kind: JobKindName, icon: ComponentType, moreFields: FieldDefinition[] = []) {
  const {type, title: typeTitle} = JOB_KINDS[kind]
  return defineType({
    name: type,
    title: typeTitle,
    icon,
    type: 'document',
    liveEdit: true,
    readOnly: true,
    groups: [
      {name: 'progress', title: 'Progress', default: true},
      {name: 'details', title: 'Details'},
    ],
    fields: [...jobFields(), ...moreFields],
    orderings: [
      {
        name: 'createdDesc',
        title: 'Newest first',
        by: [{field: '_createdAt', direction: 'desc'}],
      },
    ],
    preview: {
      select: {
        title: 'title',
        state: 'state',
        total: 'totals.total',
        succeeded: 'totals.succeeded',
        failed: 'totals.failed',
      },
      prepare: ({title, state, total, succeeded, failed}) => ({
        title: title || typeTitle,
        subtitle: [
          titleOf(JOB_STATE_CHOICES, state),
          typeof total === 'number' ? `${succeeded ?? 0} of ${total}` : '',
          failed ? `${failed} failed` : '',
        ]
          .filter(Boolean)
          .join(' · '),
      }),
    },
  })
}

/** What a snapshot refresh also says. Its snapshot has the same ULID; a dry run has only `preview`. */
const REFRESH_FIELDS = [
  defineField({
    name: 'fault',
    title: 'What is wrong',
    type: 'string',
    description: 'Why the store’s customers could not be counted.',
    group: 'details',
  }),
  defineField({
    name: 'preview',
    title: 'What a dry run found',
    type: 'text',
    group: 'details',
    hidden: ({value}) => !value,
  }),
]

/** The document types of all kinds of jobs. */
export const JOB_TYPES: Readonly<Record<JobKindName, SchemaTypeDefinition>> = {
  bulk: jobType('bulk', StackCompactIcon),
  import: jobType('import', DownloadIcon),
  export: jobType('export', UploadIcon),
  refresh: jobType('refresh', RefreshIcon, REFRESH_FIELDS),
}
