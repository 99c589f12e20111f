import {StackCompactIcon} from '@sanity/icons/StackCompact'
import {defineField} from 'sanity'
import {jobType} from './fields/jobType.ts'

/**
 * One change applied to many leads, `<site>.bulk.<ulid>`; `<site>.bulk.delete.<ulid>` for a deletion,
 * which only administrators of the site may write.
 */
export const bulkChange = jobType({
  name: 'bulkChange',
  title: 'Bulk change',
  icon: StackCompactIcon,
  moreFields: [
    defineField({
      name: 'unchanged',
      title: 'That way already',
      type: 'number',
      group: 'progress',
      validation: (rule) => rule.required().integer().min(0),
    }),
    defineField({
      name: 'moreFailures',
      title: 'Failures that are not listed',
      type: 'number',
      group: 'progress',
      validation: (rule) => rule.required().integer().min(0),
    }),
    defineField({
      name: 'way',
      title: 'Carried out by',
      type: 'string',
      group: 'details',
      options: {
        list: [
          {value: 'page', title: 'The page'},
          {value: 'function', title: 'A function'},
        ],
      },
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'turn',
      title: 'Turn',
      type: 'number',
      group: 'details',
      description: 'Counts how often the work was handed on; a function starts on each new turn.',
      validation: (rule) => rule.required().integer().min(0),
    }),
    defineField({
      name: 'cancelRequested',
      title: 'To be cancelled',
      type: 'boolean',
      group: 'details',
    }),
  ],
})
