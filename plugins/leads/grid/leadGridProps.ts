import type {PendingEdits} from '../edits/useLeadEdits.ts'
import type {RefObject} from 'react'
import type {ColumnLayout, Density} from '../columns/layout.ts'
import type {ColumnId} from '../data/columnId.ts'
import type {GridRow} from '../data/leadPages.ts'
import type {PagePlace} from '../data/pagePlace.ts'
import type {Sort} from '../data/sortKeys.ts'
import type {LeadsData} from '../data/useLeadsData.ts'
import type {CellEditing} from '../edits/cells/useCellEditing.ts'
import type {GridSelection} from '../view/selection.ts'

/** What may be done with the grid from outside. */
export interface LeadGridHandle {
  /** Gives the focus back to the cell that had it last. */
  focus: () => void
  /** Puts the focus on a lead's row; false when the lead is not among the loaded rows. */
  focusLead: (id: string) => boolean
  focusFirst: () => void
  /** Scrolls a lead's row into sight, when it is among the loaded rows. */
  revealLead: (id: string) => void
  scrollToTop: () => void
}

export interface LeadGridProps {
  pages: LeadsData['pages']
  /** How many leads come before the first loaded row, when known. */
  position: number | null
  /** Number of all matching leads, when known. */
  total: number | null
  layout: ColumnLayout
  density: Density
  sort: Sort
  openId: string | null
  pending: PendingEdits
  isEditable: boolean
  /** Whether a row of summaries is shown under the rows. */
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
