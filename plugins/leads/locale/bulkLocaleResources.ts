import {defineLocalesResources} from 'sanity'
import {CONSENT_COLUMNS} from '../../../core/exports/exportColumns.ts'
import {titleStrings} from '../../../core/leads/choiceTitles.ts'
import {LEAD_FIELDS, leadFieldStrings} from '../../../core/leads/leadFields.ts'

/** Strings of bulk work. */
const bulkLocaleResources = defineLocalesResources('leads-bulk', {
  /** Name of the bar for screen readers */
  'bar.label': 'Selected leads',
  /** How many leads are selected */
  'bar.count_one': '{{count, number}} lead selected',
  'bar.count_other': '{{count, number}} leads selected',
  /** Shown when all that match are selected and the number is not known yet */
  'bar.count-unknown': 'All matching leads selected',
  /** Lets go of the selection */
  'bar.clear': 'Clear selection',
  /** Menu of further actions */
  'bar.more': 'More actions',
  /** Shown instead of the actions that change leads, when the person may not */
  'bar.denied': 'Your role can’t change leads',

  /** Actions; also titles of their dialogs */
  'action.addTag': 'Add tag',
  'action.removeTag': 'Remove tag',
  'action.setStatus': 'Change status',
  'action.addToList': 'Add to list',
  'action.removeFromList': 'Remove from list',
  'action.addToCampaign': 'Add to campaign',
  'action.setField': 'Set or clear a field',
  'action.setScore': 'Set or clear the score',
  'action.setCustomField': 'Set or clear a field',
  'action.delete': 'Delete',
  'action.deleteList': 'Delete list',
  /** Names an undo where it is said how it ended */
  'action.undo': 'Undo',

  /** How many leads an action is for, counted just now */
  'dialog.count_one': 'Applies to {{count, number}} lead, counted just now.',
  'dialog.count_other': 'Applies to {{count, number}} leads, counted just now.',
  /** While that is counted */
  'dialog.counting': 'Counting the leads…',
  /** Counting failed; the reason follows */
  'dialog.count-failed': 'The leads could not be counted: {{reason}}',
  /** Counts again */
  'dialog.recount': 'Count again',
  /** Said for campaigns */
  'dialog.not-mailed_one':
    '{{count, number}} of them is left out: not confirmed, unsubscribed, bounced, marked an e-mail as spam, or on the suppression list.',
  'dialog.not-mailed_other':
    '{{count, number}} of them are left out: not confirmed, unsubscribed, bounced, marked an e-mail as spam, or on the suppression list.',
  /** Said when a function does the work */
  'dialog.as-job': 'This runs in the background. You can close the page, or cancel at any time.',
  /** Nothing is selected any more */
  'dialog.none': 'None of the selected leads exists any more.',
  /** Lets go of the dialog */
  'dialog.cancel': 'Cancel',
  /** Carries the action out */
  'dialog.confirm_one': 'Change {{count, number}} lead',
  'dialog.confirm_other': 'Change {{count, number}} leads',
  'dialog.delete_one': 'Delete {{count, number}} lead',
  'dialog.delete_other': 'Delete {{count, number}} leads',

  /** Field for a tag */
  'form.tag': 'Tag',
  /** Under the field for a tag: what is offered, and who has the tag that is typed */
  'form.tag-listed':
    'Tags of the newest {{count, number}} leads are offered; others are found when you type them.',
  'form.tag-unused': 'No lead has this tag.',
  'form.tag-used_one': '{{count, number}} lead has this tag.',
  'form.tag-used_other': '{{count, number}} leads have this tag.',
  /** Field for a status */
  'form.status': 'New status',
  /** Field for the reason of a change of status */
  'form.reason': 'Reason (optional)',
  /** Field for a list or a campaign */
  'form.list': 'List',
  'form.campaign': 'Campaign',
  /** First entry of a choice */
  'form.choose': 'Choose…',
  /** Lists or campaigns are being read */
  'form.loading': 'Loading…',
  /** There is none to choose from */
  'form.no-lists': 'This site has no lists yet.',
  'form.new-list': 'New list',
  'form.no-campaigns': 'This site has no campaigns yet.',
  /** They could not be read */
  'form.failed': 'The choices could not be loaded: {{reason}}',
  /** Which field is set */
  'form.field': 'Field',
  /** A field that the site defined itself */
  'form.custom-field': 'Custom field…',
  /** Name of a custom field */
  'form.custom-name': 'Name of the custom field',
  /** Its new value */
  'form.value': 'New value (leave empty to clear the field)',
  /** Said when the value is empty */
  'form.clears': 'The field will be cleared.',
  /** Names of fields */
  ...leadFieldStrings('field', 'title'),
  'field.owner': 'Owner (user id)',

  /** What a deletion means */
  'delete.what':
    'The leads disappear from the grid, lists and segments. They can be restored for 30 days, under “Recently changed”.',
  'delete.stays':
    'Timelines, submissions and newsletter subscriptions are kept. Deleting a lead does not erase the person.',
  /** The number has to be typed */
  'delete.type': 'Type {{count}} to delete them',

  /** A change is being made */
  'progress.label': 'Progress of the bulk change',
  'progress.done': '{{done, number}} of {{total, number}} leads',
  'progress.queued': 'Waiting to begin…',
  'progress.freezing': 'Finding the leads… {{total, number}} so far',
  'progress.cancel': 'Cancel',
  'progress.cancelling': 'Cancelling…',
  /** Somebody else's */
  'progress.others': 'Running: {{title}}',

  /** How it ended */
  'result.succeeded_one': '{{count, number}} succeeded',
  'result.succeeded_other': '{{count, number}} succeeded',
  'result.failed_one': '{{count, number}} failed',
  'result.failed_other': '{{count, number}} failed',
  'result.skipped_one': '{{count, number}} left out',
  'result.skipped_other': '{{count, number}} left out',
  'result.unchanged_one': '{{count, number}} unchanged',
  'result.unchanged_other': '{{count, number}} unchanged',
  'result.left_one': '{{count, number}} not done',
  'result.left_other': '{{count, number}} not done',
  'result.nothing': 'No lead needed a change',
  /** The whole could not be done at all */
  'result.error': 'The bulk change failed',
  /** Heading of the reasons */
  'result.reasons': 'Why',
  'result.reason': '{{count, number}} × {{reason}}',
  'result.more_one': 'and {{count, number}} more',
  'result.more_other': 'and {{count, number}} more',
  'result.retry': 'Retry the failed ones',
  'result.resume': 'Resume',
  'result.download': 'Download the failed ones (CSV)',
  'result.download-failed': 'The file could not be created',
  'result.undo': 'Undo',
  'result.restore': 'Restore the deleted leads',
  'result.dismiss': 'Dismiss',
  /** Name of the file */
  'result.file': 'failed-leads.csv',

  'undo.busy': 'Another bulk change is running. Undo this one when it has finished.',

  /** Saves the selected leads as a file */
  'export.action': 'Export',
  /** Headings of columns that the grid does not have */
  'export.column.linkedIn': LEAD_FIELDS.linkedIn.title,
  'export.column.campaigns': LEAD_FIELDS.campaigns.title,
  ...titleStrings('export.column', CONSENT_COLUMNS),
  /** Title of its dialog */
  'export.title': 'Export leads',
  /** What is in the file */
  'export.columns_one': '{{count, number}} column',
  'export.columns_other': '{{count, number}} columns',
  'export.columns-title': 'Columns of the file',
  /** Chooses columns */
  'export.preset-shown': 'As shown in the grid',
  'export.preset-proof': 'Proof of consent',
  'export.consent-columns': 'Consent',
  'export.other-columns': 'Other columns',
  'export.move': 'Move {{column}}',
  'export.format': 'Format of the file',
  'export.format-csv': 'CSV, for Excel',
  'export.format-ndjson': 'NDJSON, for programs',
  'export.form-ndjson':
    'NDJSON has one line for each lead. Names are the ids of columns. Values are as they are stored, several values are a list, and times are in UTC.',
  /** The first rows of the file */
  'export.sample': 'The first {{count, number}} rows of the file',
  'export.sample-label': 'First rows of the file',
  'export.sample-failed': 'The first rows could not be loaded: {{reason}}',
  'export.prepared':
    'A file of more than {{count, number}} leads is prepared in the background. You can keep working or close the page. Each lead is in the file as it is when you download it. Leads that are created from now on are not in the file.',
  'export.asked':
    'The export is being prepared. You can close this page. The file appears under “Exports”, and you get an e-mail if e-mail is set up.',
  'export.denied': 'Only administrators of the site can export leads.',

  /** The list of exports */
  'exports.title': 'Exports',
  'exports.close': 'Close exports',
  'exports.loading': 'Loading exports',
  'exports.failed': 'The exports could not be loaded.',
  'exports.denied': 'You don’t have access to the exports of this site.',
  'exports.empty': 'No exports yet',
  'exports.empty-description': 'Select leads and press Export. Larger files wait here for a day.',
  'exports.state-waiting': 'Being prepared',
  'exports.state-page_one': '{{count, number}} lead, saved by the page',
  'exports.state-page_other': '{{count, number}} leads, saved by the page',
  'exports.state-ready_one': '{{count, number}} lead, ready',
  'exports.state-ready_other': '{{count, number}} leads, ready',
  'exports.state-expired_one': '{{count, number}} lead, expired',
  'exports.state-expired_other': '{{count, number}} leads, expired',
  'exports.state-failed': 'Failed',
  'exports.state-cancelled': 'Cancelled',
  'exports.until': 'Can be downloaded until {{time}}',
  'exports.others': 'Only the person who started it can download it.',
  'exports.no-address': 'The Studio does not know the address of the endpoints (apiUrl).',
  'exports.download': 'Download',
  /** Leaves only some of the selected leads for the file */
  'export.narrow': 'Narrow down…',
  'export.narrow-title': 'Export only the selected leads that match',
  'export.narrow-none': 'All of them',
  'export.narrow-scope': 'Counts and examples here cover all leads of the site.',
  'export.narrow-unsound': 'Complete the conditions to see how many leads the file will contain.',
  /** How it is written */
  'export.form-csv':
    'Rows are ordered by lead id, not as the grid is sorted. Times are in UTC. Several values in a cell are separated by “; ”. A cell that a spreadsheet would run as a formula starts with an apostrophe.',
  /** What having such a file means */
  'export.warning':
    'The file contains personal data, and the Studio can’t change it later: people stay in it who are deleted here or unsubscribe. Store it safely, and delete it when you no longer need it.',
  'export.start_one': 'Export {{count, number}} lead',
  'export.start_other': 'Export {{count, number}} leads',
  /** Names the progress bar, and stands before the numbers */
  'export.progress': 'Exporting',
  /** How it ended */
  'export.done_one': '{{count, number}} lead exported',
  'export.done_other': '{{count, number}} leads exported',
  /** Said when the number is another one than was counted */
  'export.differs_one':
    '{{count, number}} lead was counted before the start. Leads were added or removed while the file was made.',
  'export.differs_other':
    '{{count, number}} leads were counted before the start. Leads were added or removed while the file was made.',
  'export.none': 'None of the leads exists any more. No file was saved.',
  'export.cancelled': 'The export was cancelled. No file was saved.',
  'export.failed': 'The leads could not be exported. No file was saved.',
  'export.unrecorded.begin':
    'The start of the export could not be recorded in the audit trail, so nothing was exported. {{reason}}',
  'export.unrecorded.end':
    'The end of the export could not be recorded in the audit trail, so the file was not saved. {{reason}}',
  'export.again': 'Try again',
  'export.close': 'Close',
})

export default bulkLocaleResources
