/** Why rows of a file, or a whole import, are not imported or not undone. */
export const IMPORT_PROBLEM_TEXTS = {
  'import.campaign-gone': 'A campaign was deleted, or belongs to another site. Choose another.',
  'import.consent-future':
    'The day of the consent is in the future. Enter today or an earlier day.',
  'import.consent-text-unknown':
    'The site has no consent text with this version and these words. Go back and choose the text again.',
  'import.earlier-foreign': 'The earlier import belongs to another site.',
  'import.earlier-gone': 'The earlier import was deleted.',
  'import.field-other-type':
    'Somebody created the custom field {{field}} with another type since the rows were checked. Go back to the columns, and check the rows again.',
  'import.file-missing': 'A file of the import is missing. Import the files again.',
  'import.instruction-unreadable':
    'The settings of the import can’t be read. Import the file again.',
  'import.list-gone': 'A list was deleted, or belongs to another site. Choose another.',
  'import.name-taken':
    'Every lead has a field “{{field}}”. Give the custom field “{{name}}” another name.',
  'import.not-checked': 'These rows were not checked to the end. Check them first.',
  'import.places-lost':
    'The site’s plan no longer keeps room for the leads of this import. Resume it.',
  'import.running': 'The import is still running. Pause it first.',
  'import.time-zone-unknown': 'There is no such time zone. Use a name such as Europe/Berlin.',
  'import.undo-administrators-only': 'Only administrators of the site can undo an import.',
  'import.undo-expired':
    'The import can no longer be undone: earlier values are kept for 30 days only.',

  /** What is wrong with what the columns of a file are for */
  'mapping.field-twice':
    '{{columns, number}} columns are imported as “{{field}}”. Keep one of them, and change the others.',
  'mapping.name-taken':
    'Every lead has a field “{{field}}”. Give the custom field “{{name}}” another name.',
  'mapping.no-email': 'Choose the column that holds the e-mail addresses.',
  'mapping.only-key':
    'Without e-mail addresses, only existing leads can be updated. Choose on the next page how to find them.',
  'mapping.other-type': 'The custom field “{{name}}” takes values of the type “{{type}}”.',
  'mapping.similar-name':
    'The site already has the custom field “{{field}}”. Use it instead of “{{name}}”?',
  'mapping.unknown-member':
    'The owner chosen for a value is not a member of the project. Choose another.',
  'mapping.unknown-status':
    'The site has no status “{{status}}”. Choose another status for its values.',
  'mapping.values-not-mapped':
    'Choose what each value means. Values without a meaning: {{count, number}}.',

  /** A row was left out */
  'import.in-earlier-file':
    'An earlier file has this person too, and the row there is imported. This row only fills its empty fields.',
  'import.repeats': 'Line {{line}} is about the same person.',
  'import.rows-lost': 'The uploaded rows are missing or were changed. Import the file again.',

  /** Undoing the import of a row */
  'import.fields-changed': 'Somebody changed these fields after the import, so their values stay.',
  'import.former-value-unknown': 'The former value is not known.',
  'import.lead-used': 'The lead was changed since the import, so it stays.',
  'import.subscription-moved': 'The subscription changed since the import, so the lead stays.',

  /** A row, or one of its cells, can’t be imported as it is. No text repeats a value. */
  'row.empty-row': 'The row has no values.',
  'row.erased': 'The personal data of this person was erased on request. They are not added again.',
  'row.future-date': 'The date is in the future.',
  'row.no-email': 'The row has no e-mail address.',
  'row.no-match': 'The row has no e-mail address, and no lead has this value.',
  'row.no-place':
    'The site’s plan has no room for this person, who was a lead when the rows were checked and is none now. Check the rows again.',
  'row.not-attributes': 'This is not a JSON object of names and values.',
  'row.not-date': 'This is not a date, or not in the format that was chosen for the column.',
  'row.not-email': 'This is not one e-mail address.',
  'row.not-json': 'The line is not one JSON object.',
  'row.not-linkedin': 'This is not the address of a page at linkedin.com.',
  'row.not-member': 'No member of the project was chosen for this owner, so the lead gets none.',
  'row.not-number': 'This is not a number.',
  'row.not-phone': 'This is not a telephone number of 5 to 15 digits.',
  'row.not-user': 'No member of the project was chosen for this owner, so the lead gets none.',
  'row.not-yes-no': 'This is neither yes nor no.',
  'row.several-match': 'The row has no e-mail address, and several leads have this value.',
  'row.state-not-taken':
    'The newsletter state of the row is ignored, because the lead was found without an e-mail address.',
  'row.taken-name':
    'Every lead has a field “{{field}}” that this column can’t fill, so the value is left out.',
  'row.too-long': 'The text is longer than {{limit, number}} characters.',
  'row.too-many-cells': 'The row has more values than the file has columns: check its separators.',
  'row.too-many-tags': 'A lead can have at most {{limit, number}} tags. The others were left out.',
  'row.unknown-list': 'No list was chosen for {{count, number}} of the names.',
  'row.unknown-names':
    'The record has a name that none of the first {{limit, number}} records has.',
  'row.unknown-status': 'No status was chosen for this value.',
  'row.unknown-subscription': 'No newsletter state was chosen for this value.',
  'row.unreadable-row': 'The row could not be read: check its quotation marks.',
} as const
