/** What becomes of a row of an import. Each row has one; `counts` of the import's document counts them. */
export const IMPORT_LABELS = [
  'new',
  'updated',
  'unchanged',
  'duplicate',
  'suppressed',
  'invalid',
] as const

/** What becomes of a row. */
export type ImportLabel = (typeof IMPORT_LABELS)[number]

/** English titles, for forms of records. */
export const IMPORT_LABEL_TITLES: Readonly<Record<ImportLabel, string>> = {
  new: 'New',
  updated: 'Updated',
  unchanged: 'Unchanged',
  duplicate: 'Duplicate in the file',
  suppressed: 'Suppressed',
  invalid: 'Invalid',
}
