import {AccessDeniedIcon} from '@sanity/icons/AccessDenied'
import {defineField, defineType} from 'sanity'
import {type Choice, listOf, titleOf} from './fields/choices.ts'
import {requiredField} from './fields/requiredField.ts'
import {siteField} from './fields/siteField.ts'

const SUPPRESSION_REASON_CHOICES = [
  {value: 'unsubscribed', title: 'Unsubscribed'},
  {value: 'bounced', title: 'Address bounces'},
  {value: 'complained', title: 'Marked as spam'},
  {value: 'erased', title: 'Erased on request'},
  {value: 'manual', title: 'Added by an administrator'},
] as const satisfies readonly Choice[]

/**
 * Marks that a person must not be mailed, `<site>.suppression.<personKey>`. It names nobody, so it stays
 * when the person is erased. It is never deleted: an administrator lifts it, which it records.
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
    requiredField({name: 'since', title: 'Since', type: 'datetime'}),
    defineField({
      name: 'withdrawnAt',
      title: 'Withdrawn',
      type: 'datetime',
      description:
        'When the person unsubscribed, if the reason is another one. It stays in force when that reason is lifted.',
    }),
    defineField({
      name: 'liftedAt',
      title: 'Lifted',
      type: 'datetime',
      description: 'When an administrator lifted it. Since then the person is not suppressed.',
    }),
    siteField(),
  ],
  orderings: [
    {name: 'sinceDesc', title: 'Newest first', by: [{field: 'since', direction: 'desc'}]},
  ],
  preview: {
    select: {reason: 'reason', since: 'since', liftedAt: 'liftedAt'},
    prepare: ({reason, since, liftedAt}) => ({
      title: titleOf(SUPPRESSION_REASON_CHOICES, reason) || 'Suppression',
      subtitle: [
        typeof since === 'string' ? `since ${since.slice(0, 10)}` : '',
        typeof liftedAt === 'string' ? `lifted ${liftedAt.slice(0, 10)}` : '',
      ]
        .filter(Boolean)
        .join(' · '),
    }),
  },
})
