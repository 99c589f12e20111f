import {EnvelopeIcon} from '@sanity/icons/Envelope'
import {defineArrayMember, defineField, defineType} from 'sanity'
import {listOf, SUBSCRIPTION_CHOICES, titleOf} from './fields/choices.ts'
import {consentEventFields} from './fields/consentEventFields.ts'
import {requiredField} from './fields/requiredField.ts'
import {siteField} from './fields/siteField.ts'
import {utmField} from './fields/utmField.ts'

/**
 * A person's newsletter subscription, `<site>.subscriber.<personKey>`. Its status follows what the
 * person did; only a confirmed double opt-in turns it on.
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
      description: 'Follows what the person did: nobody can be subscribed from here.',
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
      description: 'The latest request for confirmation, and whether it was answered.',
      readOnly: true,
      options: {columns: 2},
      fields: [
        requiredField({name: 'requestedAt', title: 'Requested', type: 'datetime'}),
        defineField({name: 'confirmedAt', title: 'Confirmed', type: 'datetime'}),
        requiredField({name: 'expiresAt', title: 'Link valid until', type: 'datetime'}),
        requiredField({name: 'lastSubmissionId', title: 'Submission', type: 'string'}),
        defineField({
          name: 'unanswered',
          title: 'Mails without an answer',
          type: 'number',
          description:
            'Confirmation mails since the person last confirmed. The next one waits longer.',
        }),
        requiredField({name: 'nonce', title: 'Nonce', type: 'string', hidden: true}),
      ],
    }),
    defineField({
      name: 'consentHistory',
      title: 'Consent history',
      type: 'array',
      group: 'consent',
      description: 'Every request, confirmation and withdrawal, oldest first. It only ever grows.',
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
