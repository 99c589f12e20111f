/** The list of recent changes, which can be undone. */
export const RECENT_STRINGS = {
  /** Name of the list, and of the button that opens it */
  'recent.title': 'Recently changed',
  /** Name of the list of exports, and of the button that opens it */
  'exports.title': 'Exports',
  'recent.close': 'Close the list of recent changes',
  'recent.loading': 'Loading recent changes',
  'recent.failed': 'The recent changes could not be loaded',
  'recent.denied': 'You don’t have access to this site’s changes',
  'recent.empty': 'Nothing to undo',
  'recent.empty-description':
    'Deleted leads and changes of many leads at once are listed here for 30 days, and can be undone.',
  'recent.read-only': 'Your role can see these changes but not undo them.',
  'recent.more': 'Load older changes',

  /** What is listed */
  'recent.filter': 'Show',
  'recent.filter-all': 'All changes',
  'recent.filter-deleted': 'Deleted leads',
  'recent.filter-mine': 'My changes',
  'recent.no-match': 'No such changes in the last 30 days.',
  'recent.no-match-so-far': 'No match among the loaded changes. Load older ones to look further.',

  /** What a change did */
  'recent.what-addTag_one': 'Tag “{{tag}}” added to {{count, number}} lead',
  'recent.what-addTag_other': 'Tag “{{tag}}” added to {{count, number}} leads',
  'recent.what-removeTag_one': 'Tag “{{tag}}” removed from {{count, number}} lead',
  'recent.what-removeTag_other': 'Tag “{{tag}}” removed from {{count, number}} leads',
  'recent.what-setStatus_one': 'Status of {{count, number}} lead changed to “{{status}}”',
  'recent.what-setStatus_other': 'Status of {{count, number}} leads changed to “{{status}}”',
  'recent.what-addToList_one': '{{count, number}} lead added to {{title}}',
  'recent.what-addToList_other': '{{count, number}} leads added to {{title}}',
  'recent.what-removeFromList_one': '{{count, number}} lead removed from {{title}}',
  'recent.what-removeFromList_other': '{{count, number}} leads removed from {{title}}',
  'recent.what-addToCampaign_one': '{{count, number}} lead added to {{title}}',
  'recent.what-addToCampaign_other': '{{count, number}} leads added to {{title}}',
  'recent.what-setField_one': '{{field}} of {{count, number}} lead changed',
  'recent.what-setField_other': '{{field}} of {{count, number}} leads changed',
  'recent.what-setCustomField_one': '{{field}} of {{count, number}} lead changed',
  'recent.what-setCustomField_other': '{{field}} of {{count, number}} leads changed',
  'recent.what-setScore_one': 'Score of {{count, number}} lead changed',
  'recent.what-setScore_other': 'Score of {{count, number}} leads changed',
  'recent.what-deleteList_one': 'List “{{title}}” deleted, with {{count, number}} lead changed',
  'recent.what-deleteList_other': 'List “{{title}}” deleted, with {{count, number}} leads changed',
  'recent.what-delete_one': '{{count, number}} lead deleted',
  'recent.what-delete_other': '{{count, number}} leads deleted',
  'recent.what-unknown_one': '{{count, number}} lead changed',
  'recent.what-unknown_other': '{{count, number}} leads changed',
  /** In place of a list or campaign whose title is not recorded */
  'recent.a-list': 'a list',
  'recent.a-campaign': 'a campaign',

  /** The result of the change; the time follows where there is a name */
  'recent.undone': 'Undone by {{name}}',
  'recent.partly-undone': 'Partly undone by {{name}}',
  'recent.undoing': 'Undo started by {{name}}',
  'recent.running': 'Not finished yet',
  'recent.all-there': 'Restored',
  'recent.nothing-changed': 'No lead was changed',
  'recent.expired': 'Too long ago to be undone',
  'recent.unreadable': 'The details of this change can’t be read',

  /** The result of restoring single leads */
  'recent.restored_one': '{{count, number}} lead restored',
  'recent.restored_other': '{{count, number}} leads restored',

  /** Buttons */
  'recent.undo': 'Undo',
  'recent.restore': 'Restore',
  'recent.restore-all': 'Restore all',
  'recent.restore-lead': 'Restore {{name}}',
  /** Notice that the lead was restored */
  'recent.there': 'Open',
  'recent.open-lead': 'Open {{name}}',
  'recent.leads': 'Show the leads',
  'recent.hide-leads': 'Hide the leads',
  'recent.more-leads': 'Show more',
  'recent.not-kept': 'The deleted data is no longer kept.',
}
