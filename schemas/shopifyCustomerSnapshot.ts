import {BarChartIcon} from '@sanity/icons/BarChart'
import {defineField, defineType} from 'sanity'
import {bucketField} from './fields/bucketField.ts'
import {siteField} from './fields/siteField.ts'
import {when} from './fields/when.ts'

/** A redacted picture of a shop's customers at one time, `<site>.snapshot.<ulid>`. Counts only. */
export const shopifyCustomerSnapshot = defineType({
  name: 'shopifyCustomerSnapshot',
  title: 'Customer snapshot',
  type: 'document',
  icon: BarChartIcon,
  liveEdit: true,
  readOnly: true,
  groups: [
    {name: 'counts', title: 'Counts', default: true},
    {name: 'capture', title: 'How it was taken'},
  ],
  fields: [
    defineField({
      name: 'takenAt',
      title: 'Taken',
      type: 'datetime',
      group: ['counts', 'capture'],
      validation: (rule) => rule.required(),
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
          validation: (rule) => rule.required(),
        }),
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
      name: 'suppressed',
      title: 'Left out because too small',
      type: 'object',
      group: 'capture',
      options: {columns: 2},
      fields: [
        defineField({
          name: 'cells',
          title: 'Groups',
          type: 'number',
          validation: (rule) => rule.required(),
        }),
        defineField({
          name: 'customers',
          title: 'Customers',
          type: 'number',
          validation: (rule) => rule.required(),
        }),
      ],
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'ruleRevision',
      title: 'Revision of the rule',
      type: 'number',
      group: 'capture',
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'apiVersion',
      title: 'Shopify API version',
      type: 'string',
      group: 'capture',
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'cost',
      title: 'Query cost',
      type: 'number',
      group: 'capture',
      description: 'Points that Shopify charged for reading.',
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
