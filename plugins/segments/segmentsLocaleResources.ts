import {defineLocalesResources} from 'sanity'

/** Strings of the Segments tool. */
const segmentsLocaleResources = defineLocalesResources('leads-segments', {
  /** Using a segment in a campaign */
  'campaign.audience': 'Who gets it',
  'campaign.audience-of': 'Who gets “{{title}}”',
  'campaign.change': 'Change who gets it',
  'campaign.changed': 'Who gets “{{title}}” was changed',
  'campaign.create': 'Create campaign',
  'campaign.created': '“{{title}}” was created as a draft',
  'campaign.denied': 'You may not see the campaigns of this site',
  'campaign.empty': 'No campaign is being written',
  'campaign.empty-description':
    'For whom campaigns are that were sent or cancelled does not change any more.',
  'campaign.empty-make': 'Make a new one',
  'campaign.existing': 'A campaign that is being written',
  'campaign.failed': 'The campaigns could not be loaded',
  'campaign.list': 'Campaigns that are being written',
  'campaign.loading': 'Loading campaigns',
  'campaign.made': 'Created',
  'campaign.more': 'Show more campaigns',
  'campaign.new': 'A new campaign',
  'campaign.no-create': 'A new campaign (editors only)',
  'campaign.no-update': 'A campaign that is being written (editors only)',
  'campaign.nobody': 'For nobody yet',
  'campaign.none': 'No campaigns found matching “{{search}}”',
  'campaign.none-description': 'Titles and subjects are searched.',
  'campaign.not-mailed_one':
    '{{count, number}} of them gets no campaigns: not confirmed, unsubscribed, bounced, complained or suppressed.',
  'campaign.not-mailed_other':
    '{{count, number}} of them get no campaigns: not confirmed, unsubscribed, bounced, complained or suppressed.',
  'campaign.open': 'Open campaign',
  'campaign.same': 'The campaign is for these people already.',
  'campaign.search': 'Search campaigns by title or subject',
  'campaign.search-placeholder': 'Search campaigns',
  'campaign.status-draft': 'Being written',
  'campaign.status-ready': 'Ready',
  'campaign.title': 'Title',
  'campaign.unreadable': 'For whom it is can’t be read: {{reason}}',
  'campaign.untitled': 'Campaign without a title',
  'campaign.use': 'Use “{{title}}” in a campaign',
  'campaign.use-add': 'Also these people',
  'campaign.use-add-description': 'Everybody it is for now, and everybody in the segment.',
  'campaign.use-how': 'How to use the segment',
  'campaign.use-narrow': 'Only these people of it',
  'campaign.use-narrow-description': 'Those it is for now who are in the segment, too.',
  'campaign.use-replace': 'These people instead',
  'campaign.use-replace-description': 'Everybody in the segment, and nobody else.',
  'campaign.where': 'Where to use the segment',

  /** The card of a segment */
  'card.actions': 'More actions for {{title}}',
  'card.campaign': 'Use in campaign…',
  'card.campaign-denied': 'Use in campaign (editors only)',
  'card.changed': 'Changed',
  'card.changed-by': 'Changed by {{name}},',
  'card.count': 'Count again',
  'card.count-denied': 'Count again (editors only)',
  'card.counted': 'Counted',
  'card.counted-old': 'As of',
  'card.counting': 'Counting…',
  'card.delete': 'Delete…',
  'card.delete-denied': 'Delete (administrators only)',
  'card.duplicate': 'Duplicate',
  'card.duplicate-denied': 'Duplicate (editors only)',
  'card.edit': 'Edit',
  'card.edit-label': 'Edit {{title}}',
  'card.failed': 'Could not be counted: {{reason}}',
  'card.history': 'From {{from, number}} on {{since}} to {{to, number}}',
  'card.no-history': 'History from tomorrow on',
  'card.not-counted': 'Not counted yet',
  'card.number': '{{number, number}}',
  'card.open': 'Open',
  'card.open-label': 'Open {{title}}',
  'card.untitled': 'Segment without a name',
  'card.view': 'View leads',
  'card.view-label': 'View leads of {{title}}',
  'card.will-count': 'Counted within five minutes',

  /** Counting on request failed */
  'count.failed': '“{{title}}” could not be counted',

  /** Deleting a segment */
  'delete.close': 'Close',
  'delete.delete': 'Delete segment',
  'delete.done': '“{{title}}” was deleted',
  'delete.final': 'The segment is deleted for good. No lead is deleted.',
  'delete.refused': 'It is still used. Take it out of these first:',
  'delete.refused-title': '“{{title}}” can’t be deleted',
  'delete.title': 'Delete “{{title}}”?',

  /** Leaving the builder with changes */
  'discard.description': 'What you changed is not saved.',
  'discard.discard': 'Discard changes',
  'discard.stay': 'Keep editing',
  'discard.title': 'Discard your changes?',

  /** Duplicating failed */
  'duplicate.failed': '“{{title}}” could not be duplicated',

  /** One segment in the builder */
  'edit.back': 'Back to all segments',
  'edit.cancel': 'Cancel',
  'edit.create': 'Create segment',
  'edit.description': 'Description',
  'edit.gone': 'There is no such segment here',
  'edit.gone-reason': 'It was deleted, or it belongs to another site.',
  'edit.name': 'Name',
  'edit.new': 'New segment',
  'edit.save': 'Save',
  'edit.unreadable':
    'The stored definition can’t be read: {{reason}} Saving replaces it by what is built here.',
  'edit.used': 'Changing this segment changes whom these mean, too:',

  /** All segments */
  'list.clear-search': 'Clear the search',
  'list.create': 'New segment',
  'list.create-first': 'Create a segment',
  'list.denied': 'You may not see the segments of this site',
  'list.empty': 'No segments yet',
  'list.empty-description':
    'A segment is a group of leads described by conditions. Who is in it changes by itself, and lists, campaigns and other segments can use it.',
  'list.failed': 'The segments could not be loaded',
  'list.loading': 'Loading segments',
  'list.none': 'No segments found matching “{{search}}”',
  'list.none-description': 'Names, descriptions and sentences are searched.',
  'list.order': 'Order',
  'list.order-changed': 'Last changed',
  'list.order-largest': 'Largest first',
  'list.order-name': 'By name',
  'list.order-smallest': 'Smallest first',
  'list.search': 'Search segments by name or words of their sentence',
  'list.search-placeholder': 'Search segments',
  'list.title': 'Segments',
  'list.total_one': '{{count, number}} segment',
  'list.total_other': '{{count, number}} segments',

  /** Saving a filter as a segment, and a segment */
  'save.done': '“{{title}}” was saved',
  'save.save': 'Save segment',
  'save.title': 'Save as segment',

  /** What uses a segment */
  'users.campaign': 'Campaign “{{title}}”',
  'users.segment': 'Segment “{{title}}”',
})

export default segmentsLocaleResources
