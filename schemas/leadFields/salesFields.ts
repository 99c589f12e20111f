import {defineArrayMember, defineField} from 'sanity'
import {
  ENGAGEMENT_CHOICES,
  LEAD_SUBSCRIPTION_CHOICES,
  listOf,
  type Choice,
} from '../fields/choices.ts'

/**
 * How far the lead has come and which audiences it belongs to.
 *
 * @param statuses - as `leadType` takes them
 */
export function salesFields(statuses: readonly Choice[]) {
  return [
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
  ]
}
