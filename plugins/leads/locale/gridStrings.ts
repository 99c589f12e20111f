import {leadFieldStrings} from '../../../core/leads/leadFields.ts'

/** The grid: counts, live changes, headings, columns, choosing and editing in cells. */
export const GRID_STRINGS = {
  /** How many leads there are, when that was counted a while ago */
  'count.as-of_one': '{{count, number}} lead as of {{time}}',
  'count.as-of_other': '{{count, number}} leads as of {{time}}',
  /** Shown in place of the number when counting failed */
  'count.failed': 'Count not available',
  /** Shown while the leads are counted */
  'count.loading': 'Counting…',
  /** Label of the button that counts again */
  'count.refresh': 'Count again',
  /** Tooltip of the count when leads were added or removed since */
  'count.stale': 'Leads were added or removed since. Count again.',

  /** The stream of changes was lost and is being reopened */
  'live.lost': 'Live updates paused, reconnecting…',
  /** Bar over the grid when there are new leads that it does not show yet */
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
  /** Rows that a refresh would remove or move */
  'grid.misplaced-filter': 'No longer matches the filter. The next refresh removes it.',
  'grid.misplaced-sort': 'Its sort position changed. The next refresh moves it.',

  /** Column headings */
  ...leadFieldStrings('column', 'title'),

  /** Menu that jumps to a position in the order */
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
  'columns.new-field': 'New custom field…',
  'columns.hidden': 'Not shown',
  'columns.pin': 'Pin {{column}}',
  'columns.unpin': 'Unpin {{column}}',
  'columns.move': 'Move {{column}}',
  'columns.reset': 'Reset columns and rows',
  'density.label': 'Row height',
  'density.comfortable': 'Comfortable',
  'density.compact': 'Compact',

  /** Bar over the selected leads */
  'selection.select-all': 'Select all that match',
  'selection.select-total': 'Select all {{total, number}} that match',

  /** Editing in a cell */
  'edit.label': 'Edit {{column}}',
  'edit.add-tag': 'Add a tag…',
  'edit.remove-tag': 'Remove {{tag}}',
  'edit.changed-meanwhile':
    'Somebody else changed this to “{{value}}”. Saving replaces it, Escape keeps it.',
  'edit.overtaken': 'Somebody else changed it to “{{value}}”.',
  'edit.failed': 'The change was not saved',
  'edit.retry': 'Try again',
  'edit.dismiss': 'Dismiss',

  /** Notice of the user's own change, with the button that undoes it */
  'undo.changed': '{{column}} of {{lead}} changed to “{{value}}”',
  'undo.changed-empty': '{{column}} of {{lead}} cleared',
  'undo.button': 'Undo ({{keys}})',
  /** In place of a missing name */
  'undo.this-lead': 'this lead',
  /** It was undone */
  'undo.undone': '{{column}} of {{lead}} is “{{value}}” again',
  'undo.undone-empty': '{{column}} of {{lead}} is empty again',
  /** It was not undone; the reason follows */
  'undo.kept': 'Not undone',
  'undo.overtaken': '{{column}} was changed to “{{value}}” in the meantime. That value stays.',
  /** The store refused the change */
  'undo.failed': 'Undo failed. You can try again.',
}
