/** A cell of the grid; row -1 is the heading. */
export interface Cell {
  row: number
  column: number
}

interface GridBounds {
  rows: number
  columns: number
  /** Rows that fit on the screen, for Page Up and Page Down. */
  pageRows: number
}

interface MoveKey {
  key: string
  ctrlKey: boolean
  metaKey: boolean
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value))
}

function target(from: Cell, event: MoveKey, bounds: GridBounds): Cell | null {
  const all = event.ctrlKey || event.metaKey
  switch (event.key) {
    case 'ArrowDown':
      return {row: all ? bounds.rows - 1 : from.row + 1, column: from.column}
    case 'ArrowUp':
      return {row: all ? 0 : from.row - 1, column: from.column}
    case 'ArrowRight':
      return {row: from.row, column: from.column + 1}
    case 'ArrowLeft':
      return {row: from.row, column: from.column - 1}
    case 'PageDown':
      return {row: from.row + bounds.pageRows, column: from.column}
    case 'PageUp':
      return {row: Math.max(0, from.row - bounds.pageRows), column: from.column}
    case 'Home':
      return {row: all ? 0 : from.row, column: 0}
    case 'End':
      return {row: all ? bounds.rows - 1 : from.row, column: bounds.columns - 1}
    default:
      return null
  }
}

/**
 * The cell to which a key moves, by ARIA's grid pattern; `null` for other keys. The heading is above
 * the first row.
 */
export function moveCell(from: Cell, event: MoveKey, bounds: GridBounds): Cell | null {
  const to = target(from, event, bounds)
  if (!to) return null
  return {
    row: clamp(to.row, -1, bounds.rows - 1),
    column: clamp(to.column, 0, bounds.columns - 1),
  }
}
