import {PauseIcon} from '@sanity/icons/Pause'
import {defineField, defineType} from 'sanity'

/**
 * Pauses all customer syncs of the network, `network.sync.control`. It is read before every request to
 * a store.
 */
export const customerSyncControl = defineType({
  name: 'customerSyncControl',
  title: 'Customer sync of the network',
  type: 'document',
  icon: PauseIcon,
  liveEdit: true,
  fields: [
    defineField({name: 'paused', title: 'Paused', type: 'boolean', initialValue: false}),
    defineField({
      name: 'reason',
      title: 'Reason',
      type: 'string',
      validation: (rule) => rule.max(200),
    }),
  ],
  preview: {
    select: {paused: 'paused', reason: 'reason'},
    prepare: ({paused, reason}) => ({
      title: paused ? 'Customer sync is paused' : 'Customer sync is on',
      subtitle: reason,
    }),
  },
})
