import {InboxIcon} from '@sanity/icons/Inbox'
import {defineArrayMember, defineField, defineType} from 'sanity'
import {FORM_KIND_CHOICES, listOf, titleOf} from './fields/choices.ts'
import {consentField} from './fields/consentField.ts'
import {nameValueField} from './fields/nameValueField.ts'
import {requiredField} from './fields/requiredField.ts'
import {siteField} from './fields/siteField.ts'
import {utmField} from './fields/utmField.ts'
import {when} from './fields/when.ts'

/** What a form sent, unchanged, `<site>.submission.<ulid>`. It is evidence: nobody edits it. */
export const leadSubmission = defineType({
  name: 'leadSubmission',
  title: 'Submission',
  type: 'document',
  icon: InboxIcon,
  liveEdit: true,
  readOnly: true,
  groups: [
    {name: 'sent', title: 'What was sent', default: true},
    {name: 'consent', title: 'Consent'},
    {name: 'source', title: 'Source'},
    {name: 'processing', title: 'Processing'},
  ],
  fields: [
    requiredField({
      name: 'email',
      title: 'E-mail',
      type: 'string',
      group: 'sent',
      description: 'As the person typed it.',
    }),
    nameValueField({name: 'fields', title: 'Fields', group: 'sent', required: true}),
    requiredField({name: 'receivedAt', title: 'Received', type: 'datetime', group: 'sent'}),
    defineField({
      name: 'form',
      title: 'Form',
      type: 'object',
      group: 'sent',
      options: {columns: 3},
      fields: [
        requiredField({name: 'id', title: 'Id', type: 'string'}),
        defineField({
          name: 'kind',
          title: 'Kind',
          type: 'string',
          options: {list: listOf(FORM_KIND_CHOICES)},
          validation: (rule) => rule.required(),
        }),
        requiredField({name: 'version', title: 'Version', type: 'number'}),
      ],
      validation: (rule) => rule.required(),
    }),
    consentField({group: 'consent'}),
    defineField({
      name: 'source',
      title: 'Source',
      type: 'object',
      group: 'source',
      fields: [
        defineField({name: 'pageUrl', title: 'Page', type: 'string'}),
        defineField({name: 'referrer', title: 'Came from', type: 'string'}),
        defineField({name: 'origin', title: 'Site origin', type: 'string'}),
        utmField(),
      ],
      validation: (rule) => rule.required(),
    }),
    ...processingFields(),
    siteField({group: 'source'}),
  ],
  orderings: [
    {
      name: 'receivedDesc',
      title: 'Newest first',
      by: [{field: 'receivedAt', direction: 'desc'}],
    },
    {
      name: 'scoreDesc',
      title: 'Most spam-like first',
      by: [{field: 'spam.score', direction: 'desc'}],
    },
  ],
  preview: {
    select: {email: 'email', kind: 'form.kind', at: 'receivedAt', verdict: 'spam.verdict'},
    prepare: ({email, kind, at, verdict}) => ({
      title: email || 'Submission',
      subtitle: [titleOf(FORM_KIND_CHOICES, kind), when(at), verdict === 'ham' ? '' : verdict]
        .filter(Boolean)
        .join(' · '),
    }),
  },
})

/** How a submission was processed: spam check, outcome, and the person it belongs to. */
function processingFields() {
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
          description: 'Not before this time. Empty when no more attempts are made.',
        }),
      ],
    }),
    defineField({
      name: 'personKey',
      title: 'Person',
      type: 'string',
      group: 'processing',
      description: 'Key of the lead and the subscriber.',
    }),
    defineField({
      name: 'idempotency',
      title: 'Idempotency',
      type: 'object',
      group: 'processing',
      options: {collapsible: true, collapsed: true},
      description: 'A request that is sent again is not stored again.',
      fields: [
        requiredField({name: 'keyHash', title: 'Key (hashed)', type: 'string'}),
        requiredField({name: 'fingerprint', title: 'Fingerprint of the request', type: 'string'}),
      ],
    }),
  ]
}
