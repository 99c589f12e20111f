import type {PendingEdits} from '../edits/useLeadEdits.ts'
import type {RefObject} from 'react'
import type {ColumnLayout, Density} from '../columns/layout.ts'
import type {ColumnId} from '../../../core/leads/columnId.ts'
import type {GridRow} from '../data/leadPages.ts'
import type {PagePlace} from '../data/pagePlace.ts'
import type {Sort} from '../data/sortKeys.ts'
import type {LeadsData} from '../data/useLeadsData.ts'
import type {CellEditing} from '../edits/cells/useCellEditing.ts'
import type {GridSelection} from '../view/selection.ts'

/** Actions on the grid from outside. */
export interface LeadGridHandle {
  /** Focuses the cell that had the focus last. */
  focus: () => void
  /** Focuses a lead's row; false if the lead is not loaded. */
  focusLead: (id: string) => boolean
  focusFirst: () => void
  /** Scrolls to a lead's row, if the lead is loaded. */
  revealLead: (id: string) => void
  scrollToTop: () => void
}

export interface LeadGridProps {
  pages: LeadsData['pages']
  /** Number of leads before the first loaded row; `null` while it is not known. */
  position: number | null
  /** Number of all matching leads; `null` while it is not known. */
  total: number | null
  layout: ColumnLayout
  density: Density
  sort: Sort
  openId: string | null
  pending: PendingEdits
  isEditable: boolean
  hasSummaries: boolean
  editing: CellEditing
  selection: GridSelection
  onSelection: (selection: GridSelection) => void
  onSelectMatching: () => void
  onOpen: (row: GridRow, by: 'key' | 'pointer') => void
  onSort: (column: ColumnId, isAdding: boolean) => void
  onLayout: (layout: ColumnLayout) => void
  onJump: (place: PagePlace) => void
  handle: RefObject<LeadGridHandle | null>
}
