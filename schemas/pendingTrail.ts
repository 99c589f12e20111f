import {ClockIcon} from '@sanity/icons/Clock'
import {defineType} from 'sanity'
import {siteField} from './fields/siteField.ts'

/**
 * Says that something happened at a site that its audit trail may not tell yet, `<site>.pending.trail`.
 * Transactions create it if it is not there; the function that writes the trail runs when it appears,
 * and removes it.
 */
export const pendingTrail = defineType({
  name: 'pendingTrail',
  title: 'Audit trail to be written',
  type: 'document',
  icon: ClockIcon,
  liveEdit: true,
  readOnly: true,
  fields: [siteField()],
  preview: {select: {title: 'site'}},
})
