import {
  useCallback,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react'
import type {TableVirtuosoHandle} from 'react-virtuoso'
import {GRID_COLUMNS, ROW_HEIGHT} from './gridColumns.ts'
import {moveCell, type Cell} from './moveCell.ts'

/** A cell's element (or the button in a heading), or `null` while its row is not drawn. */
function cellElement(root: HTMLElement | null, cell: Cell): HTMLElement | null {
  const row = root?.querySelector(`tr[data-row="${cell.row}"]`)
  return (
    row?.querySelector<HTMLElement>(`[data-column="${cell.column}"]`) ??
    row?.querySelector<HTMLElement>('[data-column]') ??
    null
  )
}

function cellOf(target: EventTarget): Cell | null {
  if (!(target instanceof HTMLElement)) return null
  const cell = target.closest<HTMLElement>('[data-column]')
  const row = target.closest<HTMLElement>('tr[data-row]')
  if (!cell || !row) return null
  return {row: Number(row.dataset.row), column: Number(cell.dataset.column)}
}

/**
 * One stop of the Tab key for the whole grid, and keys that move the focus from cell to cell within
 * it. The focus is moved on the elements themselves, so that moving renders nothing.
 */
export function useGridKeyboard(options: {
  scroller: RefObject<HTMLElement | null>
  virtuoso: RefObject<TableVirtuosoHandle | null>
  rows: number
  onOpen: (row: number) => void
}) {
  const {scroller, virtuoso, rows, onOpen} = options
  const active = useRef<Cell>({row: 0, column: 0})
  const [hasFocus, setHasFocus] = useState(false)

  const focusCell = useCallback(
    (cell: Cell) => {
      active.current = cell
      const drawn = cellElement(scroller.current, cell)
      if (cell.row < 0) {
        drawn?.focus()
        return
      }
      drawn?.focus({preventScroll: true})
      virtuoso.current?.scrollIntoView({
        index: cell.row,
        done: () => cellElement(scroller.current, cell)?.focus({preventScroll: true}),
      })
      drawn?.scrollIntoView({block: 'nearest', inline: 'nearest'})
    },
    [scroller, virtuoso],
  )

  const onKeyDown = (event: KeyboardEvent) => {
    const from = cellOf(event.target)
    if (!from || event.altKey) return
    if (from.row >= 0 && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault()
      onOpen(from.row)
      return
    }
    const height = scroller.current?.clientHeight ?? 0
    const pageRows = Math.max(1, Math.floor(height / ROW_HEIGHT) - 2)
    const to = moveCell(from, event, {rows, columns: GRID_COLUMNS.length, pageRows})
    if (!to) return
    event.preventDefault()
    focusCell(to)
  }

  const onFocus = (event: FocusEvent) => {
    setHasFocus(true)
    if (event.target === event.currentTarget) {
      const {row, column} = active.current
      focusCell({row: Math.min(row, rows - 1), column})
      return
    }
    active.current = cellOf(event.target) ?? active.current
  }

  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setHasFocus(false)
  }

  /** A focused row that scrolls away loses the focus without a word; the Tab stop comes back then. */
  const onRangeChanged = () => {
    if (!scroller.current?.contains(document.activeElement)) setHasFocus(false)
  }

  return {focusCell, tableProps: {hasFocus, onBlur, onFocus, onKeyDown}, onRangeChanged}
}
