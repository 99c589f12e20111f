import type {Header} from '@tanstack/react-table'
import {createContext, use, type FocusEvent, type KeyboardEvent, type MouseEvent} from 'react'
import type {PendingEdits} from '../edits/useLeadEdits.ts'
import type {ColumnId} from '../../../core/leads/columnId.ts'
import type {Density} from '../columns/layout.ts'
import type {GridRow} from '../data/leadPages.ts'
import type {EditableColumn} from '../columns/columns.tsx'
import type {CellEdits, FailedEdit} from '../edits/cells/cellEdits.ts'
import type {GridSelection} from '../view/selection.ts'
import type {DrawnCell} from './drawnColumns.ts'
import type {GridColumn} from './gridColumns.ts'
import type {Sort} from '../data/sortKeys.ts'
import type {LeadValue} from '../../../core/changes/leadEdit.ts'
import type {EditEnd} from '../edits/cells/EditorShell.tsx'

/** What the parts of the table need beside their rows. */
interface GridContext {
  label: string
  /** Number of rows with heading and summaries; -1 while it is not known. */
  rowCount: number
  /** Number of leads before the first item; `null` while it is not known. */
  firstPosition: number | null
  columns: readonly GridColumn[]
  /** The cells of each row: drawn columns, and gaps for the others. */
  cells: readonly DrawnCell[]
  /** Scrolls to a column, by its index, and calls back once it is drawn. */
  showColumn: (place: number, then: () => void) => void
  density: Density
  openId: string | null
  pending: PendingEdits
  selection: GridSelection
  edits: CellEdits
  /** The table model's headings. */
  headers: readonly Header<GridRow, unknown>[]
  hasFocus: boolean
  onBlur: (event: FocusEvent) => void
  onFocus: (event: FocusEvent) => void
  onKeyDown: (event: KeyboardEvent) => void
  onClick: (event: MouseEvent) => void
  onDoubleClick: (event: MouseEvent) => void
}

/** A row of the grid; `null` for one that is still loading. */
export type GridItem = GridRow | null

/** Passes a {@link GridContext} to the parts of the table. */
export const GridContextProvider = createContext<GridContext | null>(null)

/** The context of the grid around this part. */
export function useGridContext(): GridContext {
  const value = use(GridContextProvider)
  if (!value) throw new Error('The parts of the lead grid are drawn by LeadGrid only.')
  return value
}

/** Actions of the parts of the table. */
export interface GridActions {
  sort: Sort
  onSort: (column: ColumnId, isAdding: boolean) => void
  onMoveColumn: (id: ColumnId, to: ColumnId) => void
  onResizeColumn: (id: ColumnId, width: number) => void
  /** How many of the loaded rows are selected. */
  selected: 'none' | 'some' | 'all'
  onSelectLoaded: () => void
  onSave: (row: GridRow, column: EditableColumn, value: LeadValue, end: EditEnd) => void
  onCancelEdit: (row: GridRow) => void
  onDismiss: (id: string) => void
  onRetryEdit: (row: GridRow, failed: FailedEdit) => void
}

/** Passes {@link GridActions} to the parts of the table. */
export const GridActionsProvider = createContext<GridActions | null>(null)

/** The actions of the grid around this part. */
export function useGridActions(): GridActions {
  const value = use(GridActionsProvider)
  if (!value) throw new Error('The parts of the lead grid are drawn by LeadGrid only.')
  return value
}
