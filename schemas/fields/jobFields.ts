import {defineArrayMember, defineField} from 'sanity'
import {JOB_STATE_CHOICES, listOf} from './choices.ts'
import {requiredField} from './requiredField.ts'
import {siteField} from './siteField.ts'

const TOTALS = [
  {name: 'total', title: 'Total'},
  {name: 'succeeded', title: 'Succeeded'},
  {name: 'failed', title: 'Failed'},
  {name: 'skipped', title: 'Skipped'},
]

/** The fields that imports, exports and bulk changes share. */
export function jobFields() {
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
          preview: {select: {title: 'reference', subtitle: 'reason'}},
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
      description: 'Id of the user who asked for it.',
    }),
    defineField({
      name: 'intent',
      title: 'What was asked for',
      type: 'text',
      rows: 8,
      group: 'details',
      description: 'The full instruction, as JSON.',
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'checkpoint',
      title: 'Checkpoint',
      type: 'string',
      group: 'details',
      description: 'Where the work goes on after an interruption.',
    }),
    defineField({
      name: 'waitingFor',
      title: 'What it waits for',
      type: 'string',
      group: 'progress',
    }),

    defineField({
      name: 'unchanged',
      title: 'That way already',
      type: 'number',
      group: 'progress',
      validation: (rule) => rule.integer().min(0),
    }),
    defineField({
      name: 'moreFailures',
      title: 'Failures that are not listed',
      type: 'number',
      group: 'progress',
      validation: (rule) => rule.integer().min(0),
    }),
    defineField({
      name: 'way',
      title: 'Carried out by',
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
      description: 'Counts how often the work was handed on; a function starts on each new turn.',
      validation: (rule) => rule.integer().min(0),
    }),
    defineField({
      name: 'cancelRequested',
      title: 'To be cancelled',
      type: 'boolean',
      group: 'details',
    }),
  ]
}
