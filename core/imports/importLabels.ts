/** What becomes of a row. Each row has one label; `counts` of the import's document counts them. */
export const ROW_LABELS = [
  'new',
  'updated',
  'unchanged',
  'duplicate',
  'suppressed',
  'invalid',
] as const

/** What becomes of a row. */
export type RowLabel = (typeof ROW_LABELS)[number]

/** Whether a text is what becomes of a row. */
export function isRowLabel(text: string): text is RowLabel {
  return ROW_LABELS.some((label) => label === text)
}

/** What becomes of a person when an import is undone. */
export const UNDO_LABELS = ['removed', 'restored', 'kept'] as const

/** What becomes of a person when an import is undone. */
export type UndoLabel = (typeof UNDO_LABELS)[number]

/** All labels of imports. */
export const IMPORT_LABELS = [...ROW_LABELS, ...UNDO_LABELS] as const

/** English titles, for forms of records. */
export const IMPORT_LABEL_TITLES: Readonly<Record<RowLabel | UndoLabel, string>> = {
  new: 'New',
  updated: 'Updated',
  unchanged: 'Unchanged',
  duplicate: 'Duplicate',
  suppressed: 'Suppressed',
  invalid: 'Invalid',
  removed: 'Removed',
  restored: 'Restored',
  kept: 'Kept as they are',
}

/** Counts of a job of which nothing is done. */
export function noCounts(labels: readonly (RowLabel | UndoLabel)[]): Record<string, number> {
  return Object.fromEntries(labels.map((label) => [label, 0] as const))
}
