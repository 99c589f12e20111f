import {useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject} from 'react'
import type {TableVirtuosoHandle} from 'react-virtuoso'
import {moveCell, type Cell} from './moveCell.ts'

/** A cell by its lead's id, which stays the same when pages load or are dropped. */
export interface FocusedCell {
  /** Id of the lead; empty for the heading, `null` for the first lead. */
  id: string | null
  column: number
}

/** A cell's element (or the control in a heading), or `null` while its row is not drawn. */
function cellElement(root: HTMLElement | null, {id, column}: FocusedCell): HTMLElement | null {
  const rows = root?.querySelectorAll<HTMLElement>('tr[data-id]') ?? []
  const row = [...rows].find((candidate) => candidate.dataset.id === (id ?? ''))
  return (
    row?.querySelector<HTMLElement>(
      `td[data-column="${column}"], th :is(button, input)[data-column="${column}"]`,
    ) ??
    row?.querySelector<HTMLElement>('td[data-column]') ??
    null
  )
}

function isInRows({target, currentTarget}: FocusEvent): boolean {
  return target instanceof Element && currentTarget.contains(target) && !target.closest('tfoot')
}

/** The cell that an event happened in. */
export function cellOf(target: EventTarget): FocusedCell | null {
  if (!(target instanceof Element)) return null
  const cell = target.closest<HTMLElement>('[data-column]')
  const row = target.closest<HTMLElement>('tr[data-id]')
  if (!cell || !row) return null
  return {id: row.dataset.id ?? '', column: Number(cell.dataset.column)}
}

interface GridKeyboardOptions {
  scroller: RefObject<HTMLElement | null>
  virtuoso: RefObject<TableVirtuosoHandle | null>
  /** Ids of the loaded rows, in order. */
  ids: readonly string[]
  /** Rows drawn above the first loaded one. */
  above: number
  columns: number
  /** Scrolls to a column, by its index, and calls back once it is drawn. */
  showColumn: (place: number, then: () => void) => void
  rowHeight: number
  /** Handles other keys in a lead's cell; returns whether it did. */
  onKey: (event: KeyboardEvent, cell: FocusedCell) => boolean
  /** Jumps to the first or last lead if it is not loaded; returns whether it does. */
  onEdge: (edge: 'start' | 'end', column: number) => boolean
  /** Called when the focus moves from one lead to another with Shift. */
  onExtend: (from: string, to: string) => void
}

/**
 * Makes the grid one Tab stop, and moves the focus between its cells by keys. It focuses the elements
 * directly, without rendering.
 */
export function useGridKeyboard(options: GridKeyboardOptions) {
  const {scroller, virtuoso, ids, above, columns, rowHeight} = options
  const {showColumn, onKey, onEdge, onExtend} = options
  const active = useRef<FocusedCell>({id: null, column: 1})
  const [hasFocus, setHasFocus] = useState(false)

  const focusDrawn = (target: FocusedCell) => {
    const drawn = cellElement(scroller.current, target)
    if (target.id === '') {
      drawn?.focus()
      return
    }
    drawn?.focus({preventScroll: true})
    virtuoso.current?.scrollIntoView({
      index: ids.indexOf(target.id ?? '') + above,
      done: () => cellElement(scroller.current, target)?.focus({preventScroll: true}),
    })
    drawn?.scrollIntoView({block: 'nearest', inline: 'nearest'})
  }

  const focusCell = (cell: FocusedCell) => {
    const id = cell.id === null || (cell.id !== '' && !ids.includes(cell.id)) ? ids[0] : cell.id
    const target = {id: id ?? '', column: cell.column}
    active.current = target
    showColumn(target.column - 1, () => focusDrawn(target))
  }

  /** Focuses a cell once it is drawn: a new table needs some frames to draw its rows. */
  const focusWhenDrawn = (cell: FocusedCell, frames = 30) => {
    const isKnown = cell.id === '' || (cell.id !== null && ids.includes(cell.id))
    const target = {...cell, id: isKnown ? cell.id : (ids[0] ?? '')}
    showColumn(target.column - 1, () => {
      const drawn = cellElement(scroller.current, target)
      if (drawn) {
        active.current = target
        drawn.focus({preventScroll: true})
      } else if (frames > 0) {
        requestAnimationFrame(() => focusWhenDrawn(cell, frames - 1))
      }
    })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const from = cellOf(event.target)
    if (!from || event.altKey) return
    if (from.id !== '' && onKey(event, from)) {
      event.preventDefault()
      return
    }
    const height = scroller.current?.clientHeight ?? 0
    const pageRows = Math.max(1, Math.floor(height / rowHeight) - 2)
    const place: Cell = {row: from.id === '' ? -1 : ids.indexOf(from.id ?? ''), column: from.column}
    const to = moveCell(place, event, {rows: ids.length, columns, pageRows})
    if (!to) return
    event.preventDefault()
    const isFar = event.ctrlKey || event.metaKey
    const edge = to.row === 0 ? 'start' : to.row === ids.length - 1 ? 'end' : null
    if (isFar && edge && to.row !== place.row && onEdge(edge, to.column)) return
    const id = to.row < 0 ? '' : (ids[to.row] ?? '')
    if (event.shiftKey && from.id && id) onExtend(from.id, id)
    focusCell({id, column: to.column})
  }

  const onFocus = (event: FocusEvent) => {
    // The row of summaries and its popovers have their own Tab stop.
    if (!isInRows(event)) return
    setHasFocus(true)
    if (event.target === event.currentTarget) {
      focusCell(active.current)
      return
    }
    active.current = cellOf(event.target) ?? active.current
  }

  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setHasFocus(false)
  }

  /** A focused row that scrolls away loses the focus without an event: restores the Tab stop. */
  const onRangeChanged = () => {
    if (!scroller.current?.contains(document.activeElement)) setHasFocus(false)
  }

  return {
    active,
    focusCell,
    focusWhenDrawn,
    tableProps: {hasFocus, onBlur, onFocus, onKeyDown},
    onRangeChanged,
  }
}
