import {createContext, use} from 'react'
import type {ColumnId} from '../data/columnId.ts'
import type {GridRow} from '../data/leadPages.ts'
import type {Sort} from '../data/sortKeys.ts'
import type {LeadValue} from '../../../core/changes/leadEdit.ts'
import type {EditableColumn, FailedEdit} from '../edits/cells/cellEdits.ts'
import type {EditEnd} from '../edits/cells/CellEditor.tsx'

/** What the parts of the table call. */
export interface GridActions {
  sort: Sort
  onSort: (column: ColumnId, isAdding: boolean) => void
  onMoveColumn: (id: ColumnId, to: ColumnId) => void
  onResizeColumn: (id: ColumnId, width: number) => void
  /** How many of the loaded rows are chosen. */
  chosen: 'none' | 'some' | 'all'
  onChooseLoaded: () => void
  onSave: (row: GridRow, column: EditableColumn, value: LeadValue, end: EditEnd) => void
  onCancelEdit: (row: GridRow) => void
  onDismiss: (id: string) => void
  onRetryEdit: (row: GridRow, failed: FailedEdit) => void
}

/** Carries {@link GridActions} to the parts of the table. */
export const GridActionsProvider = createContext<GridActions | null>(null)

/** What this part of the grid may call. */
export function useGridActions(): GridActions {
  const value = use(GridActionsProvider)
  if (!value) throw new Error('The parts of the lead grid are drawn by LeadGrid only.')
  return value
}
