/** The screen around the grid: the tool, search, filters, views, keys, and the states without rows. */
export const SCREEN_STRINGS = {
  /** Name of the tool and heading of its pane */
  'tool.title': 'Leads',
  /** Button for keyboard users that skips search, filters and menus */
  'tool.skip': 'Skip to the list of leads',

  /** Label of the search field */
  'search.label': 'Search leads by name, e-mail or company',
  /** Placeholder of the search field */
  'search.placeholder': 'Search name, e-mail, company',

  /** Error of the whole grid */
  'error.load-title': 'The leads could not be loaded',
  /** Error of the whole grid when the person may not read */
  'error.denied-title': 'You don’t have access to this site’s leads',

  /** A search without results */
  'no-match.title': 'No leads found matching “{{query}}”. Clear filters?',
  'no-match.description':
    'Each word must match the beginning of a word in the name, e-mail or company.',
  'no-match.filter-title': 'No leads match the filter.',
  'no-match.filter-description': 'Leads that match later appear here automatically.',
  'no-match.clear': 'Clear filters',

  /** A link to a filter that is stored in another user's browser */
  'unknown-filter.title': 'This link leads to somebody else’s filter',
  'unknown-filter.description':
    'Searches and filters can contain names and addresses, so a link only refers to them. Their content stays with the person who made them. Ask for a shared view, or show all leads.',
  'unknown-filter.clear': 'Show all leads',

  /** Quick filters */
  'quick.label': 'Quick filters',
  'quick.all': 'All',
  'quick.recent': 'Recently added',
  'quick.recent-means': 'Added in the last 7 days',
  'quick.engaged': 'Engaged',
  'quick.engaged-means': 'Opened an e-mail, clicked in it or replied to it',
  'quick.bounced': 'Bounced',
  'quick.bounced-means': 'An e-mail to them bounced',
  'quick.unsubscribed': 'Unsubscribed',
  'quick.unsubscribed-means': 'Unsubscribed from the newsletter',

  /** Further filters of the view */
  'view.filter': 'Filter',
  'view.filter-on': 'Filter is on',
  'view.segment': 'Segment',
  'view.leave-segment': 'Leave the segment',
  'error.view-title': 'This view cannot be shown',

  /** Menu of saved views */
  'views.button': 'Views',
  'views.label': 'Saved views',
  'views.label-of': 'Saved views: {{title}}',
  'views.none': 'No saved views yet. Enter a name to save what the grid shows now.',
  'views.loading': 'Loading the views…',
  'views.personal': 'Only you see this view',
  'views.shared': 'Everybody with access to this site’s leads sees this view',
  'views.name': 'Name of this view',
  'views.share': 'Share with the site',
  'views.save': 'Save',
  'views.delete': 'Delete the view “{{title}}”',
  'views.overwrite': 'Save what the grid shows now as “{{title}}”',
  'views.overwritten': '“{{title}}” was updated',
  'views.not-overwritten': 'The view was not overwritten',
  /** Locks, which keep others from overwriting a view */
  'views.lock': 'Lock the view “{{title}}”',
  'views.unlock': 'Unlock the view “{{title}}”',
  'views.lock-reason': 'Why it is locked (optional)',
  'views.lock-confirm': 'Lock',
  'views.locked': 'Locked by {{name}}',
  'views.locked-why': 'Locked by {{name}}: {{reason}}',
  'views.locked-means':
    'Since {{time}}. {{name}}, the person who shared it, and administrators can change it.',
  'views.not-locked': 'The view was not locked',
  'views.not-unlocked': 'The view was not unlocked',
  'views.not-deleted': 'The view was not deleted',

  /** Keyboard shortcuts of the screen */
  'keys.title': 'Keyboard shortcuts',
  'keys.search': 'Search',
  'keys.move': 'Move between cells',
  'keys.page': 'Move by a screenful',
  'keys.ends': 'First or last lead of all',
  'keys.open': 'Open the lead',
  'keys.close': 'Close the panel, or clear the selection',
  'keys.select': 'Select',
  'keys.extend': 'Select a range',
  'keys.select-all': 'Select all that match',
  'keys.edit': 'Edit the cell',
  'keys.next-cell': 'While editing: save and go to the next or previous cell',
  'keys.undo': 'Undo your last change',
  'keys.copy': 'Copy the cell',
  'keys.resize': 'In a heading: narrower or wider',
  'keys.move-column': 'In a heading: move the column',
  'keys.help': 'Show these keys',

  /** No lead in the site at all */
  'import.button': 'Import leads',
  'import.drop': 'Drop the files to import them',
  'empty.title': 'No leads yet',
  'empty.description':
    'Leads appear here as soon as somebody sends one of the site’s forms. You can also import a file.',
  'empty.open-site': 'Open {{host}} and fill in a form',
  'empty.open-endpoint': 'Or send one from your own page',
  'empty.endpoint-description':
    'A form of the site posts to its endpoint. The smallest request is:',
  'empty.copy': 'Copy the request',
  'empty.copied': 'Copied',
}
