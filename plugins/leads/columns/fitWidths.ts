import {columnOf} from './columns.tsx'
import type {ColumnLayout} from './layout.ts'

/**
 * Widths of the columns in pixels: the chosen ones, and the default widths of the others, enlarged in
 * proportion to fill the grid.
 *
 * @param available - width of the grid without its column of checkboxes
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
