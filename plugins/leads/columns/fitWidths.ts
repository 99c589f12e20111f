import {columnOf} from './columns.tsx'
import type {ColumnLayout} from './layout.ts'

/**
 * Widths that columns are drawn with, in pixels: those that somebody chose, and for the others what
 * they need at least, grown alike to fill what is left.
 *
 * @param available - width of the grid, its column of checkboxes not included
 */
export function fitWidths(layout: ColumnLayout, available: number): number[] {
  const least = layout.map(({id, width}) => width ?? columnOf(id).width)
  const free = available - least.reduce((sum, width) => sum + width, 0)
  const growing = layout.reduce(
    (sum, {width}, index) => (width === undefined ? sum + (least[index] ?? 0) : sum),
    0,
  )
  if (free <= 0 || growing === 0) return least
  return least.map((width, index) =>
    layout[index]?.width === undefined ? Math.floor(width + (free * width) / growing) : width,
  )
}
