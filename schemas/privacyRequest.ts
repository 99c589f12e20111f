import {UserIcon} from '@sanity/icons/User'
import {defineField, defineType} from 'sanity'
import {HELD_KINDS, type HeldKind} from '../core/privacy/privacyTopics.ts'
import {type Choice, listOf, titleOf} from './fields/choices.ts'
import {requiredCount, requiredField} from './fields/requiredField.ts'
import {siteField} from './fields/siteField.ts'
import {when} from './fields/when.ts'

const TOPIC_CHOICES = [
  {value: 'customers/data_request', title: 'A customer asks for their data'},
  {value: 'customers/redact', title: 'Erase a customer'},
  {value: 'shop/redact', title: 'Erase data of the store'},
] as const satisfies readonly Choice[]

const STATE_CHOICES = [
  {value: 'received', title: 'Received'},
  {value: 'searching', title: 'In progress'},
  {value: 'held', title: 'Data found: an administrator has to answer'},
  {value: 'answered', title: 'Answered'},
  {value: 'done', title: 'Done'},
  {value: 'refused', title: 'Refused: not sent by Shopify'},
] as const satisfies readonly Choice[]

const HELD_TITLES: Readonly<Record<HeldKind, string>> = {
  leads: 'Leads',
  subscribers: 'Subscriptions',
  suppressions: 'Suppressions',
  submissions: 'Submissions',
  entries: 'Timeline entries',
  messages: 'E-mails',
  shareRows: 'Rows stored for undo',
  snapshots: 'Customer snapshots',
  refreshes: 'Refreshes',
  rules: 'Sync rules turned off',
}

/**
 * A privacy request from Shopify about a customer or a store, `<site>.privacy.<ulid>`, and its progress.
 * It holds only the key of the person, and not even that once they are erased. Functions write it.
 */
export const privacyRequest = defineType({
  name: 'privacyRequest',
  title: 'Privacy request',
  type: 'document',
  icon: UserIcon,
  liveEdit: true,
  readOnly: true,
  fields: [
    defineField({
      name: 'topic',
      title: 'Request',
      type: 'string',
      options: {list: listOf(TOPIC_CHOICES)},
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'state',
      title: 'State',
      type: 'string',
      options: {list: listOf(STATE_CHOICES)},
      validation: (rule) => rule.required(),
    }),
    requiredField({
      name: 'receivedAt',
      title: 'Received',
      type: 'datetime',
      description: 'Answer within 30 days.',
    }),
    defineField({name: 'finishedAt', title: 'Search finished', type: 'datetime'}),
    defineField({
      name: 'answeredAt',
      title: 'Answered',
      type: 'datetime',
      description: 'When an administrator marked the request as answered.',
      hidden: ({value}) => !value,
    }),
    defineField({
      name: 'held',
      title: 'Found or erased',
      type: 'object',
      options: {columns: 2},
      fields: HELD_KINDS.map((name) =>
        defineField({name, title: HELD_TITLES[name], type: 'number', hidden: ({value}) => !value}),
      ),
    }),
    defineField({
      name: 'personKey',
      title: 'Person',
      type: 'string',
      description: 'Key of the lead and the subscriber.',
      hidden: ({value}) => !value,
    }),
    defineField({
      name: 'nextAt',
      title: 'Next search',
      type: 'datetime',
      hidden: ({value}) => !value,
    }),
    defineField({name: 'progress', title: 'Progress', type: 'text', hidden: true}),
    requiredCount({name: 'turn', title: 'Calls', hidden: true}),
    requiredField({name: 'seal', title: 'Seal', type: 'string', hidden: true}),
    siteField(),
  ],
  orderings: [
    {name: 'receivedDesc', title: 'Newest first', by: [{field: 'receivedAt', direction: 'desc'}]},
  ],
  preview: {
    select: {topic: 'topic', state: 'state', at: 'receivedAt'},
    prepare: ({topic, state, at}) => ({
      title: titleOf(TOPIC_CHOICES, topic) || 'Privacy request',
      subtitle: [titleOf(STATE_CHOICES, state), when(at)].filter(Boolean).join(' · '),
    }),
  },
})
