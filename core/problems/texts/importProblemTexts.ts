/** Why rows of a file, or a whole import, are not imported or not undone. */
export const IMPORT_PROBLEM_TEXTS = {
  'import.campaign-gone': 'A campaign was deleted, or belongs to another site. Choose another.',
  'import.consent-future': 'The day of the consent is in the future.',
  'import.consent-text-unknown': 'The site has no consent text of that version with these words.',
  'import.earlier-foreign': 'The earlier import belongs to another site.',
  'import.earlier-gone': 'The earlier import was deleted.',
  'import.field-other-type':
    'Somebody created the custom field {{field}} with another type since the rows were checked. Go back to the columns, and check the rows again.',
  'import.file-missing':
    'The instruction names a file that it does not have. Import the files again.',
  'import.instruction-unreadable': 'The instruction can’t be read. Import the file again.',
  'import.list-gone': 'A list was deleted, or belongs to another site. Choose another.',
  'import.name-taken':
    'Every lead has a field “{{field}}”. Give the custom field “{{name}}” another name.',
  'import.not-checked': 'These rows were not checked to the end. Check them first.',
  'import.places-lost': 'The places of the import in the site’s plan were given back. Resume it.',
  'import.running': 'The import is still running. Cancel it first.',
  'import.time-zone-unknown': 'There is no such time zone.',
  'import.undo-administrators-only': 'Only administrators of the site can undo an import.',
  'import.undo-expired':
    'The import can no longer be undone: earlier values are kept for 30 days only.',

  /** What is wrong with what the columns of a file are for */
  'mapping.field-twice': '{{columns, number}} columns are mapped to “{{field}}”. Keep one of them.',
  'mapping.name-taken':
    'Every lead has a field “{{field}}”. Give the custom field “{{name}}” another name.',
  'mapping.no-email': 'Choose the column that holds the e-mail addresses.',
  'mapping.only-key':
    'Without e-mail addresses, only existing leads can be updated. Choose on the next page how to find them.',
  'mapping.other-type': 'The custom field “{{name}}” takes values of the type “{{type}}”.',
  'mapping.similar-name':
    'The site has a custom field “{{field}}” already. Use it instead of “{{name}}”?',
  'mapping.unknown-member': 'A value is mapped to an owner who is not a member of the project.',
  'mapping.unknown-status':
    'The site has no status “{{status}}”. Choose another for the values mapped to it.',
  'mapping.values-not-mapped': 'Say what the values mean. Not mapped: {{count, number}}.',

  /** A row was left out */
  'import.in-earlier-file':
    'An earlier file has this person too, and its row counts. This row fills the empty fields of that row.',
  'import.repeats': 'Line {{line}} is about the same person.',
  'import.rows-lost':
    'The uploaded rows are gone, or are not those that the import names. Import the file again.',

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
    'The site’s plan has no place for this person, who was a lead when the rows were checked. Check them again.',
  'row.not-attributes': 'This is not a JSON object of names and values.',
  'row.not-date': 'This is not a date, or not in the order of the column.',
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
  'row.unknown-status': 'The mapping does not say which status this is.',
  'row.unknown-subscription': 'The mapping does not say what this means for the newsletter.',
  'row.unreadable-row': 'The row could not be read: check its quotation marks.',
} as const
