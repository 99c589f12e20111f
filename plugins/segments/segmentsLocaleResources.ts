import {defineLocalesResources} from 'sanity'

/** Strings of the Segments tool. */
const segmentsLocaleResources = defineLocalesResources('leads-segments', {
  /** Using a segment or a list in a campaign */
  'campaign.audience': 'Audience',
  'campaign.audience-of': 'Audience of “{{title}}”',
  'campaign.change': 'Change audience',
  'campaign.changed': 'The audience of “{{title}}” was changed',
  'campaign.create': 'Create campaign',
  'campaign.created': '“{{title}}” was created as a draft',
  'campaign.denied': 'You don’t have access to the campaigns of this site',
  'campaign.empty': 'No draft or ready campaigns',
  'campaign.empty-description': 'The audience of a sent or cancelled campaign can’t be changed.',
  'campaign.empty-make': 'Create a campaign',
  'campaign.existing': 'An existing campaign',
  'campaign.failed': 'The campaigns could not be loaded',
  'campaign.list': 'Draft and ready campaigns',
  'campaign.loading': 'Loading campaigns',
  'campaign.made': 'Created',
  'campaign.more': 'Show more campaigns',
  'campaign.new': 'A new campaign',
  'campaign.no-create': 'A new campaign (editors only)',
  'campaign.no-update': 'An existing campaign (editors only)',
  'campaign.nobody': 'No audience yet',
  'campaign.none': 'No campaigns found matching “{{search}}”',
  'campaign.none-description': 'The search covers titles and subjects.',
  'campaign.not-mailed_one':
    '{{count, number}} of them gets no campaigns: not confirmed, unsubscribed, bounced, marked an e-mail as spam, or on the suppression list.',
  'campaign.not-mailed_other':
    '{{count, number}} of them get no campaigns: not confirmed, unsubscribed, bounced, marked an e-mail as spam, or on the suppression list.',
  'campaign.open': 'Open campaign',
  'campaign.same': 'The campaign already has this audience.',
  'campaign.search': 'Search campaigns by title or subject',
  'campaign.search-placeholder': 'Search campaigns',
  'campaign.status-draft': 'Draft',
  'campaign.status-ready': 'Ready',
  'campaign.title': 'Title',
  'campaign.unreadable': 'The audience can’t be read: {{reason}}',
  'campaign.untitled': 'Campaign without a title',
  'campaign.use': 'Use “{{title}}” in a campaign',
  'campaign.use-add': 'Add these leads',
  'campaign.use-add-description': 'The current audience and all of these leads.',
  'campaign.use-how': 'How to use these leads',
  'campaign.use-narrow': 'Keep only these leads',
  'campaign.use-narrow-description':
    'Only leads of the current audience that are also among these.',
  'campaign.use-replace': 'Replace with these leads',
  'campaign.use-replace-description': 'These leads, and no others.',
  'campaign.where': 'Where to use these leads',

  /** Card of a segment */
  'card.actions': 'More actions for {{title}}',
  'card.campaign': 'Use in campaign…',
  'card.campaign-denied': 'Use in campaign (editors only)',
  'card.export': 'Export',
  'card.export-label': 'Export leads of {{title}}',
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
  'card.no-history': 'History starts tomorrow',
  'card.not-counted': 'Not counted yet',
  'card.number': '{{number, number}}',
  'card.open': 'Open',
  'card.open-label': 'Open {{title}}',
  'card.untitled': 'Segment without a name',
  'card.view': 'View leads',
  'card.view-label': 'View leads of {{title}}',
  'card.will-count': 'Will be counted within five minutes',

  /** Counting on request failed */
  'count.failed': '“{{title}}” could not be counted',

  /** Deleting a segment */
  'delete.delete': 'Delete segment',
  'delete.done': '“{{title}}” was deleted',
  'delete.final': 'The segment is deleted permanently. Its leads are kept.',
  'delete.refused': 'The segment is still in use. Remove it from these first:',
  'delete.refused-title': '“{{title}}” can’t be deleted',
  'delete.title': 'Delete “{{title}}”?',

  /** Leaving the editor with unsaved changes */
  'discard.description': 'Your changes are not saved.',
  'discard.discard': 'Discard changes',
  'discard.stay': 'Keep editing',
  'discard.title': 'Discard your changes?',

  /** Duplicating failed */
  'duplicate.failed': '“{{title}}” could not be duplicated',

  /** Editor of a segment */
  'edit.back': 'Back to all segments',
  'edit.create': 'Create segment',
  'edit.description': 'Description',
  'edit.gone': 'This segment does not exist',
  'edit.gone-reason': 'It was deleted, or it belongs to another site.',
  'edit.name': 'Name',
  'edit.new': 'New segment',
  'edit.save': 'Save',
  'edit.unreadable':
    'The stored conditions can’t be read: {{reason}} If you save, the conditions below replace them.',
  'edit.used': 'Changing this segment also changes these:',

  /** List of segments */
  'list.clear-search': 'Clear the search',
  'list.create': 'New segment',
  'list.create-first': 'Create a segment',
  'list.denied': 'You don’t have access to the segments of this site',
  'list.empty': 'No segments yet',
  'list.empty-description':
    'A segment is a group of leads that meet its conditions. It updates itself, and campaigns and other segments can use it.',
  'list.failed': 'The segments could not be loaded',
  'list.loading': 'Loading segments',
  'list.none': 'No segments found matching “{{search}}”',
  'list.none-description': 'The search covers names, descriptions and conditions.',
  'list.order': 'Order',
  'list.order-changed': 'Last changed',
  'list.order-largest': 'Largest first',
  'list.order-name': 'By name',
  'list.order-smallest': 'Smallest first',
  'list.search': 'Search segments by name, description or conditions',
  'list.search-placeholder': 'Search segments',
  'list.title': 'Segments',
  'list.total_one': '{{count, number}} segment',
  'list.total_other': '{{count, number}} segments',

  /** Saving a segment */
  'save.done': '“{{title}}” was saved',
  'save.save': 'Save segment',
  'save.title': 'Save as segment',

  /** What uses a segment */
  'users.campaign': 'Campaign “{{title}}”',
  'users.segment': 'Segment “{{title}}”',
})

export default segmentsLocaleResources
