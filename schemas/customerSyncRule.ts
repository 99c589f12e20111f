import {SyncIcon} from '@sanity/icons/Sync'
import {defineArrayMember, defineField, defineType} from 'sanity'
import {MIN_THRESHOLD} from '../core/shopify/publishCells.ts'
import {
  REDACTION_LEVEL_TITLES,
  SYNC_MODE_TITLES,
  SYNC_SCHEDULE_TITLES,
} from '../core/shopify/ruleTitles.ts'
import {READ_FIELDS, type ReadField} from '../core/shopify/syncRule.ts'
import {choicesOf, listOf, titleOf} from './fields/choices.ts'
import {siteField} from './fields/siteField.ts'
import {jsonText} from './validation/formats.ts'

const SYNC_MODE_CHOICES = choicesOf(SYNC_MODE_TITLES)
const REDACTION_CHOICES = choicesOf(REDACTION_LEVEL_TITLES)
const SCHEDULE_CHOICES = choicesOf(SYNC_SCHEDULE_TITLES)

function purposeField(name: ReadField, title: string) {
  return defineField({name, title, type: 'string', validation: (rule) => rule.max(200)})
}

/**
 * Which counts of a site's Shopify customers are shown, `<site>.rule.customers`. Grants decide who can
 * edit it; the grant of the site's administrators depends on `tenantMayEdit`.
 */
export const customerSyncRule = defineType({
  name: 'customerSyncRule',
  title: 'Customer sync rule',
  type: 'document',
  icon: SyncIcon,
  liveEdit: true,
  // `core/shopify/ruleChange.ts` decides every change of it.
  readOnly: true,
  fields: [
    defineField({
      name: 'mode',
      title: 'Which customers are counted',
      type: 'string',
      options: {list: listOf(SYNC_MODE_CHOICES), layout: 'radio'},
      initialValue: 'disabled',
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'conditions',
      title: 'Condition',
      type: 'text',
      rows: 8,
      description: 'As JSON.',
      hidden: ({document}) => document?.mode !== 'condition',
      validation: (rule) => [
        rule.custom(jsonText),
        rule.custom((value, {document}) =>
          document?.mode === 'condition' && !value
            ? 'Choose which customers are counted, or choose another mode.'
            : true,
        ),
      ],
    }),
    defineField({
      name: 'redactionLevel',
      title: 'What may be shown',
      type: 'string',
      description: 'No level shows individual customers.',
      options: {list: listOf(REDACTION_CHOICES), layout: 'radio'},
      initialValue: 'counts',
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'cellThreshold',
      title: 'Smallest group shown',
      type: 'number',
      description: 'Groups with fewer customers are not shown, so that nobody can be identified.',
      initialValue: 10,
      validation: (rule) => [
        rule
          .required()
          .integer()
          .min(MIN_THRESHOLD)
          .error(`Use at least ${MIN_THRESHOLD}: people can be recognised in smaller groups.`),
      ],
    }),
    defineField({
      name: 'allowedTags',
      title: 'Tags to show',
      type: 'array',
      of: [defineArrayMember({type: 'string'})],
      options: {layout: 'tags'},
      description: 'Empty: all tags with enough customers.',
    }),
    defineField({
      name: 'purposes',
      title: 'Purpose of each field',
      type: 'object',
      options: {collapsible: true, collapsed: true},
      fields: READ_FIELDS.map(({name, title}) => purposeField(name, title)),
    }),
    defineField({
      name: 'schedule',
      title: 'Schedule',
      type: 'string',
      options: {list: listOf(SCHEDULE_CHOICES), layout: 'radio'},
      initialValue: 'manual',
    }),
    defineField({
      name: 'keepDays',
      title: 'Keep snapshots for (days)',
      type: 'number',
      description: 'Empty: 400 days.',
      validation: (rule) => rule.integer().min(1).max(3650),
    }),
    defineField({
      name: 'approvalReference',
      title: 'Approval',
      type: 'string',
      description: 'Ticket or document with the approval.',
      validation: (rule) =>
        rule.custom((value, {document}) =>
          document?.mode !== 'disabled' && !value
            ? 'Counting customers needs an approval. Enter its ticket or document.'
            : true,
        ),
    }),
    defineField({
      name: 'approvalUntil',
      title: 'Approved until',
      type: 'date',
      description: 'The last day. Empty: no end.',
    }),
    defineField({
      name: 'tenantMayEdit',
      title: 'Administrators of the site can change this rule',
      type: 'boolean',
      initialValue: false,
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'revision',
      title: 'Revision',
      type: 'number',
      readOnly: true,
      initialValue: 1,
      validation: (rule) => rule.required().integer().positive(),
    }),
    siteField(),
  ],
  preview: {
    select: {site: 'site', mode: 'mode', level: 'redactionLevel'},
    prepare: ({site, mode, level}) => ({
      title: `Customer sync of ${site ?? 'a site'}`,
      subtitle: [titleOf(SYNC_MODE_CHOICES, mode), titleOf(REDACTION_CHOICES, level)]
        .filter(Boolean)
        .join(' · '),
    }),
  },
})
