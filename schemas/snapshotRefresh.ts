import {RefreshIcon} from '@sanity/icons/Refresh'
import {defineField} from 'sanity'
import {jobType} from './fields/jobType.ts'

/**
 * One reading of a site's Shopify customers, `<site>.refresh.<ulid>`. What comes of it is the snapshot of
 * the same ULID; of a dry run it is `preview`, and nothing else.
 */
export const snapshotRefresh = jobType({
  name: 'snapshotRefresh',
  title: 'Customer snapshot refresh',
  icon: RefreshIcon,
  moreFields: [
    defineField({
      name: 'fault',
      title: 'What is wrong',
      type: 'string',
      description: 'Why the store’s customers could not be counted.',
      group: 'details',
    }),
    defineField({
      name: 'preview',
      title: 'What a dry run found',
      type: 'text',
      group: 'details',
      hidden: ({value}) => !value,
    }),
  ],
})
