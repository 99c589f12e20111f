import {DownloadIcon} from '@sanity/icons/Download'
import {RefreshIcon} from '@sanity/icons/Refresh'
import {StackCompactIcon} from '@sanity/icons/StackCompact'
import {UploadIcon} from '@sanity/icons/Upload'
import type {ComponentType} from 'react'
import {
  defineArrayMember,
  defineField,
  defineType,
  type FieldDefinition,
  type SchemaTypeDefinition,
} from 'sanity'
import {IMPORT_LABEL_TITLES, IMPORT_LABELS} from '../core/imports/importLabels.ts'
import {SOURCE_TOTAL_TITLES, SOURCE_TOTALS} from '../core/imports/sourceTotals.ts'
import {JOB_KINDS, type JobKindName} from '../core/jobs/jobKinds.ts'
import {storedText} from '../core/problems/storedProblems.ts'
import {JOB_STATE_CHOICES, listOf, titleOf} from './fields/choices.ts'
import {requiredField} from './fields/requiredField.ts'
import {siteField} from './fields/siteField.ts'

/**
 * The document type of a kind of job: work that continues when the page is closed. A tool starts it; the
 * form only shows its progress.
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

/** More fields of a snapshot refresh. Its snapshot has the same ULID; a dry run has only `preview`. */
const REFRESH_FIELDS = [
  defineField({
    name: 'fault',
    title: 'Problem',
    type: 'string',
    description: 'Why the store’s customers could not be counted.',
    group: 'details',
  }),
  defineField({
    name: 'preview',
    title: 'Result of the dry run',
    type: 'text',
    group: 'details',
    hidden: ({value}) => !value,
  }),
]

/** More fields of an import. */
const IMPORT_FIELDS = [
  defineField({
    name: 'counts',
    title: 'What became of the rows',
    type: 'object',
    group: 'progress',
    options: {columns: 2},
    fields: IMPORT_LABELS.map((name) =>
      defineField({
        name,
        title: IMPORT_LABEL_TITLES[name],
        type: 'number',
        validation: (rule) => rule.integer().min(0),
      }),
    ),
  }),
  defineField({
    name: 'sums',
    title: 'What the rows add up to',
    type: 'text',
    rows: 4,
    group: 'details',
    description: 'As JSON.',
    hidden: ({value}) => !value,
  }),
  defineField({
    name: 'sourceTotals',
    title: 'People by the source’s own count',
    type: 'object',
    group: 'details',
    options: {columns: 2},
    hidden: ({value}) => !value,
    fields: SOURCE_TOTALS.map((name) =>
      defineField({
        name,
        title: SOURCE_TOTAL_TITLES[name],
        type: 'number',
        validation: (rule) => rule.integer().min(0),
      }),
    ),
  }),
  defineField({
    name: 'noticeAt',
    title: 'Mail with the result',
    type: 'datetime',
    group: 'details',
    hidden: ({value}) => !value,
  }),
  defineField({
    name: 'fingerprint',
    title: 'Fingerprint of the request',
    type: 'string',
    hidden: true,
  }),
  defineField({
    name: 'purgeRequested',
    title: 'Uploaded rows are to be removed',
    type: 'boolean',
    group: 'details',
    description: 'Otherwise they are removed after seven days.',
    hidden: ({value}) => !value,
  }),
  defineField({
    name: 'purgedAt',
    title: 'Uploaded rows removed',
    type: 'datetime',
    group: 'details',
    hidden: ({value}) => !value,
  }),
]

/** More fields of an export that a function prepares; its file is made when somebody downloads it. */
const EXPORT_FIELDS = [
  defineField({
    name: 'format',
    title: 'Format',
    type: 'string',
    group: 'details',
    options: {
      list: [
        {value: 'csv', title: 'CSV'},
        {value: 'ndjson', title: 'NDJSON'},
      ],
    },
  }),
  defineField({
    name: 'asOf',
    title: 'As of',
    type: 'datetime',
    group: 'progress',
    description: 'Leads that were created later are not in the file.',
  }),
  defineField({name: 'expiresAt', title: 'Available until', type: 'datetime', group: 'progress'}),
  defineField({
    name: 'downloads',
    title: 'Downloads',
    type: 'number',
    group: 'progress',
    validation: (rule) => rule.integer().min(0),
  }),
  defineField({
    name: 'downloadedAt',
    title: 'Last downloaded',
    type: 'datetime',
    group: 'progress',
  }),
  defineField({
    name: 'downloadedBy',
    title: 'Last downloaded by',
    type: 'string',
    group: 'details',
  }),
  defineField({name: 'noticeAt', title: 'Mail sent', type: 'datetime', group: 'details'}),
  defineField({name: 'seal', title: 'Seal', type: 'string', hidden: true}),
  defineField({name: 'ticket', title: 'Ticket', type: 'string', hidden: true}),
]

