import type {Density} from '../columns/layout.ts'
import type {ColumnId} from '../../../core/leads/columnId.ts'

/** A column with its position. */
export interface GridColumn {
  id: ColumnId
  /** In pixels. */
  width: number
  /** Left offset of a pinned column in pixels; `null` if it is not pinned. */
  left: number | null
  /** Whether it is the last pinned column. */
  isLastPinned: boolean
}

/** Width of the pinned column of checkboxes, in pixels. */
export const CHECKBOX_WIDTH = 40

/** Row height in pixels, their border included. */
export const ROW_HEIGHTS: Record<Density, number> = {comfortable: 41, compact: 31}

/** Height of the heading in pixels, its border included. */
export const HEADING_HEIGHT = 37
