import {EnvelopeIcon} from '@sanity/icons/Envelope'
import {defineArrayMember, defineField, defineType} from 'sanity'
import {SUBSCRIPTION_TITLES} from '../core/leads/choiceTitles.ts'
import {listOf, SUBSCRIPTION_CHOICES, titleOf} from './fields/choices.ts'
import {requiredField} from './fields/requiredField.ts'
import {siteField} from './fields/siteField.ts'
import {utmField} from './fields/utmField.ts'

/**
 * A person's newsletter subscription, `<site>.subscriber.<personKey>`. Only a confirmed double opt-in
 * makes its status `subscribed`.
 */
export const newsletterSubscriber = defineType({
  name: 'newsletterSubscriber',
  title: 'Subscriber',
  type: 'document',
  icon: EnvelopeIcon,
  liveEdit: true,
  readOnly: true,
  groups: [
    {name: 'subscription', title: 'Subscription', default: true},
    {name: 'consent', title: 'Consent history'},
    {name: 'source', title: 'Source'},
  ],
  fields: [
    defineField({
      name: 'email',
      title: 'E-mail',
      type: 'string',
      group: 'subscription',
      readOnly: true,
      validation: (rule) => rule.required().email(),
    }),
    defineField({
      name: 'name',
      title: 'Name',
      type: 'string',
      group: 'subscription',
      validation: (rule) => rule.max(200),
    }),
    defineField({
      name: 'status',
      title: 'Status',
      type: 'string',
      group: 'subscription',
      description:
        'Follows sign-ups, confirmations, unsubscribes, bounces and complaints. It can’t be edited.',
      readOnly: true,
      options: {list: listOf(SUBSCRIPTION_CHOICES)},
      initialValue: 'pending',
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'subscribedAt',
      title: 'Subscribed',
      type: 'datetime',
      group: 'subscription',
      readOnly: true,
    }),
    defineField({
      name: 'unsubscribedAt',
      title: 'Unsubscribed',
      type: 'datetime',
      group: 'subscription',
      readOnly: true,
    }),
    defineField({
      name: 'doubleOptIn',
      title: 'Double opt-in',
      type: 'object',
      group: 'subscription',
      description: 'The latest confirmation request, and whether the person confirmed.',
      readOnly: true,
      options: {columns: 2},
      fields: [
        requiredField({name: 'requestedAt', title: 'Requested', type: 'datetime'}),
        defineField({name: 'confirmedAt', title: 'Confirmed', type: 'datetime'}),
        requiredField({name: 'expiresAt', title: 'Link valid until', type: 'datetime'}),
        requiredField({name: 'lastSubmissionId', title: 'Submission', type: 'string'}),
        defineField({
          name: 'unanswered',
          title: 'Unanswered confirmation e-mails',
          type: 'number',
          description:
            'Confirmation e-mails since the person last confirmed. Each one is sent after a longer wait.',
        }),
        requiredField({name: 'nonce', title: 'Nonce', type: 'string', hidden: true}),
      ],
    }),
    defineField({
      name: 'consentHistory',
      title: 'Consent history',
      type: 'array',
      group: 'consent',
      description:
        'Every request, confirmation and withdrawal, oldest first. Entries are only added.',
      readOnly: true,
      of: [
        defineArrayMember({
          type: 'object',
          fields: consentEventFields(),
          preview: {select: {title: 'event', subtitle: 'at'}},
        }),
      ],
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'source',
      title: 'Source',
      type: 'object',
      group: 'source',
      readOnly: true,
      fields: [
        defineField({name: 'formId', title: 'Form', type: 'string'}),
        defineField({name: 'pageUrl', title: 'Page', type: 'string'}),
        utmField(),
      ],
    }),
    siteField({group: 'source'}),
  ],
  orderings: [
    {
      name: 'updatedDesc',
      title: 'Latest change first',
      by: [{field: '_updatedAt', direction: 'desc'}],
    },
    {
      name: 'subscribedDesc',
      title: 'Latest subscription first',
      by: [{field: 'subscribedAt', direction: 'desc'}],
    },
  ],
  preview: {
    select: {email: 'email', name: 'name', status: 'status'},
    prepare: ({email, name, status}) => ({
      title: name || email || 'Subscriber',
      subtitle: [titleOf(SUBSCRIPTION_CHOICES, status), name ? email : '']
        .filter(Boolean)
        .join(' · '),
    }),
  },
})

/** One entry of a subscriber's consent history: what happened, how, and which text the person saw. */
function consentEventFields() {
  return [
    defineField({
      name: 'event',
      title: 'What happened',
      type: 'string',
      options: {
        list: [
          {value: 'requested', title: 'Requested'},
          {value: 'confirmed', title: 'Confirmed'},
          {value: 'withdrawn', title: 'Withdrawn'},
          {value: 'bounced', title: 'Bounced'},
          {value: 'complained', title: SUBSCRIPTION_TITLES.complained},
          {value: 'suppressed', title: 'Suppressed'},
          {value: 'lifted', title: 'Suppression lifted'},
        ],
      },
      validation: (rule) => rule.required(),
    }),
    requiredField({name: 'at', title: 'When', type: 'datetime'}),
    defineField({
      name: 'method',
      title: 'How',
      type: 'string',
      options: {
        list: [
          {value: 'form', title: 'Form'},
          {value: 'double-opt-in', title: 'Confirmation link'},
          {value: 'one-click', title: 'One-click unsubscribe'},
          {value: 'link', title: 'Link in an e-mail'},
          {value: 'import', title: 'Import'},
          {value: 'admin', title: 'Administrator'},
        ],
      },
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'channel',
      title: 'Channel',
      type: 'string',
      options: {list: [{value: 'email', title: 'E-mail'}]},
      validation: (rule) => rule.required(),
    }),
    defineField({name: 'text', title: 'Text shown', type: 'text', rows: 3}),
    defineField({name: 'textId', title: 'Consent text', type: 'string'}),
    defineField({name: 'textVersion', title: 'Version', type: 'number'}),
    defineField({name: 'timeZone', title: 'Time zone of the site', type: 'string'}),
    defineField({name: 'pageUrl', title: 'Page', type: 'string'}),
    defineField({name: 'submissionId', title: 'Submission', type: 'string'}),
    defineField({
      name: 'importId',
      title: 'Import',
      type: 'string',
      description: 'Its statement says what the person agreed to.',
    }),
    defineField({name: 'row', title: 'Line of the imported file', type: 'number'}),
    defineField({name: 'address', title: 'Network address', type: 'string'}),
    defineField({name: 'reason', title: 'Reason', type: 'string'}),
  ]
}
