import {AccessDeniedIcon} from '@sanity/icons/AccessDenied'
import {defineField, defineType} from 'sanity'
import {listOf, titleOf, type Choice} from './fields/choices.ts'
import {siteField} from './fields/siteField.ts'

const SUPPRESSION_REASON_CHOICES = [
  {value: 'unsubscribed', title: 'Unsubscribed'},
  {value: 'bounced', title: 'Address bounces'},
  {value: 'complained', title: 'Marked our mail as spam'},
  {value: 'erased', title: 'Erased on request'},
  {value: 'manual', title: 'Added by an administrator'},
] as const satisfies readonly Choice[]

/**
 * That a person must not be mailed, `<site>.suppression.<personKey>`. It names nobody, so it can
 * outlive the erasure of the person.
 */
export const suppression = defineType({
  name: 'suppression',
  title: 'Suppression',
  type: 'document',
  icon: AccessDeniedIcon,
  liveEdit: true,
  readOnly: true,
  fields: [
    defineField({
      name: 'reason',
      title: 'Reason',
      type: 'string',
      options: {list: listOf(SUPPRESSION_REASON_CHOICES)},
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'since',
      title: 'Since',
      type: 'datetime',
      validation: (rule) => rule.required(),
    }),
    siteField(),
  ],
  orderings: [
    {name: 'sinceDesc', title: 'Newest first', by: [{field: 'since', direction: 'desc'}]},
  ],
  preview: {
    select: {reason: 'reason', since: 'since'},
    prepare: ({reason, since}) => ({
      title: titleOf(SUPPRESSION_REASON_CHOICES, reason) || 'Suppression',
      subtitle: typeof since === 'string' ? `since ${since.slice(0, 10)}` : '',
    }),
  },
})
