import {ClockIcon} from '@sanity/icons/Clock'
import {defineType} from 'sanity'
import {siteField} from './fields/siteField.ts'

/**
 * Marks that the audit trail of a site may lack recent changes, `<site>.pending.trail`. Transactions
 * create it if it is not there; that starts the function that writes the trail, which deletes it.
 */
export const pendingTrail = defineType({
  name: 'pendingTrail',
  title: 'Pending audit trail',
  type: 'document',
  icon: ClockIcon,
  liveEdit: true,
  readOnly: true,
  fields: [siteField()],
  preview: {select: {title: 'site'}},
})
