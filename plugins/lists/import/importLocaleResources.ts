import {defineLocalesResources} from 'sanity'
import {SUBSCRIPTION_TITLES} from '../../../core/leads/choiceTitles.ts'
import {LEAD_FIELDS, leadFieldStrings} from '../../../core/leads/leadFields.ts'

/** Strings of the import wizard and of the pages of imports. */
const importLocaleResources = defineLocalesResources('leads-import', {
  ...leadFieldStrings('target.field', 'title'),

  /** What is added to everybody */
  'add.campaigns': 'Campaigns',
  'add.choose': 'Choose…',
  'add.description': 'All new and existing leads in the files get these.',
  'add.lists': 'Lists',
  'add.no-campaigns': 'No campaigns yet',
  'add.no-lists': 'No lists yet',
  'add.notify': 'Send an e-mail with the result to {{email}}',
  'add.remove': 'Remove {{value}}',
  'add.tags': 'Tags',
  'add.tags-note': 'Press Enter after each tag.',
  'add.title': 'Add to everybody',

  back: 'Back',

  /** Checking the rows before anything is written */
  'check-file': 'Check the rows',
  'check.again': 'Check again',
  'check.cancel': 'Cancel upload',
  'check.checking': 'Checking every row. Nothing is written yet.',
  'check.changed': 'Your decisions changed since the check. Nothing is written yet.',
  'check.columns-changed': 'The columns changed since the check. Check again before the import.',
  'check.failed': 'The rows could not be checked',
  'check.nothing': 'Nothing would change: no row is new or different.',
  'check.ready': 'This is what the import will do. Nothing is written yet.',
  'check.result': 'Result of the check',
  'check.over-limit': 'The new leads do not fit into the site’s plan.',
  'check.start_one': 'Import {{count, number}} row',
  'check.start_other': 'Import {{count, number}} rows',
  'check.start-changed': 'Import with these decisions',
  'check.starting': 'Starting the import',
  'check.stopped':
    'The upload was cancelled. Rows that are already uploaded will not be uploaded again.',
  'check.uploaded_one': '{{count, number}} row uploaded',
  'check.uploaded_other': '{{count, number}} rows uploaded',
  'check.uploading': 'Uploading the rows. Keep this page open.',

  /** What columns are for */
  'columns.choose-meaning': 'Choose…',
  'columns.column': 'Column',
  'columns.dates': 'Format of dates',
  'columns.decimal': 'Decimal sign',
  'columns.empty': 'No values in the first rows',
  'columns.everybody': 'Newsletter state of all rows, if no column has it',
  'columns.meaning-of': 'Meaning of “{{value}}” in {{column}}',
  'columns.no-members': 'The members of the project can’t be read, so leads get no owner.',
  'columns.no-owner': 'No owner',
  'columns.no-value': '(no value)',
  'columns.owners':
    'Owners are members of the project. If a value matches no member, the lead gets no owner.',
  'columns.read-values': 'Find all values of this column',
  'columns.samples': 'First values',
  'columns.separator': 'Separated by',
  'columns.target': 'Import as',
  'columns.target-of': 'Import {{column}} as',
  'columns.too-many-values':
    'The column has more values than can be listed. The most frequent ones are shown.',
  'columns.unsolved': 'Solve the problems that are marked in red above. Then continue.',
  'columns.without-heading': 'Column {{number}}',

  /** What people agreed to */
  'consent.confirm': 'Send them a confirmation e-mail',
  'consent.confirm-note':
    'People who confirm become subscribers. People who unsubscribed, whose address bounced, or who marked an e-mail as spam get no e-mail.',
  'consent.description':
    'The files contain newsletter subscribers. Enter what they agreed to. It is stored as evidence for each person.',
  'consent.incomplete':
    'Something is missing under “Did these people agree to get the newsletter?”.',
  'consent.future-day': 'This day is in the future.',
  'consent.known': 'Consent text of this site',
  'consent.no': 'No, or not known',
  'consent.no-day': 'Enter when they agreed.',
  'consent.no-note': 'They become leads, but not subscribers.',
  'consent.no-place': 'Enter where they agreed.',
  'consent.no-text': 'Enter what they agreed to.',
  'consent.nobody':
    'Nobody in the files is marked as subscribed, so the import subscribes nobody. If these people agreed to get the newsletter, go back and choose “Subscribed” as the newsletter state of the file.',
  'consent.nobody-title': 'Newsletter',
  'consent.on': 'When they agreed',
  'consent.on-note': 'If the file has a date for a person, that date is stored.',
  'consent.other': 'Another text',
  'consent.text': 'The text they agreed to',
  'consent.title': 'Did these people agree to get the newsletter?',
  'consent.unanswered': 'Answer this question to continue.',
  'consent.version': '{{id}}, version {{version}}',
  'consent.where': 'Where they agreed',
  'consent.where-note': 'Such as the address of a web page, or the name of a trade fair.',
  'consent.yes': 'Yes, they agreed',
  'consent.yes-note':
    'An import never subscribes people again who unsubscribed, whose address bounced, or who marked an e-mail as spam.',

  /** Rows that differ from their lead */
  'conflicts.all': 'For all of them',
  'conflicts.as-all': 'As for all',
  'conflicts.decision': 'Decision',
  'conflicts.decision-of': 'Decision about line {{line, number}}',
  'conflicts.description':
    'Values of these leads differ from the file. Decide for all leads, or one by one.',
  'conflicts.field': 'Field',
  'conflicts.file': 'In the file',
  'conflicts.lead': 'Of the lead',
  'conflicts.title': 'Differences from existing leads',

  count: '{{count, number}}',

  'dates.dmy': 'Day, month, year',
  'dates.mdy': 'Month, day, year',
  'dates.ymd': 'Year, month, day',
  'decimal.comma': 'Comma (1,5)',
  'decimal.point': 'Point (1.5)',

  'delimiter.caret': 'Caret (^)',
  'delimiter.comma': 'Comma',
  'delimiter.pipe': 'Vertical bar (|)',
  'delimiter.semicolon': 'Semicolon',
  'delimiter.tab': 'Tab',
  'delimiter.tilde': 'Tilde (~)',

  denied: 'You can’t import leads here',
  'denied-reason':
    'Only editors and administrators of the site can import leads. Ask an administrator for access.',

  'encoding.utf-16be': 'UTF-16 (big-endian)',
  'encoding.utf-16le': 'UTF-16',
  'encoding.utf-8': 'UTF-8',
  'encoding.windows-1252': 'Windows-1252 (Western European)',

  /** Leads that exist already */
  'existing.as-all': 'As chosen above',
  'existing.by-field': 'Choose by field',
  'existing.description': 'A lead with the same e-mail address is the same person.',
  'existing.fill': 'Fill empty fields',
  'existing.fill-note': 'Existing values stay.',
  'existing.overwrite': 'Overwrite fields',
  'existing.overwrite-note':
    'Values of the file replace those of the lead; empty cells change nothing.',
  'existing.skip': 'Leave them as they are',
  'existing.skip-note': 'Only tags, lists and campaigns are added.',
  'existing.match': 'Rows without an e-mail address: find their lead by',
  'existing.match-custom': 'Custom field “{{name}}”',
  'existing.match-none': 'Nothing (these rows are not imported)',
  'existing.match-note':
    'Such a row never creates a lead and never changes a subscription. If several leads have the value, the row is listed and changes nothing.',
  'existing.match-phone': 'Phone, written in the same way',
  'existing.title': 'Existing leads',

  failed: 'The import could not be prepared',

  /** Files */
  'files.check-letters':
    'Look at letters such as é and ß in the sample. If they are wrong, choose another encoding.',
  'files.choose': 'Choose files',
  'files.delimiter': 'Columns separated by',
  'files.drop': 'Drop files here',
  'files.drop-here': 'Drop the files to open them',
  'files.encoding': 'Encoding',
  'files.has-header': 'The first row has headings',
  'files.kinds':
    'CSV, TSV, Excel (.xlsx), or a ZIP archive of CSV files, such as an export of Mailchimp, HubSpot, Klaviyo, ActiveCampaign, Shopify or listmonk',
  'files.no-rows': 'It has no rows.',
  'files.paste': 'Paste rows',
  'files.paste-description':
    'Copy rows from a spreadsheet, with their headings, and paste them here.',
  'files.paste-title': 'Paste rows',
  'files.pasted': 'Pasted rows',
  'files.remove': 'Remove {{name}}',
  'files.sample': 'First rows of {{name}}',
  'files.unsure': 'Check how this file was read',
  'files.use-pasted': 'Use these rows',

  /** How sure a guess is */
  'guess.custom-field': 'The site has a custom field of this name.',
  'guess.empty': 'The column has no values.',
  'guess.heading': 'The heading was recognised.',
  'guess.new-field': 'The site has no field for it yet.',
  'guess.no-heading': 'Neither the heading nor the values were recognised.',
  'guess.similar-heading': 'The heading is similar to a known one.',
  'guess.sure': 'Recognised',
  'guess.taken': 'Another column fits this field better.',
  'guess.unsure': 'Check',
  'guess.vendor': 'The service that exported the file has such a column.',
  'guess.values': 'The values match.',

  /** All imports */
  'history.back': 'All imports',
  'history.duplicate': '{{count, number}} duplicate',
  'history.denied': 'You don’t have access to the imports of this site',
  'history.empty': 'No imports yet',
  'history.empty-description': 'Imports are listed here, with the result of each row.',
  'history.failed': 'The imports could not be loaded',
  'history.import': 'Import',
  'history.invalid': '{{count, number}} invalid',
  'history.kept': '{{count, number}} kept',
  'history.removed': '{{count, number}} removed',
  'history.restored': '{{count, number}} restored',
  'history.suppressed': '{{count, number}} suppressed',
  'history.unchanged': '{{count, number}} unchanged',
  'history.updated': '{{count, number}} updated',
  'history.loading': 'Loading imports',
  'history.begin': 'Import leads',
  'history.new': '{{count, number}} new',
  'history.rows': 'Rows',
  'history.state': 'State',
  'history.title': 'Imports',
  'history.when': 'Started',

  /** What becomes of rows */
  'label.duplicate': 'Duplicate',
  'label.invalid': 'Invalid',
  'label.kept': 'Kept as they are',
  'label.new': 'New',
  'label.removed': 'Removed',
  'label.restored': 'Restored',
  'label.suppressed': 'Suppressed',
  'label.unchanged': 'Unchanged',
  'label.updated': 'Updated',

  leave: 'Back to lists',

  /** Columns that are not imported */
  'left.all': 'Show all {{count, number}} columns',
  'left.description_one': '{{count, number}} column with values is not imported.',
  'left.description_other': '{{count, number}} columns with values are not imported.',
  'left.empty_one': '{{count, number}} other column has no values.',
  'left.empty_other': '{{count, number}} other columns have no values.',
  'left.file': 'File',
  'left.keep': 'Import as custom field',
  'left.keep-column': 'Import as custom field: {{column}}',
  'left.kept': 'Custom field',
  'left.reason': 'Why',
  'left.reason-calculated': 'The service calculates it, so it would soon be out of date',
  'left.reason-chosen': 'Not chosen',
  'left.reason-empty': 'It has no values',
  'left.reason-kept-by-site': 'The site stores this itself',
  'left.reason-no-heading': 'It has no heading',
  'left.reason-other-channel': 'It concerns a channel other than e-mail',
  'left.reason-taken': 'Another column has the same data',
  'left.reason-technical': 'Internal data of the service',
  'left.title': 'Columns that are not imported',
  'left.values': 'Rows with a value',

  /** Lists that the files name */
  'lists.description':
    'The files name lists. Choose for each whether it becomes a new list, an existing one, or is ignored.',
  'lists.existing': 'Existing lists',
  'lists.ignore': 'Ignore it',
  'lists.new': 'Create a new list',
  'lists.title': 'Lists in the files',

  loading: 'Loading',
  next: 'Next',

  'preview.invalid': 'Line {{line, number}} can’t be imported: {{reason}}',
  'preview.title': 'The first rows as they will be stored',

  /** Progress of an import */
  'progress.close': 'You can close this page. The import continues.',
  'progress.label': 'Importing',
  'progress.minutes_one': 'about a minute left',
  'progress.minutes_other': 'about {{count, number}} minutes left',
  'progress.pause': 'Pause',
  'progress.pausing': 'Pausing',
  'progress.rate': '{{rate, number}} rows a second',
  'progress.rows': '{{done, number}} of {{total, number}} rows',
  'progress.seconds_one': 'about a second left',
  'progress.seconds_other': 'about {{count, number}} seconds left',

  /** The totals of the source, of the files and of what is stored */
  'plan.full':
    'The site’s plan has room for {{limit, number}} leads, and there are {{count, number}}. The files have {{rows, number}} rows, and none of them can become a new lead. Rows of people who are leads already can be imported. The check shows which these are.',
  'plan.room':
    'The site’s plan has room for {{limit, number}} leads, and there are {{count, number}}. The files have {{rows, number}} rows, of which at most {{room, number}} can become new leads. Rows of people who are leads already need no room. The check shows what fits.',
  'reconcile.added': '+{{count, number}}: {{cause}}',
  'reconcile.agrees': 'Same totals as the source',
  'reconcile.cause-duplicate': 'duplicates in the files',
  'reconcile.cause-erased': 'people whose data was erased',
  'reconcile.cause-invalid': 'rows that can’t be imported',
  'reconcile.cause-known-before': 'already known to this site: their state stays',
  'reconcile.cause-not-decided': 'rows that could not be written',
  'reconcile.cause-not-stated': 'without consent: they become leads, not subscribers',
  'reconcile.cause-other-file': 'also in an earlier file, whose state is used',
  'reconcile.cause-stricter-row': 'stricter state in another row, which is used',
  'reconcile.cause-to-confirm': 'they still have to confirm',
  'reconcile.cause-unconfirmed': 'not confirmed: they become leads, not subscribers',
  'reconcile.describe-service':
    'Enter the totals that the service shows, to check that nobody is missing. They are stored with the import.',
  'reconcile.description':
    'Enter the totals that the source of the files shows, to check that nobody is missing. They are stored with the import.',
  'reconcile.differs': 'Totals differ from the source',
  'reconcile.fewer':
    '{{count, number}} fewer in the files than the source shows. Was a file left out?',
  'reconcile.files': 'In the files',
  'reconcile.more':
    '{{count, number}} more in the files than the source shows. Is its total from another day or list?',
  'reconcile.open': 'Compare with the totals of the source',
  'reconcile.save': 'Save the totals',
  'reconcile.source': 'The source shows',
  'reconcile.source-of': '{{state}} in the source',
  'reconcile.state': 'People',
  'reconcile.state-bounced': 'Bounced or cleaned',
  'reconcile.state-complained': SUBSCRIPTION_TITLES.complained,
  'reconcile.state-none': SUBSCRIPTION_TITLES.none,
  'reconcile.state-pending': SUBSCRIPTION_TITLES.pending,
  'reconcile.state-subscribed': SUBSCRIPTION_TITLES.subscribed,
  'reconcile.state-suppressed': 'Suppressed on this site',
  'reconcile.state-total': 'All people',
  'reconcile.state-unsubscribed': SUBSCRIPTION_TITLES.unsubscribed,
  'reconcile.stored': 'Stored',
  'reconcile.taken': '−{{count, number}}: {{cause}}',
  'reconcile.title': 'Totals compared with the source',
  'reconcile.to-store': 'Will be stored',
  'reconcile.why': 'Why they differ',

  /** What was used before for a header row */
  'remembered.forget': 'Forget these columns for everybody',
  'remembered.guess': 'Recognise the columns again',
  'remembered.note':
    'From an import by {{user}} of a file with the same headings, {{at}}. Check that it is right for this file.',

  /** Result of an import */
  'report.all': 'All problems',
  'report.column': 'Column',
  'report.correct-cell': '{{column}} of line {{line, number}}',
  'report.correct_one': 'Check again with {{count, number}} correction',
  'report.correct_other': 'Check again with {{count, number}} corrections',
  'report.download': 'Download as CSV',
  'report.empty': 'No row has a problem.',
  'report.failed': 'The rows could not be loaded',
  'report.line': 'Line',
  'report.loading': 'Reading the rows',
  'report.more': 'Show more',
  'report.no-match': 'No rows have this result.',
  'report.reason': 'Reason',
  'report.result': 'Result',
  'report.show': 'Show',
  'report.title': 'Rows to check',
  'report.value': 'Value',
  'result.denied': 'You don’t have access to this import',
  'result.failed': 'The import could not be loaded',
  'result.gone': 'This import does not exist',
  'result.gone-reason': 'It may have been deleted.',
  'result.resume': 'Resume',
  'result.title': 'Result',

  /** The uploaded rows of an import */
  'rows.kept': 'The rows of the file are kept for seven days, for this report.',
  'rows.purge': 'Delete them now',
  'rows.purged': 'The rows of the file were deleted. The report still shows their results.',
  'rows.purging': 'The rows of the file are being deleted.',

  'separator.colons': 'Three colons (:::)',
  'separator.comma': 'Commas',
  'separator.json': 'A JSON array',
  'separator.lines': 'Line breaks',
  'separator.pipe': 'Vertical bars',
  'separator.semicolon': 'Semicolons',

  /** States of an import */
  'state.cancelled': 'Paused after {{done, number}} of {{total, number}} rows',
  'state.failed': 'The import failed',
  'state.queued': 'Waiting to start',
  'state.running': '{{done, number}} of {{total, number}} rows',
  'state.partly': 'Done. Some rows could not be imported.',
  'state.succeeded': 'Done',

  'step.check': 'Check',
  'step.columns': 'Columns',
  'step.files': 'Files',
  'step.people': 'People',
  steps: 'Steps of the import',

  /** What a file says of a newsletter subscription */
  'subscription.bounced': SUBSCRIPTION_TITLES.bounced,
  'subscription.complained': SUBSCRIPTION_TITLES.complained,
  'subscription.none': SUBSCRIPTION_TITLES.none,
  'subscription.pending': SUBSCRIPTION_TITLES.pending,
  'subscription.subscribed': SUBSCRIPTION_TITLES.subscribed,
  'subscription.unsaid': 'Not stated',
  'subscription.unsubscribed': SUBSCRIPTION_TITLES.unsubscribed,

  /** What a column is imported as */
  'target-group.custom': 'Custom fields',
  'target-group.newsletter': 'Newsletter and consent',
  'target-group.person': 'Person',
  'target-group.sales': 'Sales',
  'target.attributes': 'Custom fields, as a JSON object',
  'target.create': 'New custom field…',
  'target.createdAt': 'Created',
  'target.evidence.confirmedAt': 'Confirmed at',
  'target.evidence.confirmedFrom': 'Confirmed from (network address)',
  'target.evidence.endReason': 'Reason for the unsubscribe or bounce',
  'target.evidence.endedAt': 'Unsubscribed or bounced at',
  'target.evidence.requestedAt': 'Signed up at',
  'target.evidence.requestedFrom': 'Signed up from (network address)',
  'target.evidence.source': 'Source of the sign-up',
  'target.ignore': 'Do not import',
  'target.lists': 'Lists',
  'target.name.first': 'First name',
  'target.name.last': 'Last name',
  'target.new': 'New field “{{name}}”',
  'target.status': 'Status',
  'target.subscription': LEAD_FIELDS.subscription.title,
  'target.tags': 'Tags',

  title: 'Import leads',

  /** Undoing an import */
  'undo.button': 'Undo import…',
  'undo.confirm': 'Undo import',
  'undo.created_one': '{{count, number}} lead that it created is removed.',
  'undo.created_other': '{{count, number}} leads that it created are removed.',
  'undo.denied': 'Undo import (administrators only)',
  'undo.kept':
    'Leads and fields that somebody changed since then stay, and are listed. Unsubscribes stay: nobody is subscribed again.',
  'undo.title': 'Undo this import?',
  'undo.updated_one': 'Fields of {{count, number}} lead are restored.',
  'undo.updated_other': 'Fields of {{count, number}} leads are restored.',

  'vendor.activecampaign': 'ActiveCampaign',
  'vendor.brevo': 'Brevo',
  'vendor.hubspot': 'HubSpot',
  'vendor.kit': 'Kit',
  'vendor.klaviyo': 'Klaviyo',
  'vendor.listmonk': 'listmonk',
  'vendor.mailchimp': 'Mailchimp',
  'vendor.shopify': 'Shopify',
})

export default importLocaleResources
