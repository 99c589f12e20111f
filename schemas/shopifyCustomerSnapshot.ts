import {BarChartIcon} from '@sanity/icons/BarChart'
import {defineArrayMember, defineField, defineType} from 'sanity'
import {GROUP_PARTS} from '../core/shopify/customerTally.ts'
import {requiredCount, requiredField} from './fields/requiredField.ts'
import {siteField} from './fields/siteField.ts'
import {when} from './fields/when.ts'

/** Redacted counts of a store's customers at one time, `<site>.snapshot.<ulid>`. */
export const shopifyCustomerSnapshot = defineType({
  name: 'shopifyCustomerSnapshot',
  title: 'Customer snapshot',
  type: 'document',
  icon: BarChartIcon,
  liveEdit: true,
  readOnly: true,
  groups: [
    {name: 'counts', title: 'Counts', default: true},
    {name: 'capture', title: 'Capture'},
  ],
  fields: [
    requiredField({
      name: 'takenAt',
      title: 'Taken',
      type: 'datetime',
      group: ['counts', 'capture'],
    }),
    defineField({
      name: 'totals',
      title: 'Totals',
      type: 'object',
      group: 'counts',
      fields: [
        defineField({
          name: 'customers',
          title: 'Customers',
          type: 'number',
          description: 'Missing where the count is below the smallest group shown.',
        }),
        defineField({name: 'matched', title: 'Customers the rule includes', type: 'number'}),
      ],
      validation: (rule) => rule.required(),
    }),
    bucketField({name: 'states', title: 'Account states', group: 'counts'}),
    bucketField({name: 'tags', title: 'Tags', group: 'counts'}),
    bucketField({name: 'emailDomains', title: 'E-mail domains', group: 'counts'}),
    bucketField({name: 'consent', title: 'Marketing consent', group: 'counts'}),
    bucketField({name: 'orderBuckets', title: 'Number of orders', group: 'counts'}),
    bucketField({name: 'spendBuckets', title: 'Amount spent', group: 'counts'}),
    defineField({
      name: 'groups',
      title: 'Customer groups',
      type: 'array',
      group: 'counts',
      of: [
        defineArrayMember({
          type: 'object',
          fields: [
            ...GROUP_PARTS.map((name) => defineField({name, title: name, type: 'string'})),
            defineField({
              name: 'parts',
              title: 'Number of attributes',
              type: 'number',
              validation: (rule) => rule.required().integer(),
            }),
            requiredCount({name: 'count', title: 'Customers'}),
          ],
        }),
      ],
    }),
    defineField({
      name: 'suppressed',
      title: 'Incomplete: some groups are too small to show',
      type: 'array',
      of: [defineArrayMember({type: 'string'})],
      group: 'capture',
    }),
    defineField({name: 'level', title: 'What may be shown', type: 'string', group: 'capture'}),
    defineField({name: 'threshold', title: 'Smallest group', type: 'number', group: 'capture'}),
    defineField({name: 'rule', title: 'Rule', type: 'string', group: 'capture'}),
    requiredField({
      name: 'ruleRevision',
      title: 'Revision of the rule',
      type: 'number',
      group: 'capture',
    }),
    requiredField({
      name: 'apiVersion',
      title: 'Shopify API version',
      type: 'string',
      group: 'capture',
    }),
    defineField({
      name: 'cost',
      title: 'Query cost',
      type: 'number',
      group: 'capture',
      description: 'Points that Shopify’s API charged.',
    }),
    defineField({name: 'requests', title: 'Requests', type: 'number', group: 'capture'}),
    defineField({
      name: 'durationMs',
      title: 'Duration in milliseconds',
      type: 'number',
      group: 'capture',
    }),
    defineField({name: 'currencyCode', title: 'Currency', type: 'string', group: 'capture'}),
    defineField({name: 'storeDomain', title: 'Store', type: 'string', group: 'capture'}),
    defineField({name: 'storePlan', title: 'Plan of the store', type: 'string', group: 'capture'}),
    defineField({
      name: 'queryHash',
      title: 'Hash of the query',
      type: 'string',
      description: 'SHA-256 of the query sent to the store and of how the answers were counted.',
      group: 'capture',
    }),
    requiredField({name: 'expiresAt', title: 'Deleted on', type: 'datetime', group: 'capture'}),
    defineField({
      name: 'references',
      title: 'Sealed references',
      type: 'text',
      description: 'What the next snapshot is compared with. Only functions can decrypt it.',
      group: 'capture',
      hidden: true,
    }),
    siteField({group: 'capture'}),
  ],
  orderings: [
    {name: 'takenDesc', title: 'Newest first', by: [{field: 'takenAt', direction: 'desc'}]},
  ],
  preview: {
    select: {site: 'site', at: 'takenAt', customers: 'totals.customers'},
    prepare: ({site, at, customers}) => ({
      title: when(at) || 'Snapshot',
      subtitle: [site, typeof customers === 'number' ? `${customers} customers` : '']
        .filter(Boolean)
        .join(' · '),
    }),
  },
})

/** Counts of customers by label. Labels are classes (a tag, a domain, a range), never a person. */
function bucketField(options: {name: string; title: string; group?: string}) {
  return defineField({
    ...options,
    type: 'array',
    of: [
      defineArrayMember({
        type: 'object',
        options: {columns: 2},
        fields: [
          requiredField({name: 'label', title: 'Label', type: 'string'}),
          requiredCount({name: 'count', title: 'Customers'}),
        ],
        preview: {select: {title: 'label', subtitle: 'count'}},
      }),
    ],
  })
}
