import {defineLocalesResources} from 'sanity'

/** Strings of the Lists tool. */
const listsLocaleResources = defineLocalesResources('leads-lists', {
  /** Using a list in a campaign */
  'campaign.failed': 'The campaigns could not be loaded',
  'campaign.loading': 'Loading campaigns',
  'campaign.title': 'Use “{{title}}” in a campaign',

  /** Card of a list */
  'card.actions': 'More actions for {{title}}',
  'card.by': 'by {{name}}',
  'card.campaign': 'Use in campaign…',
  'card.campaign-denied': 'Use in campaign (editors only)',
  'card.counted_one': 'lead, counted',
  'card.counted_other': 'leads, counted',
  'card.delete': 'Delete…',
  'card.delete-denied': 'Delete (administrators only)',
  'card.delete-failed': 'Not deleted: {{reason}}',
  'card.deleting': 'Being deleted: {{done, number}} of {{total, number}} leads',
  'card.export': 'Export',
  'card.export-label': 'Export leads of {{title}}',
  'card.made': 'Created',
  'card.not-counted': 'Not counted yet',
  'card.number': '{{number, number}}',
  'card.rename': 'Rename…',
  'card.rename-denied': 'Rename (editors only)',
  'card.untitled': 'List without a name',
  'card.uploaded': 'Uploaded',
  'card.view': 'View leads',
  'card.view-label': 'View leads of {{title}}',
  'card.will-count': 'Will be counted within five minutes',

  /** Deleting a list */
  'delete.count-failed': 'The leads could not be counted: {{reason}}',
  'delete.counting': 'Counting the leads…',
  'delete.gone': 'The list was deleted in the meantime.',
  'delete.keep': 'Delete the list only',
  'delete.keep-description_one': 'Its {{count, number}} lead is kept and leaves the list.',
  'delete.keep-description_other': 'All {{count, number}} leads are kept and leave the list.',
  'delete.list': 'Delete list',
  'delete.only_one': 'Delete the list and the {{count, number}} lead that came only with it',
  'delete.only_other': 'Delete the list and the {{count, number}} leads that came only with it',
  'delete.only-description':
    'An import into this list created them, and they are on no other list. The other leads ({{rest, number}}) are kept and leave the list.',
  'delete.only-nobody': 'Delete the list and the leads that came only with it',
  'delete.only-none': 'No lead came only with this list.',
  'delete.refused': 'The list is still in use. Remove it from these first:',
  'delete.refused-title': '“{{title}}” can’t be deleted',
  'delete.started': '“{{title}}” is being deleted',
  'delete.stays':
    'Timelines, submissions and subscriptions of deleted leads are kept. Deleting a lead does not erase the person.',
  'delete.title': 'Delete “{{title}}”?',
  'delete.type': 'Type {{count}} to delete them',
  'delete.undo': 'It can be undone for 30 days, under “Recently changed” in the Leads tool.',
  'delete.what_one': 'There is {{count, number}} lead on the list. What do you want to delete?',
  'delete.what_other': 'There are {{count, number}} leads on the list. What do you want to delete?',
  'delete.with-leads_one': 'Delete list and {{count, number}} lead',
  'delete.with-leads_other': 'Delete list and {{count, number}} leads',

  /** Name and description of a list */
  'edit.create': 'Create list',
  'edit.description': 'Description',
  'edit.done': '“{{title}}” was saved',
  'edit.name': 'Name',
  'edit.new': 'New list',
  'edit.save': 'Save',
  'edit.title': 'Rename “{{title}}”',

  /** A site without lists */
  'empty.description':
    'A list contains leads that belong together, such as the visitors of a trade fair. Add leads by an import, or in the grid with “Add to list”.',
  'empty.import': 'Import leads',
  'empty.sample': 'Download a sample file (CSV)',
  'empty.title': 'No lists yet',

  /** Importing files */
  'import.loading': 'Loading the import',

  /** All lists */
  'list.create': 'New list',
  'list.denied': 'You don’t have access to the lists of this site',
  'list.failed': 'The lists could not be loaded',
  'list.drop': 'Drop the files to import them',
  'list.imports': 'Imports',
  'list.loading': 'Loading lists',
  'list.more': 'Show more lists',
  'list.order': 'Order',
  'list.order-largest': 'Largest first',
  'list.order-name': 'By name',
  'list.order-newest': 'Newest first',
  'list.search': 'Search lists by name or description',
  'list.search-placeholder': 'Search lists',
  'list.title': 'Lists',
  'list.total_one': '{{count, number}} list',
  'list.total_other': '{{count, number}} lists',
  'list.upload': 'Upload new list',

  /** A search that finds nothing */
  'none.clear': 'Clear the search',
  'none.description': 'The search covers names and descriptions.',
  'none.title': 'No lists found matching “{{search}}”',

  /** Where a list came from */
  'source.import': 'Imported',
  'source.import-of': 'Import of {{label}}',
  'source.manual': 'Created by hand',
  'source.manual-of': 'Created by hand: {{label}}',
  'source.migration': 'Migrated',
  'source.migration-of': 'Migration from {{label}}',

  /** What uses a list */
  'users.campaign': 'Campaign “{{title}}”',
  'users.segment': 'Segment “{{title}}”',
  'users.view': 'View “{{title}}”',
})

export default listsLocaleResources
