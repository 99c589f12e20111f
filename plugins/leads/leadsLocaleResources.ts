import {defineLocalesResources} from 'sanity'

/** Strings of the Leads tool. */
const leadsLocaleResources = defineLocalesResources('leads', {
  /** Name of the tool and heading of its pane */
  'tool.title': 'Leads',

  /** Label of the search field */
  'search.label': 'Search leads by name, e-mail or company',
  /** Placeholder of the search field */
  'search.placeholder': 'Search name, e-mail, company',

  /** How many leads there are, when that was counted a while ago */
  'count.as-of_one': '{{count, number}} lead as of {{time}}',
  'count.as-of_other': '{{count, number}} leads as of {{time}}',
  /** Shown in place of the number when counting failed */
  'count.failed': 'Count not available',
  /** Shown while the count is being asked */
  'count.loading': 'Counting…',
  /** Label of the button that counts again */
  'count.refresh': 'Count again',
  /** Tooltip of the count when leads came or went since */
  'count.stale': 'Leads came or went since. Count again.',

  /** The stream of changes broke and is being opened again */
  'live.lost': 'Live updates paused, reconnecting…',
  /** Bar over the grid when leads came in that it does not show yet */
  'live.new_one': '{{count, number}} new lead',
  'live.new_other': '{{count, number}} new leads',
  /** Button that brings the new leads into the grid */
  'live.show': 'Show',

  /** Name of the grid for screen readers */
  'grid.label': 'Leads',
  /** A row whose lead was deleted while the grid was open */
  'grid.removed': 'This lead was deleted',
  /** Further tags than the ones shown */
  'grid.more-tags_one': '{{count, number}} more tag',
  'grid.more-tags_other': '{{count, number}} more tags',
  /** A page of rows further down could not be loaded */
  'grid.more-failed': 'More leads could not be loaded.',
  /** Tries to load that page again */
  'grid.more-retry': 'Try again',
  /** Announced while rows are loading */
  'grid.loading': 'Loading leads',

  /** The checkbox of a row, and of the heading */
  'grid.select': 'Select {{name}}',
  'grid.select-loaded': 'Select all loaded leads',
  /** Rows that a refresh would take away or move */
  'grid.misplaced-filter': 'No longer fits the filter; it goes with the next refresh',
  'grid.misplaced-sort': 'Its place in the order changed; it moves with the next refresh',

  /** Column headings */
  'column.company': 'Company',
  'column.createdAt': 'Created',
  'column.engagement': 'Engagement',
  'column.jobTitle': 'Job title',
  'column.lastActivityAt': 'Last activity',
  'column.lists': 'Lists',
  'column.owner': 'Owner',
  'column.phone': 'Phone',
  'column.score': 'Score',
  'column.subscription': 'Newsletter',
  'column.email': 'E-mail',
  'column.lastContactAt': 'Last contact',
  'column.name': 'Name',
  'column.source': 'Source',
  'column.status': 'Status',
  'column.tags': 'Tags',

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
  'views.none': 'No views are saved yet. Name what the grid shows now to come back to it.',
  'views.loading': 'Loading the views…',
  'views.personal': 'Only you see this view',
  'views.shared': 'Everybody who sees the leads of this site sees this view',
  'views.name': 'Name of this view',
  'views.share': 'Share with the site',
  'views.save': 'Save',
  'views.delete': 'Delete the view “{{title}}”',
  'views.not-deleted': 'The view was not deleted',

  /** Menu that goes to a place in the order */
  'jump.button': 'Go to',
  'jump.label': 'Go to a place in the list',
  'jump.by': 'By {{column}}, as the list is sorted',
  'jump.letter': 'Go to {{letter}}',
  'jump.date': 'Day',
  'jump.start': 'First lead',
  'jump.end': 'Last lead',

  /** Menu of columns */
  'columns.button': 'Columns',
  'columns.label': 'Columns and rows',
  'columns.hidden': 'Not shown',
  'columns.pin': 'Keep {{column}} in sight',
  'columns.unpin': 'Let {{column}} scroll along',
  'columns.move': 'Move {{column}}',
  'columns.reset': 'Reset columns and rows',
  'density.label': 'Height of rows',
  'density.comfortable': 'Comfortable',
  'density.compact': 'Compact',

  /** Bar over chosen leads */
  'selection.select-all': 'Select all that match',
  'selection.select-total': 'Select all {{total, number}} that match',

  /** Editing in a cell */
  'edit.label': 'Edit {{column}}',
  'edit.add-tag': 'Add a tag…',
  'edit.remove-tag': 'Remove {{tag}}',
  'edit.changed-meanwhile':
    'Somebody changed this to “{{value}}” meanwhile. Saving replaces it, Escape keeps it.',
  'edit.overtaken': 'Somebody else changed it to “{{value}}” in the meantime.',
  'edit.failed': 'The change was not saved',
  'edit.retry': 'Try again',
  'edit.dismiss': 'Dismiss',

  /** The keys that the screen knows */
  'keys.title': 'Keyboard shortcuts',
  'keys.search': 'Search',
  'keys.move': 'Move between cells',
  'keys.page': 'Move by a screenful',
  'keys.ends': 'First or last lead of all',
  'keys.open': 'Open the lead',
  'keys.close': 'Close the lead, or clear the selection',
  'keys.select': 'Select',
  'keys.extend': 'Select a range',
  'keys.select-all': 'Select all that match',
  'keys.edit': 'Edit the cell',
  'keys.next-cell': 'While editing: save and go to the next or previous cell',
  'keys.copy': 'Copy the cell',
  'keys.resize': 'In a heading: narrower or wider',
  'keys.move-column': 'In a heading: move the column',
  'keys.help': 'Show these keys',

  /** No lead in the site at all */
  'empty.title': 'Import your first leads',
  'empty.description':
    'This site has no leads yet. They come in by themselves once its forms are used, and appear here while you watch.',
  'empty.open-site': 'Open {{host}} and fill in a form',
  'empty.open-endpoint': 'Or send one from your own page',
  'empty.endpoint-description':
    'A form of the site posts to its endpoint. The smallest request is:',
  'empty.copy': 'Copy the request',
  'empty.copied': 'Copied',

  /** Panel with one lead */
  'panel.label': 'Lead',
  'panel.close': 'Close',
  'panel.next': 'Next lead',
  'panel.previous': 'Previous lead',
  'panel.copy-email': 'Copy e-mail address',
  'panel.email-copied': 'E-mail address copied',
  'panel.open-structure': 'Open in structure',
  'panel.loading': 'Loading the lead',
  'panel.load-failed': 'The lead could not be loaded',
  'panel.unknown-title': 'There is no such lead here',
  'panel.unknown-reason':
    'It may have been deleted, or your role does not reach it. Check the link you came by.',
  'panel.denied-title': 'You may not see this lead',
  'panel.unnamed': 'No name',

  /** Status control */
  'status.change': 'Change status',
  'status.current': 'Status: {{status}}. Change it',
  'status.read-only': 'Your role can read leads but not change them.',
  'status.failed': 'The status was not changed to “{{status}}”',
  'status.overtaken': '{{who}} set it to “{{status}}” in the meantime.',
  'status.somebody': 'Somebody',

  /** Sections of the panel */
  'section.details': 'Details',
  'section.consent': 'Consent evidence',
  'section.timeline': 'Timeline',

  /** Fields in the details section */
  'field.campaign': 'UTM campaign',
  'field.company': 'Company',
  'field.content': 'UTM content',
  'field.createdAt': 'Created',
  'field.engagement': 'Engagement',
  'field.form': 'Form',
  'field.jobTitle': 'Job title',
  'field.lastActivityAt': 'Last activity',
  'field.lastContactAt': 'Last contact',
  'field.linkedIn': 'LinkedIn',
  'field.medium': 'UTM medium',
  'field.page': 'Page',
  'field.phone': 'Phone',
  'field.score': 'Score',
  'field.source': 'Source',
  'field.subscription': 'Newsletter',
  'field.tags': 'Tags',
  'field.term': 'UTM term',
  'field.utm-source': 'UTM source',

  /** Subscription states */
  'subscription.bounced': 'Bounced',
  'subscription.complained': 'Complained',
  'subscription.none': 'Not subscribed',
  'subscription.pending': 'Waiting for confirmation',
  'subscription.subscribed': 'Subscribed',
  'subscription.suppressed': 'Suppressed',
  'subscription.unsubscribed': 'Unsubscribed',

  /** Consent evidence */
  'consent.none': 'No consent is on record for this lead.',
  'consent.text': 'Exact text shown',
  'consent.version': 'Text and version',
  'consent.version-value': '{{id}}, version {{version}}',
  'consent.given': 'Given',
  'consent.not-given': 'Not given',
  'consent.purpose': 'For',
  'consent.purpose-contact': 'Answering and contacting',
  'consent.purpose-newsletter': 'Newsletter',
  'consent.action': 'By',
  'consent.action-checkbox': 'Ticking a checkbox',
  'consent.action-submit': 'Sending the form',
  'consent.channel': 'Channel',
  'consent.channel-email': 'E-mail',
  'consent.page': 'On page',
  'consent.double-opt-in': 'Double opt-in',
  'consent.confirmed-at': 'Confirmed {{time}}',
  'consent.pending-until': 'Asked {{time}}, link valid until {{until}}',
  'consent.expired-at': 'Asked {{time}}, not confirmed; the link expired {{until}}',
  'consent.not-asked': 'Not asked for',
  'consent.history': 'History',
  'consent.event-bounced': 'Mail bounced',
  'consent.event-complained': 'Complained about mail',
  'consent.event-confirmed': 'Confirmed',
  'consent.event-requested': 'Requested',
  'consent.event-withdrawn': 'Withdrawn',
  'consent.method-admin': 'by an administrator',
  'consent.method-double-opt-in': 'by the link in the mail',
  'consent.method-form': 'by form',
  'consent.method-import': 'by import',
  'consent.method-link': 'by the unsubscribe link',
  'consent.method-one-click': 'by one-click unsubscribe',

  /** Timeline */
  'timeline.filter': 'Show',
  'timeline.filter-all': 'Everything',
  'timeline.filter-email': 'E-mail',
  'timeline.filter-form': 'Forms and consent',
  'timeline.filter-note': 'Notes',
  'timeline.filter-change': 'Changes',
  'timeline.empty': 'Nothing has happened yet.',
  'timeline.empty-filter': 'Nothing of this kind has happened.',
  'timeline.more': 'Load more',
  'timeline.failed': 'The timeline could not be loaded',
  'timeline.loading': 'Loading the timeline',
  'timeline.by': 'by {{name}}',
  'timeline.actor-visitor': 'the visitor',
  'timeline.actor-function': 'the system',
  'timeline.actor-user': 'an editor',

  /** Notes */
  'note.label': 'Add a note',
  'note.placeholder': 'What is worth remembering about this lead?',
  'note.add': 'Add note',
  'note.failed': 'The note was not saved',
})

export default leadsLocaleResources
