import type {Density} from '../columns/layout.ts'
import type {ColumnId} from '../data/columnId.ts'

/** A column as it is drawn. */
export interface GridColumn {
  id: ColumnId
  /** In pixels. */
  width: number
  /** Where it stays when the grid scrolls sideways, in pixels; `null` for one that scrolls along. */
  left: number | null
  /** Whether it is the last of those that stay. */
  isLastPinned: boolean
}

/** Width of the column of checkboxes, in pixels. It stays in sight. */
export const CHECKBOX_WIDTH = 40

/** Row height in pixels, their border included. */
export const ROW_HEIGHTS: Record<Density, number> = {comfortable: 41, compact: 31}

/** Height of the heading in pixels, its border included. */
export const HEADING_HEIGHT = 37
