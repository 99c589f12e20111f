import type {SortColumn} from '../data/sortKeys.ts'

/** A column of the grid. */
export interface GridColumn {
  id: SortColumn
  /** Width in pixels when the grid is at its narrowest; wider grids widen all alike. */
  width: number
}

/** The columns, from left to right. The first one stays in sight when the grid scrolls sideways. */
export const GRID_COLUMNS: readonly GridColumn[] = [
  {id: 'name', width: 176},
  {id: 'email', width: 224},
  {id: 'company', width: 160},
  {id: 'status', width: 124},
  {id: 'lastContactAt', width: 112},
  {id: 'tags', width: 170},
  {id: 'source', width: 124},
  {id: 'createdAt', width: 96},
]

/** Narrowest width of the grid, in pixels; below it the grid scrolls sideways. */
export const GRID_MIN_WIDTH = GRID_COLUMNS.reduce((sum, column) => sum + column.width, 0)

/** Height of a row in pixels, its border included. */
export const ROW_HEIGHT = 37