const TOTALS = [
  {name: 'total', title: 'Total'},
  {name: 'succeeded', title: 'Succeeded'},
  {name: 'failed', title: 'Failed'},
  {name: 'skipped', title: 'Skipped'},
]

/** The fields that imports, exports and bulk changes share. */
function jobFields() {
  return [
    siteField({group: 'details'}),
    requiredField({name: 'title', title: 'Title', type: 'string', group: 'progress'}),
    defineField({
      name: 'state',
      title: 'State',
      type: 'string',
      group: 'progress',
      options: {list: listOf(JOB_STATE_CHOICES)},
      initialValue: 'queued',
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'totals',
      title: 'Rows',
      type: 'object',
      group: 'progress',
      options: {columns: 2},
      fields: TOTALS.map((field) =>
        defineField({
          ...field,
          type: 'number',
          initialValue: 0,
          validation: (rule) => rule.required().integer().min(0),
        }),
      ),
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'failures',
      title: 'What failed, and why',
      type: 'array',
      group: 'progress',
      of: [
        defineArrayMember({
          type: 'object',
          fields: [
            requiredField({name: 'reference', title: 'Row or record', type: 'string'}),
            requiredField({name: 'reason', title: 'Reason', type: 'string'}),
          ],
          preview: {
            select: {title: 'reference', reason: 'reason'},
            prepare: ({title, reason}) => ({title, subtitle: storedText(reason) ?? ''}),
          },
        }),
      ],
    }),
    defineField({name: 'startedAt', title: 'Started', type: 'datetime', group: 'progress'}),
    defineField({name: 'finishedAt', title: 'Finished', type: 'datetime', group: 'progress'}),
    requiredField({
      name: 'createdBy',
      title: 'Started by',
      type: 'string',
      group: 'details',
      description: 'Id of the user.',
    }),
    defineField({
      name: 'intent',
      title: 'Instruction',
      type: 'text',
      rows: 8,
      group: 'details',
      description: 'As JSON.',
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'checkpoint',
      title: 'Checkpoint',
      type: 'string',
      group: 'details',
      description: 'Where the work resumes after an interruption.',
    }),
    defineField({
      name: 'waitingFor',
      title: 'Waiting for',
      type: 'string',
      group: 'progress',
    }),

    defineField({
      name: 'unchanged',
      title: 'Unchanged',
      type: 'number',
      group: 'progress',
      validation: (rule) => rule.integer().min(0),
    }),
    defineField({
      name: 'moreFailures',
      title: 'Failures not listed',
      type: 'number',
      group: 'progress',
      validation: (rule) => rule.integer().min(0),
    }),
    defineField({
      name: 'way',
      title: 'Run by',
      type: 'string',
      group: 'details',
      options: {
        list: [
          {value: 'page', title: 'The page'},
          {value: 'function', title: 'A function'},
        ],
      },
    }),
    defineField({
      name: 'turn',
      title: 'Turn',
      type: 'number',
      group: 'details',
      description: 'Each new turn starts a function.',
      validation: (rule) => rule.integer().min(0),
    }),
    defineField({
      name: 'cancelRequested',
      title: 'Cancellation requested',
      type: 'boolean',
      group: 'details',
    }),
  ]
}

/** The document types of all kinds of jobs. */
export const JOB_TYPES: Readonly<Record<JobKindName, SchemaTypeDefinition>> = {
  bulk: jobType('bulk', StackCompactIcon),
  import: jobType('import', DownloadIcon, IMPORT_FIELDS),
  export: jobType('export', UploadIcon, EXPORT_FIELDS),
  refresh: jobType('refresh', RefreshIcon, REFRESH_FIELDS),
}
