import type {ColumnId} from '../../data/leadColumns.ts'
import type {GridRow} from '../../data/leadPages.ts'

/** Columns whose cells can be edited in place, in the order that Tab goes through them. */
export const EDITABLE_COLUMNS = ['name', 'company', 'status', 'tags'] as const

/** One of {@link EDITABLE_COLUMNS}. */
export type EditableColumn = (typeof EDITABLE_COLUMNS)[number]

/** What a cell holds that can be edited. */
export type EditValue = string | readonly string[]

/** A cell that is being edited. */
export interface EditedCell {
  id: string
  column: EditableColumn
  /** What the editor was given; `null` while it is read. */
  seen: EditValue | null
}

/** A change that was not made. */
export interface FailedEdit {
  column: EditableColumn
  /** What was wanted, to be tried again. */
  value: EditValue
  reason: string
}

/** Everything about editing that cells draw. */
export interface CellEdits {
  editing: EditedCell | null
  /** Values on their way to the store, by lead; they are shown as if they were there already. */
  pending: ReadonlyMap<string, Partial<Record<EditableColumn, EditValue>>>
  /** The last change of each lead that was not made. */
  failed: ReadonlyMap<string, FailedEdit>
}

/** Nothing is edited. */
export const NO_EDITS: CellEdits = {editing: null, pending: new Map(), failed: new Map()}

/** Whether cells of a column can be edited. */
export function isEditableColumn(column: ColumnId | 'select'): column is EditableColumn {
  return EDITABLE_COLUMNS.some((editable) => editable === column)
}

/** What a row holds in a column; `null` for a row that does not hold all of it. */
export function valueInRow(row: GridRow, column: EditableColumn): EditValue | null {
  if (column !== 'tags') return row[column] ?? ''
  const tags = row.tags ?? []
  return (row.tagCount ?? tags.length) > tags.length ? null : tags
}

/** Whether two values are the same. */
export function isSameValue(one: EditValue, other: EditValue): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other
  return one.length === other.length && one.every((tag, index) => tag === other[index])
}

/** A value was chosen and is on its way. */
export function withPendingValue(
  pending: CellEdits['pending'],
  id: string,
  column: EditableColumn,
  value: EditValue,
): CellEdits['pending'] {
  return new Map(pending).set(id, {...pending.get(id), [column]: value})
}

/** A value arrived or was refused. One chosen since stays on its way. */
export function withoutPendingValue(
  pending: CellEdits['pending'],
  id: string,
  column: EditableColumn,
  value: EditValue,
): CellEdits['pending'] {
  const known = pending.get(id)
  if (known?.[column] !== value) return pending
  const {[column]: _, ...rest} = known
  const next = new Map(pending)
  if (Object.keys(rest).length === 0) next.delete(id)
  else next.set(id, rest)
  return next
}

/**
 * The next cell to be edited in a row, in a direction; `null` beyond the last one.
 *
 * @param shown - columns in the grid's order
 */
export function nextEditable(
  shown: readonly ColumnId[],
  from: EditableColumn,
  step: 1 | -1,
): EditableColumn | null {
  const columns = shown.filter(isEditableColumn)
  return columns[columns.indexOf(from) + step] ?? null
}
