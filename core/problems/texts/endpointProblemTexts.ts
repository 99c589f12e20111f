/** Why an endpoint refuses a caller, or what it refuses for one site; for programs and the people who write them. */
export const ENDPOINT_PROBLEM_TEXTS = {
  'request.failed':
    'The request failed. Try again. If it fails again, report the request id to the operator.',
  'request.method': 'This address takes {{methods}}.',
  'request.no-site': 'Your token reaches no site, or not this one.',
  'request.no-token': 'Send a token of the Sanity project.',
  'request.not-configured':
    'The server is not configured for this request. Its log tells the operator what is missing.',
  'request.nothing-here': 'There is no such address. /api/openapi.json lists all addresses.',
  'request.settings-missing': 'The server lacks settings.',
  'request.store-silent': 'The store does not answer. Forms are refused until it does.',
  'request.sweep-token': 'Send LEADS_SWEEP_TOKEN as the bearer token.',

  'export-request.deleted': 'The export was deleted.',
  'export-request.forbidden': 'Only administrators of the site can export leads.',
  'export-request.gone': 'The export was deleted, was changed, or has expired. Request a new one.',
  'export-request.link-expired': 'This link has expired. Request a new one.',
  'export-request.link-invalid': 'This link is not valid.',
  'export-request.not-ready': 'The export is not ready, or has expired.',
  'export-request.ticket-invalid':
    'This link is no longer valid. Press Download in the Studio again.',
  'export-request.unknown': 'There is no such export.',

  'import-request.change-forbidden':
    'Only the person who requested an import, and administrators of the site, can change it.',
  'import-request.ended': 'The import has already ended.',
  'import-request.forbidden': 'Only editors and administrators of the site can import leads.',
  'import-request.not-stopped': 'Only an import that was cancelled or has failed can be resumed.',
  'import-request.unknown': 'There is no such import.',
  'import-request.uploads':
    'At most {{limit}} of your files are uploaded at a time. Wait for one of them.',

  'sync-request.changed': 'Somebody changed the rule in the meantime. Preview the change again.',
  'sync-request.forbidden': 'Your token may not do that at this site.',
  'sync-request.no-rule': 'The site has no rule.',
  'sync-request.not-stored': 'The store did not accept the change. Try again.',
  'sync-request.pause-forbidden': 'Only superadmins can pause the customer sync.',
  'sync-request.site-unknown': 'There is no such site, or your token does not reach it.',
  'sync-request.unknown': 'There is no such refresh.',

  'webhook.no-id': 'The webhook has no id.',
  'webhook.not-compliance': 'The body is not that of a compliance webhook.',
  'webhook.other-store': 'The body is about another store than the header.',
  'webhook.other-topic': 'The body belongs to another topic than the header names.',
  'webhook.signature': 'The signature does not match the body.',

  /** A file of an import that cannot be read */
  'sheet.bomb': '“{{file}}” unpacks to far more than its size. Save its tables as CSV.',
  'sheet.broken': '“{{file}}” is damaged or incomplete. Download or save it again.',
  'sheet.empty': '“{{file}}” is empty. Choose a file that has rows.',
  'sheet.encrypted': '“{{file}}” is protected with a password. Save it without one.',
  'sheet.nestedArchive': '“{{file}}” is an archive within an archive. Unpack it first.',
  'sheet.notATable':
    '“{{file}}” is not a table. Save it as CSV (UTF-8) or as an Excel workbook (.xlsx).',
  'sheet.oldWorkbook':
    '“{{file}}” has the format before Excel 2007. Save it as an Excel workbook (.xlsx) or as CSV (UTF-8).',
  'sheet.tooLarge':
    '“{{file}}” is too large to be opened. Save it as CSV, which has no limit, or split it.',
  'sheet.tooManyEntries':
    '“{{file}}” contains too many files. Unpack it and choose the files that you need.',
  'sheet.unsupported':
    'The format of “{{file}}” is not supported. Save it as CSV (UTF-8) or as an Excel workbook (.xlsx).',
} as const
