import type {LeadValue} from '../../../../core/changes/leadEdit.ts'
import {isEditableColumn, type EditableColumn} from '../../columns/columns.tsx'
import type {ColumnId} from '../../../../core/leads/columnId.ts'
import type {GridRow} from '../../data/leadPages.ts'

/** A cell that is being edited. */
export interface EditedCell {
  id: string
  column: EditableColumn
  /** What the editor was given; `null` while it is read. */
  seen: LeadValue | null
}

/** A change that was not made. */
export interface FailedEdit {
  column: EditableColumn
  /** What was wanted, to be tried again. */
  value: LeadValue
  reason: string
}

/** Everything about editing that cells draw. */
export interface CellEdits {
  editing: EditedCell | null
  /** The last change of each lead that was not made. */
  failed: ReadonlyMap<string, FailedEdit>
}

/** Nothing is edited. */
export const NO_EDITS: CellEdits = {editing: null, failed: new Map()}

/** What a row holds in a column; `null` for a row that does not hold all of it. */
export function valueInRow(row: GridRow, column: EditableColumn): LeadValue | null {
  if (column !== 'tags') return row[column] ?? ''
  const tags = row.tags ?? []
  return (row.tagsCount ?? tags.length) > tags.length ? null : tags
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
