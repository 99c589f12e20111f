import {StackCompactIcon} from '@sanity/icons/StackCompact'
import {jobType} from './fields/jobType.ts'

/**
 * One change applied to many leads, `<site>.bulk.<ulid>`; `<site>.bulk.delete.<ulid>` for a deletion,
 * which only administrators of the site may write.
 */
export const bulkChange = jobType({
  name: 'bulkChange',
  title: 'Bulk change',
  icon: StackCompactIcon,
})
