import {UserIcon} from '@sanity/icons/User'
import {defineArrayMember, defineField, defineType} from 'sanity'
import {
  ENGAGEMENT_CHOICES,
  LEAD_SUBSCRIPTION_CHOICES,
  listOf,
  titleOf,
  type Choice,
} from './fields/choices.ts'
import {consentField} from './fields/consentField.ts'
import {nameValueField} from './fields/nameValueField.ts'
import {siteField} from './fields/siteField.ts'
import {utmField} from './fields/utmField.ts'

/**
 * A person a site may do business with, `<site>.lead.<key>`.
 *
 * @param statuses - the statuses of the workspace's site, so that the form shows their titles;
 *   empty where there is no one site (the network workspace, schema extraction)
 */
export function leadType(statuses: readonly Choice[] = []) {
  return defineType({
    name: 'lead',
    title: 'Lead',
    type: 'document',
    icon: UserIcon,
    liveEdit: true,
    groups: [
      {name: 'person', title: 'Person', default: true},
      {name: 'sales', title: 'Status and audience'},
      {name: 'source', title: 'Source and consent'},
      {name: 'custom', title: 'Custom fields'},
    ],
    fieldsets: [
      {name: 'work', title: 'Work', options: {columns: 2}},
      {name: 'contact', title: 'Contact', options: {columns: 2}},
    ],
    fields: [
      defineField({
        name: 'name',
        title: 'Name',
        type: 'string',
        group: 'person',
        validation: (rule) => rule.max(200),
      }),
      defineField({
        name: 'email',
        title: 'E-mail',
        type: 'string',
        group: 'person',
        fieldset: 'contact',
        description: 'The record is filed under this address, so it can’t be changed here.',
        readOnly: true,
        validation: (rule) => rule.required().email(),
      }),
      defineField({
        name: 'phone',
        title: 'Phone',
        type: 'string',
        group: 'person',
        fieldset: 'contact',
        validation: (rule) => rule.max(60),
      }),
      defineField({
        name: 'company',
        title: 'Company',
        type: 'string',
        group: 'person',
        fieldset: 'work',
        validation: (rule) => rule.max(200),
      }),
      defineField({
        name: 'jobTitle',
        title: 'Job title',
        type: 'string',
        group: 'person',
        fieldset: 'work',
        validation: (rule) => rule.max(200),
      }),
      defineField({
        name: 'linkedIn',
        title: 'LinkedIn',
        type: 'string',
        group: 'person',
        description: 'Address of the profile page.',
        validation: (rule) => rule.max(300),
      }),
      defineField({
        name: 'status',
        title: 'Status',
        type: 'string',
        group: 'sales',
        description: 'Changed in the Leads tool, which also notes who changed it and when.',
        readOnly: true,
        options: statuses.length > 0 ? {list: listOf(statuses)} : {},
        validation: (rule) => rule.required(),
      }),
      defineField({
        name: 'engagement',
        title: 'Engagement',
        type: 'string',
        group: 'sales',
        description: 'What became of the mail we sent.',
        readOnly: true,
        options: {list: listOf(ENGAGEMENT_CHOICES)},
        initialValue: 'none',
        validation: (rule) => rule.required(),
      }),
      defineField({
        name: 'tags',
        title: 'Tags',
        type: 'array',
        group: 'sales',
        of: [defineArrayMember({type: 'string'})],
        options: {layout: 'tags'},
        validation: (rule) => rule.unique(),
      }),
      defineField({
        name: 'lists',
        title: 'Lists',
        type: 'array',
        group: 'sales',
        description: 'Ids of the lists this lead is on.',
        readOnly: true,
        of: [defineArrayMember({type: 'string'})],
        validation: (rule) => rule.unique(),
      }),
      defineField({
        name: 'campaigns',
        title: 'Campaigns',
        type: 'array',
        group: 'sales',
        description: 'Ids of the campaigns this lead was part of.',
        readOnly: true,
        of: [defineArrayMember({type: 'string'})],
        validation: (rule) => rule.unique(),
      }),
      defineField({
        name: 'score',
        title: 'Score',
        type: 'number',
        group: 'sales',
        description: 'Worked out from what the lead did.',
        readOnly: true,
      }),
      defineField({
        name: 'owner',
        title: 'Owner',
        type: 'string',
        group: 'sales',
        description: 'Id of the user who looks after this lead.',
        validation: (rule) => rule.max(100),
      }),
      defineField({
        name: 'subscription',
        title: 'Newsletter',
        type: 'string',
        group: 'sales',
        description: 'Follows the newsletter subscription; only the person can turn it on.',
        readOnly: true,
        options: {list: listOf(LEAD_SUBSCRIPTION_CHOICES)},
        initialValue: 'none',
        validation: (rule) => rule.required(),
      }),
      defineField({
        name: 'createdAt',
        title: 'Created',
        type: 'datetime',
        group: 'source',
        readOnly: true,
        validation: (rule) => rule.required(),
      }),
      defineField({
        name: 'lastContactAt',
        title: 'Last contact',
        type: 'datetime',
        group: 'source',
        readOnly: true,
      }),
      defineField({
        name: 'lastActivityAt',
        title: 'Last activity',
        type: 'datetime',
        group: 'source',
        readOnly: true,
      }),
      defineField({
        name: 'source',
        title: 'Source',
        type: 'object',
        group: 'source',
        description: 'How the lead came to us first.',
        readOnly: true,
        options: {columns: 2},
        fields: [
          defineField({
            name: 'kind',
            title: 'Kind',
            type: 'string',
            options: {
              list: [
                {value: 'form', title: 'Form'},
                {value: 'import', title: 'Import'},
                {value: 'manual', title: 'Added by hand'},
              ],
            },
            validation: (rule) => rule.required(),
          }),
          defineField({
            name: 'label',
            title: 'Label',
            type: 'string',
            validation: (rule) => rule.required(),
          }),
          defineField({name: 'formId', title: 'Form', type: 'string'}),
          defineField({name: 'pageUrl', title: 'Page', type: 'string'}),
          utmField(),
        ],
        validation: (rule) => rule.required(),
      }),
      consentField({group: 'source', withSubmission: true}),
      nameValueField({name: 'customFields', title: 'Custom fields', group: 'custom'}),
      siteField({group: 'source'}),
    ],
    orderings: [
      {
        name: 'createdDesc',
        title: 'Newest first',
        by: [{field: 'createdAt', direction: 'desc'}],
      },
      {
        name: 'lastActivityDesc',
        title: 'Latest activity',
        by: [{field: 'lastActivityAt', direction: 'desc'}],
      },
      {name: 'nameAsc', title: 'Name', by: [{field: 'name', direction: 'asc'}]},
      {name: 'companyAsc', title: 'Company', by: [{field: 'company', direction: 'asc'}]},
    ],
    preview: {
      select: {name: 'name', email: 'email', company: 'company', status: 'status'},
      prepare: ({name, email, company, status}) => ({
        title: name || email || 'Lead without a name',
        subtitle: [titleOf(statuses, status), company].filter(Boolean).join(' · '),
      }),
    },
  })
}
