import {defineArrayMember, defineField} from 'sanity'
import {requiredField} from './requiredField.ts'

/** What the machines made of a submission: spam check, outcome, and whom it became. */
export function processingFields() {
  return [
    defineField({
      name: 'spam',
      title: 'Spam check',
      type: 'object',
      group: 'processing',
      options: {columns: 2},
      fields: [
        defineField({
          name: 'verdict',
          title: 'Verdict',
          type: 'string',
          options: {
            list: [
              {value: 'ham', title: 'Genuine'},
              {value: 'suspect', title: 'Doubtful'},
              {value: 'spam', title: 'Spam'},
            ],
          },
          validation: (rule) => rule.required(),
        }),
        requiredField({name: 'score', title: 'Score', type: 'number'}),
        defineField({
          name: 'reasons',
          title: 'Reasons',
          type: 'array',
          of: [defineArrayMember({type: 'string'})],
          validation: (rule) => rule.required(),
        }),
      ],
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'outcome',
      title: 'Outcome',
      type: 'string',
      group: 'processing',
      options: {
        list: [
          {value: 'processed', title: 'Processed'},
          {value: 'ignored-spam', title: 'Ignored as spam'},
          {value: 'suppressed', title: 'Suppressed person'},
          {value: 'failed', title: 'Failed'},
        ],
      },
    }),
    defineField({name: 'processedAt', title: 'Processed', type: 'datetime', group: 'processing'}),
    defineField({
      name: 'failure',
      title: 'Last failure',
      type: 'object',
      group: 'processing',
      hidden: ({value}) => value === undefined,
      fields: [
        requiredField({name: 'message', title: 'What happened', type: 'string'}),
        requiredField({name: 'at', title: 'When', type: 'datetime'}),
        requiredField({name: 'attempts', title: 'Attempts so far', type: 'number'}),
        defineField({
          name: 'nextAttemptAt',
          title: 'Next attempt',
          type: 'datetime',
          description: 'Not before this time. Empty once it was given up.',
        }),
      ],
    }),
    defineField({
      name: 'personKey',
      title: 'Person',
      type: 'string',
      group: 'processing',
      description: 'Key of the lead and subscriber this became.',
    }),
    defineField({
      name: 'idempotency',
      title: 'Repeat protection',
      type: 'object',
      group: 'processing',
      options: {collapsible: true, collapsed: true},
      description: 'Lets the same request be answered once, however often it is sent.',
      fields: [
        requiredField({name: 'keyHash', title: 'Key (hashed)', type: 'string'}),
        requiredField({name: 'fingerprint', title: 'Fingerprint of the request', type: 'string'}),
      ],
    }),
  ]
}
