import type {ColumnId} from '../../../core/leads/columnId.ts'
import {CHECKBOX_WIDTH, type GridColumn} from './gridColumns.ts'

/** The visible part of a grid, in pixels. */
interface ColumnsView {
  /** How far the grid is scrolled to the right. */
  left: number
  width: number
}

/** The drawn columns, from `first` to before `end`. */
export interface ColumnRange {
  first: number
  end: number
}

/** A cell of each row: of a column, or of several columns that are not drawn. */
export type DrawnCell =
  | {kind: 'column'; column: GridColumn; index: number}
  | {kind: 'gap'; from: number; span: number}

function pinnedEnd(columns: readonly GridColumn[]): number {
  return columns.reduce((sum, {width, left}) => (left === null ? sum : sum + width), CHECKBOX_WIDTH)
}

/**
 * The visible columns among those that are not pinned.
 *
 * @param columns - pinned ones first
 * @param overscan - pixels beyond the visible part
 */
export function visibleColumns(
  columns: readonly GridColumn[],
  view: ColumnsView,
  overscan: number,
): ColumnRange {
  const from = view.left + pinnedEnd(columns) - overscan
  const to = view.left + view.width + overscan
  const pinned = columns.filter(({left}) => left !== null).length
  let edge = CHECKBOX_WIDTH
  let first = columns.length
  let end = pinned
  for (const [index, {width}] of columns.entries()) {
    const start = edge
    edge += width
    if (index < pinned || edge <= from || start >= to) continue
    first = Math.min(first, index)
    end = index + 1
  }
  return {first: Math.min(first, end), end}
}

/** The cells of a row: pinned columns, those of `range` and of `alwaysDrawn`, and gaps between them. */
export function drawnCells(
  columns: readonly GridColumn[],
  range: ColumnRange,
  alwaysDrawn: readonly ColumnId[],
): readonly DrawnCell[] {
  const cells: DrawnCell[] = []
  for (const [index, column] of columns.entries()) {
    const isInRange = index >= range.first && index < range.end
    const before = cells.at(-1)
    if (isInRange || column.left !== null || alwaysDrawn.includes(column.id)) {
      cells.push({kind: 'column', column, index})
    } else if (before?.kind === 'gap') {
      before.span += 1
    } else {
      cells.push({kind: 'gap', from: index, span: 1})
    }
  }
  return cells
}

/** The horizontal scroll position, nearest to the current one, at which a column is visible. */
export function leftToShow(
  columns: readonly GridColumn[],
  index: number,
  view: ColumnsView,
): number {
  const column = columns[index]
  if (!column || column.left !== null) return view.left
  const start = columns.slice(0, index).reduce((sum, {width}) => sum + width, CHECKBOX_WIDTH)
  const most = start - pinnedEnd(columns)
  const least = start + column.width - view.width
  // If the column does not fit, its start is visible.
  return Math.min(most, Math.max(least, view.left))
}
