import type {Header} from '@tanstack/react-table'
import {createContext, use, type FocusEvent, type KeyboardEvent, type MouseEvent} from 'react'
import type {PendingEdits} from '../edits/useLeadEdits.ts'
import type {ColumnId} from '../data/columnId.ts'
import type {Density} from '../columns/layout.ts'
import type {GridRow} from '../data/leadPages.ts'
import type {CellEdits, EditableColumn, FailedEdit} from '../edits/cells/cellEdits.ts'
import type {GridSelection} from '../view/selection.ts'
import type {DrawnCell} from './drawnColumns.ts'
import type {GridColumn} from './gridColumns.ts'
import type {Sort} from '../data/sortKeys.ts'
import type {LeadValue} from '../../../core/changes/leadEdit.ts'
import type {EditEnd} from '../edits/cells/EditorShell.tsx'

/** What the drawn table needs to know beside its rows. */
interface GridContext {
  label: string
  /** Rows of the grid, heading and summaries included; -1 while their number is not known. */
  rowCount: number
  /** How many leads come before the first item; `null` while that is not known. */
  firstPosition: number | null
  columns: readonly GridColumn[]
  /** The cells that each row has, of those columns and for those that are not drawn. */
  cells: readonly DrawnCell[]
  /** Scrolls a column into sight, by its place from 0, and calls back once it is drawn. */
  showColumn: (place: number, then: () => void) => void
  density: Density
  openId: string | null
  pending: PendingEdits
  selection: GridSelection
  edits: CellEdits
  /** The model's headings, by which columns are sorted and sized. */
  headers: readonly Header<GridRow, unknown>[]
  hasFocus: boolean
  onBlur: (event: FocusEvent) => void
  onFocus: (event: FocusEvent) => void
  onKeyDown: (event: KeyboardEvent) => void
  onClick: (event: MouseEvent) => void
  onDoubleClick: (event: MouseEvent) => void
}

/** A place of the grid: a lead, or one that is still loading. */
export type GridItem = GridRow | null

/** Carries a {@link GridContext} to the parts of the table. */
export const GridContextProvider = createContext<GridContext | null>(null)

/** The grid that this part belongs to. */
export function useGridContext(): GridContext {
  const value = use(GridContextProvider)
  if (!value) throw new Error('The parts of the lead grid are drawn by LeadGrid only.')
  return value
}

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
