import {ActivityIcon} from '@sanity/icons/Activity'
import {defineField, defineType} from 'sanity'
import {actorField} from './fields/actorField.ts'
import {listOf, titleOf, type Choice} from './fields/choices.ts'
import {nameValueField} from './fields/nameValueField.ts'
import {siteField} from './fields/siteField.ts'
import {when} from './fields/when.ts'

/** What an entry of a person's timeline can be. */
export const ACTIVITY_KIND_CHOICES = [
  {value: 'submission', title: 'Form sent'},
  {value: 'consent', title: 'Consent'},
  {value: 'email.sent', title: 'E-mail sent'},
  {value: 'email.delivered', title: 'E-mail delivered'},
  {value: 'email.opened', title: 'E-mail opened'},
  {value: 'email.clicked', title: 'E-mail clicked'},
  {value: 'email.replied', title: 'E-mail answered'},
  {value: 'email.bounced', title: 'E-mail bounced'},
  {value: 'email.complained', title: 'Marked as spam'},
  {value: 'email.refused', title: 'E-mail not sent'},
  {value: 'note', title: 'Note'},
  {value: 'status', title: 'Status changed'},
  {value: 'import', title: 'Imported'},
  {value: 'merge', title: 'Merged'},
  {value: 'field', title: 'Field changed'},
] as const satisfies readonly Choice[]

/** One entry of a person's timeline, `<site>.activity.<personKey>.<ulid>`. Written once. */
export const leadActivity = defineType({
  name: 'leadActivity',
  title: 'Activity',
  type: 'document',
  icon: ActivityIcon,
  liveEdit: true,
  readOnly: true,
  fields: [
    defineField({
      name: 'kind',
      title: 'Kind',
      type: 'string',
      options: {list: listOf(ACTIVITY_KIND_CHOICES)},
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'summary',
      title: 'Summary',
      type: 'string',
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'at',
      title: 'When',
      type: 'datetime',
      validation: (rule) => rule.required(),
    }),
    actorField(),
    nameValueField({name: 'details', title: 'Details'}),
    defineField({
      name: 'personKey',
      title: 'Person',
      type: 'string',
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'leadId',
      title: 'Lead',
      type: 'string',
      validation: (rule) => rule.required(),
    }),
    defineField({name: 'submissionId', title: 'Submission', type: 'string'}),
    defineField({name: 'emailId', title: 'E-mail', type: 'string'}),
    defineField({
      name: 'jobId',
      title: 'Bulk change',
      type: 'string',
      description: 'The bulk change that this was a part of.',
    }),
    defineField({
      name: 'auditSeq',
      title: 'Audit event',
      type: 'number',
      description:
        'Number of the event that the audit trail holds of this entry; 0 for one that is older than the trail. Absent until it is recorded.',
      readOnly: true,
    }),
    siteField(),
  ],
  orderings: [{name: 'atDesc', title: 'Newest first', by: [{field: 'at', direction: 'desc'}]}],
  preview: {
    select: {summary: 'summary', kind: 'kind', at: 'at'},
    prepare: ({summary, kind, at}) => ({
      title: summary || 'Activity',
      subtitle: [titleOf(ACTIVITY_KIND_CHOICES, kind), when(at)].filter(Boolean).join(' · '),
    }),
  },
})
