import {ActivityIcon} from '@sanity/icons/Activity'
import {defineField, defineType} from 'sanity'
import {ACTIVITY_KINDS, activityKindsWhere, isActivityKind} from '../core/people/activityKinds.ts'
import {actorField} from './fields/actorField.ts'
import {nameValueField} from './fields/nameValueField.ts'
import {requiredField} from './fields/requiredField.ts'
import {siteField} from './fields/siteField.ts'
import {when} from './fields/when.ts'

/** One entry of a person's timeline, `<site>.activity.<personKey>.<ulid>`. Written once. */
export const leadActivity = defineType({
  name: 'leadActivity',
  title: 'Timeline entry',
  type: 'document',
  icon: ActivityIcon,
  liveEdit: true,
  readOnly: true,
  fields: [
    defineField({
      name: 'kind',
      title: 'Kind',
      type: 'string',
      options: {
        list: activityKindsWhere(() => true).map((value) => ({
          value,
          title: ACTIVITY_KINDS[value].title,
        })),
      },
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'code',
      title: 'Code of the text',
      type: 'string',
      description: 'The tools translate it. Empty in entries of earlier releases.',
      readOnly: true,
    }),
    requiredField({name: 'summary', title: 'Summary', type: 'string'}),
    requiredField({name: 'at', title: 'When', type: 'datetime'}),
    actorField(),
    nameValueField({name: 'details', title: 'Details'}),
    requiredField({name: 'personKey', title: 'Person', type: 'string'}),
    requiredField({name: 'leadId', title: 'Lead', type: 'string'}),
    defineField({name: 'submissionId', title: 'Submission', type: 'string'}),
    defineField({name: 'emailId', title: 'E-mail', type: 'string'}),
    defineField({
      name: 'jobId',
      title: 'Bulk change',
      type: 'string',
      description: 'The bulk change this entry is part of.',
    }),
    defineField({
      name: 'auditSeq',
      title: 'Audit event',
      type: 'number',
      description:
        'Number of the audit event of this entry; 0 if the entry is older than the trail. Empty until it is recorded.',
      readOnly: true,
    }),
    siteField(),
  ],
  orderings: [{name: 'atDesc', title: 'Newest first', by: [{field: 'at', direction: 'desc'}]}],
  preview: {
    select: {summary: 'summary', kind: 'kind', at: 'at'},
    prepare: ({summary, kind, at}) => ({
      title: summary || 'Timeline entry',
      subtitle: [isActivityKind(kind) ? ACTIVITY_KINDS[kind].title : kind, when(at)]
        .filter(Boolean)
        .join(' · '),
    }),
  },
})
