/** What frames the grid: the tool, search, filters, views, keys, and what is said instead of rows. */
export const SCREEN_STRINGS = {
  /** Name of the tool and heading of its pane */
  'tool.title': 'Leads',
  /** Button for whoever uses the keyboard: past search, filters and menus */
  'tool.skip': 'Skip to the list of leads',

  /** Label of the search field */
  'search.label': 'Search leads by name, e-mail or company',
  /** Placeholder of the search field */
  'search.placeholder': 'Search name, e-mail, company',

  /** Error of the whole grid */
  'error.load-title': 'The leads could not be loaded',
  /** Error of the whole grid when the person may not read */
  'error.denied-title': 'You may not see the leads of this site',

  /** Search without a hit */
  'no-match.title': 'No leads found matching “{{query}}”. Clear filters?',
  'no-match.description': 'Every word has to begin a word of the name, the e-mail or the company.',
  'no-match.filter-title': 'No lead fits the filter.',
  'no-match.filter-description': 'Leads that come to fit it appear here by themselves.',
  'no-match.clear': 'Clear filters',

  /** A link whose filter is kept with somebody else */
  'unknown-filter.title': 'This link leads to somebody else’s filter',
  'unknown-filter.description':
    'Searches and filters can hold names and addresses, so a link only names them; what they are is kept with the person who made them. Ask for a saved view that is shared, or look at all leads.',
  'unknown-filter.clear': 'Show all leads',

  /** Quick filters */
  'quick.label': 'Quick filters',
  'quick.all': 'All',
  'quick.recent': 'Recently added',
  'quick.recent-means': 'Came in within the last 7 days',
  'quick.engaged': 'Engaged',
  'quick.engaged-means': 'Opened, clicked or answered an e-mail',
  'quick.bounced': 'Bounced',
  'quick.bounced-means': 'E-mail to them came back',
  'quick.unsubscribed': 'Unsubscribed',
  'quick.unsubscribed-means': 'Left the newsletter',

  /** Further filters of the view */
  'view.filter': 'Filter',
  'view.filter-on': 'Filter is on',
  'view.segment': 'Segment',
  'view.leave-segment': 'Leave the segment',
  'error.view-title': 'This view cannot be shown',

  /** Menu of views under names */
  'views.button': 'Views',
  'views.label': 'Saved views',
  'views.label-of': 'Saved views: {{title}}',
  'views.none': 'No views are saved yet. Name what the grid shows now to come back to it.',
  'views.loading': 'Loading the views…',
  'views.personal': 'Only you see this view',
  'views.shared': 'Everybody who sees the leads of this site sees this view',
  'views.name': 'Name of this view',
  'views.share': 'Share with the site',
  'views.save': 'Save',
  'views.delete': 'Delete the view “{{title}}”',
  'views.overwrite': 'Save what the grid shows now as “{{title}}”',
  'views.overwritten': '“{{title}}” shows what the grid shows now',
  'views.not-overwritten': 'The view was not overwritten',
  /** Locks, which keep others from overwriting a view */
  'views.lock': 'Lock the view “{{title}}”',
  'views.unlock': 'Unlock the view “{{title}}”',
  'views.lock-reason': 'Why it is locked (optional)',
  'views.lock-confirm': 'Lock',
  'views.locked': 'Locked by {{name}}',
  'views.locked-why': 'Locked by {{name}}: {{reason}}',
  'views.locked-means':
    'Since {{time}}. {{name}}, whoever shared it, and administrators can change it.',
  'views.not-locked': 'The view was not locked',
  'views.not-unlocked': 'The view was not unlocked',
  'views.not-deleted': 'The view was not deleted',

  /** The keys that the screen knows */
  'keys.title': 'Keyboard shortcuts',
  'keys.search': 'Search',
  'keys.move': 'Move between cells',
  'keys.page': 'Move by a screenful',
  'keys.ends': 'First or last lead of all',
  'keys.open': 'Open the lead',
  'keys.close': 'Close what is beside the list, or clear the selection',
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
  'empty.title': 'No leads yet',
  'empty.description': 'Leads appear here as soon as somebody sends one of the site’s forms.',
  'empty.open-site': 'Open {{host}} and fill in a form',
  'empty.open-endpoint': 'Or send one from your own page',
  'empty.endpoint-description':
    'A form of the site posts to its endpoint. The smallest request is:',
  'empty.copy': 'Copy the request',
  'empty.copied': 'Copied',
}
