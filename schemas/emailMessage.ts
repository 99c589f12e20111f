import {EnvelopeIcon} from '@sanity/icons/Envelope'
import {defineField, defineType} from 'sanity'
import {type Choice, listOf, titleOf} from './fields/choices.ts'
import {requiredCount, requiredField} from './fields/requiredField.ts'
import {siteField} from './fields/siteField.ts'
import {when} from './fields/when.ts'

const EMAIL_KIND_CHOICES = [
  {value: 'confirmation', title: 'Confirmation request'},
  {value: 'oneOff', title: 'One-off e-mail'},
] as const satisfies readonly Choice[]

const EMAIL_STATUS_CHOICES = [
  {value: 'queued', title: 'Waiting'},
  {value: 'sending', title: 'Sending'},
  {value: 'sent', title: 'Sent'},
  {value: 'failed', title: 'Failed'},
  {value: 'suppressed', title: 'Not sent: the person gets no e-mail'},
] as const satisfies readonly Choice[]

/**
 * An e-mail to one person and its delivery, `<site>.email.<ulid>`. The address is read when the e-mail
 * is sent and never stored here.
 */
export const emailMessage = defineType({
  name: 'emailMessage',
  title: 'E-mail',
  type: 'document',
  icon: EnvelopeIcon,
  liveEdit: true,
  readOnly: true,
  groups: [
    {name: 'message', title: 'Message', default: true},
    {name: 'delivery', title: 'Delivery'},
  ],
  fields: [
    defineField({
      name: 'kind',
      title: 'Kind',
      type: 'string',
      group: 'message',
      options: {list: listOf(EMAIL_KIND_CHOICES)},
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'status',
      title: 'Status',
      type: 'string',
      group: ['message', 'delivery'],
      options: {list: listOf(EMAIL_STATUS_CHOICES)},
      initialValue: 'queued',
      validation: (rule) => rule.required(),
    }),
    defineField({name: 'subject', title: 'Subject', type: 'string', group: 'message'}),
    defineField({name: 'body', title: 'Text', type: 'text', rows: 10, group: 'message'}),
    requiredField({name: 'personKey', title: 'Person', type: 'string', group: 'message'}),
    defineField({
      name: 'recipientType',
      title: 'Sent to',
      type: 'string',
      group: 'message',
      options: {
        list: [
          {value: 'subscriber', title: 'Subscriber'},
          {value: 'lead', title: 'Lead'},
        ],
      },
      validation: (rule) => rule.required(),
    }),
    defineField({name: 'submissionId', title: 'Submission', type: 'string', group: 'message'}),
    requiredField({name: 'queuedAt', title: 'Requested', type: 'datetime', group: 'delivery'}),
    defineField({name: 'claimedAt', title: 'Claimed', type: 'datetime', group: 'delivery'}),
    defineField({name: 'sentAt', title: 'Sent', type: 'datetime', group: 'delivery'}),
    requiredCount({name: 'attempts', title: 'Attempts', group: 'delivery', initialValue: 0}),
    defineField({name: 'failure', title: 'Last failure', type: 'string', group: 'delivery'}),
    defineField({
      name: 'smtpMessageId',
      title: 'Message id',
      type: 'string',
      group: 'delivery',
      description: 'For finding it at the mail provider.',
    }),
    siteField({group: 'delivery'}),
  ],
  orderings: [
    {name: 'queuedDesc', title: 'Newest first', by: [{field: 'queuedAt', direction: 'desc'}]},
  ],
  preview: {
    select: {kind: 'kind', status: 'status', at: 'queuedAt', subject: 'subject'},
    prepare: ({kind, status, at, subject}) => ({
      title: subject || titleOf(EMAIL_KIND_CHOICES, kind) || 'E-mail',
      subtitle: [titleOf(EMAIL_STATUS_CHOICES, status), when(at)].filter(Boolean).join(' · '),
    }),
  },
})
