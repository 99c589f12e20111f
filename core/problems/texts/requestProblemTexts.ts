/** Why an endpoint does not take a request, for programs and the people who write them. */
export const REQUEST_PROBLEM_TEXTS = {
  'request.busy': 'The site takes no more forms for the moment. Try again in {{seconds}} s.',
  'request.link-used': 'This link was used too often. Try again in {{seconds}} s.',
  'request.origin':
    'Pages of this origin may not send forms of this site. Add it to the site’s allowed origins.',
  'request.origin-of-form': 'Pages of this origin may not show this form.',
  'request.share-used':
    'So many forms are sent to the site that your address has used up its share. Try again in {{seconds}} s.',
  'request.store-away':
    'Nothing was stored, because the store does not answer. Send the same request again.',
  'request.too-many': 'Too many requests from your address. Try again in {{seconds}} s.',

  /** A member of the body; the message is that of its schema */
  'request.member': '{{message}}',
  'request.several-sites': 'Your token reaches several sites. Name one in this header.',
  'request.site-key': 'It is not the key of a site.',

  'body.broken-off': 'The body broke off before its end. Nothing is imported; send it again.',
  'body.boundary': 'The content type multipart/form-data names no boundary.',
  'body.ends-early': 'The form ends too early. Send it again.',
  'body.files': 'Files are not accepted.',
  'body.forbidden-name': 'No field may be named {{name}}.',
  'body.gzip': 'The body is not valid gzip, or ends too early.',
  'body.late':
    'Nothing more of the body arrived for {{seconds}} s. Nothing is imported; send it again.',
  'body.missing': 'The request has no body. Send the rows of a file.',
  'body.nested': 'The body is nested more than {{limit}} levels deep.',
  'body.not-json': 'The body is not valid JSON in UTF-8.',
  'body.not-multipart': 'The body is not valid multipart form data.',
  'body.not-object': 'The body must be a JSON object.',
  'body.number': 'The body has a number that is too large.',
  'body.packing': 'Send the body as it is, or with “Content-Encoding: gzip”.',
  'body.part-headers': 'A part of the form has headers that are too long, or none.',
  'body.part-name': 'A part of the form has no name.',
  'body.too-large': 'The body may have at most {{limit}} bytes.',
  'body.type': 'Send application/json, application/x-www-form-urlencoded or multipart/form-data.',

  'export-request.column': 'There is no such column.',
  'export-request.ids-and-filter': 'Name leads, or select them by a filter; not both.',
  'export-request.ids-foreign': 'Not all of them are ids of leads of the site.',
  'export-request.list': 'It is not the id of a list of the site.',
  'export-request.segment': 'It is not the id of a segment of the site.',

  'import-request.after-file': 'Nothing may follow the file.',
  'import-request.check': 'It is not the id of a dry run of the site.',
  'import-request.column': 'The file has no column of this name.',
  'import-request.column-target': 'A column can be for: {{targets}}, custom.<name>.',
  'import-request.consent-future': 'People can’t have consented in the future.',
  'import-request.consent-text': 'Enter what they agreed to.',
  'import-request.consent-version': 'The site has no such version of this text.',
  'import-request.fields': 'The form has the fields “options” and “file” only.',
  'import-request.file-missing': 'Send the file in this field.',
  'import-request.file-number':
    'Name one of the {{count}} files of the import by its number, from 0.',
  'import-request.given-up': 'The request was given up before its end. Nothing is imported.',
  'import-request.key-used':
    'This key was used before for another file, or other options. Use a new key.',
  'import-request.lead-field': 'Leads have no such field.',
  'import-request.match': 'No column is mapped to {{key}}. Map one, or name another key.',
  'import-request.options-first': 'Send the options before the file.',
  'import-request.options-not-json': 'They are not valid JSON.',
  'import-request.options-too-large': 'The options may have at most {{limit}} bytes.',
  'import-request.target-campaign': 'It is not the id of a campaign of the site.',
  'import-request.target-gone': 'It was deleted. Name another.',
  'import-request.target-list': 'It is not the id of a list of the site.',
  'import-request.type':
    'Send text/csv, text/tab-separated-values or application/x-ndjson, or multipart/form-data with the fields “options” and “file”.',

  /** A file that is no table */
  'import-file.archive': 'It is a workbook or an archive. Send each of its tables as CSV.',
  'import-file.empty': 'It has no rows.',
  'import-file.format': 'Send a file that ends with .csv, .tsv or .ndjson, or name its media type.',
  'import-file.headings-only': 'It has headings, but no rows.',
  'import-file.headings-unreadable':
    'Line {{line}}, the row of headings, can’t be read: {{problem}}',
  'import-file.heading-too-long': 'a heading is too long.',
  'import-file.no-records': 'It has no records.',
  'import-file.no-table': 'It is no table.',
  'import-file.not-json': 'Line {{line}} is not one JSON object, nor is a line after it.',
  'import-file.packed':
    'It is packed. Send the request with “Content-Encoding: gzip”, or unpack it.',
  'import-file.row-too-long': 'it is too long.',
  'import-file.too-large':
    'A file may have at most {{limit}} MB, unpacked. Divide it into several files.',
  'import-file.too-many-columns': 'it has too many columns.',
  'import-file.too-many-rows': 'Import at most {{limit, number}} rows at a time.',
  'import-file.too-wide':
    'It has {{count}} columns, and at most {{limit}} can be imported. Leave some out.',
  'import-file.unclosed-quote': 'a quotation mark is not closed.',
} as const
