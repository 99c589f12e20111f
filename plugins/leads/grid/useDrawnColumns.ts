import {useEffectEvent, useLayoutEffect, useMemo, useRef, useState} from 'react'
import type {ColumnId} from '../data/columnId.ts'
import {
  drawnCells,
  leftToShow,
  visibleColumns,
  type ColumnRange,
  type DrawnCell,
} from './drawnColumns.ts'
import type {GridColumn} from './gridColumns.ts'

/** Up to as many columns are always drawn: leaving some out would cost more than it saves. */
const DRAWN_WHOLE = 16

/** How far beyond what is in sight columns are drawn, and how near to an undrawn one is too near. */
const AHEAD = {draw: 320, need: 60}

/** Width that a grid is taken to have until it is measured, in pixels. */
const USUAL_WIDTH = 1280

/** Cells that somebody is at work in: they stay drawn wherever the grid is scrolled to. */
const IN_USE = ':focus, [data-editing], [aria-expanded="true"], [data-dragging], [data-active]'

function columnsInUse(scroller: HTMLElement | null, columns: readonly GridColumn[]): ColumnId[] {
  const elements = [...(scroller?.querySelectorAll(IN_USE) ?? [])]
  return elements.flatMap((element) => {
    const place = Number(element.closest('[aria-colindex]')?.getAttribute('aria-colindex'))
    return columns[place - 2]?.id ?? []
  })
}

/** What decides which columns are drawn. */
interface Drawn {
  /** How far the grid was scrolled to the right when that was last decided, in pixels. */
  left: number
  /** Columns that are drawn wherever they are. */
  kept: readonly ColumnId[]
  /** Called once they are drawn. */
  onDrawn?: (() => void) | undefined
}

/** Which columns the grid draws, and how others come to be drawn. */
interface DrawnColumns {
  cells: readonly DrawnCell[]
  /** Takes that the grid was scrolled. */
  onScroll: () => void
  /** Keeps a column drawn and in sight that is about to get another place. */
  follow: (id: ColumnId) => void
  /**
   * Scrolls a column into sight and calls back once it is drawn, which may be at once.
   *
   * @param place - place among the columns, from 0; a place without a column is not scrolled to
   */
  show: (place: number, onDrawn?: () => void) => void
}

/**
 * Draws columns of a wide grid only where they are in sight, or nearly so. A grid of few columns is
 * drawn whole, and nothing of this renders it again.
 */
export function useDrawnColumns(options: {
  columns: readonly GridColumn[]
  scroller: HTMLElement | null
  /** Width of the grid in pixels; 0 while that is not known. */
  available: number
}): DrawnColumns {
  const {columns, scroller, available} = options
  const width = available || USUAL_WIDTH
  const isWhole = columns.length <= DRAWN_WHOLE
  const [drawn, setDrawn] = useState<Drawn>({left: 0, kept: []})
  const range = useMemo(
    (): ColumnRange =>
      isWhole
        ? {first: 0, end: columns.length}
        : visibleColumns(columns, {left: drawn.left, width}, AHEAD.draw),
    [columns, drawn.left, isWhole, width],
  )
  const cells = useMemo(() => drawnCells(columns, range, drawn.kept), [columns, drawn.kept, range])

  const left = useRef(0)
  const onScroll = () => {
    if (!scroller) return
    left.current = scroller.scrollLeft
    if (isWhole) return
    const needed = visibleColumns(columns, {left: left.current, width}, AHEAD.need)
    if (needed.first >= range.first && needed.end <= range.end) return
    setDrawn({left: left.current, kept: columnsInUse(scroller, columns)})
  }
  const look = useEffectEvent(onScroll)
  // Rows of another view come with a table of their own, which stays where the one was sideways.
  useLayoutEffect(() => {
    scroller?.scrollTo({left: left.current})
  }, [scroller])
  // First of all: where the focus goes then counts for what stays drawn.
  useLayoutEffect(() => {
    drawn.onDrawn?.()
  }, [drawn])
  // What is in sight depends on the widths of columns, too.
  useLayoutEffect(() => {
    if (scroller && range.end > 0) look()
  }, [range, scroller])

  const show = (place: number, onDrawn?: () => void) => {
    const view = {left: scroller?.scrollLeft ?? 0, width}
    const to = leftToShow(columns, place, view)
    if (to !== view.left) scroller?.scrollTo({left: to})
    const column = columns[place]
    const isDrawn = cells.some((cell) => cell.kind === 'column' && cell.index === place)
    if (!column || isDrawn) onDrawn?.()
    else setDrawn({left: to, kept: [...columnsInUse(scroller, columns), column.id], onDrawn})
  }
  const followed = useRef<ColumnId | null>(null)
  const arrive = useEffectEvent((now: readonly GridColumn[]) => {
    const place = now.findIndex(({id}) => id === followed.current)
    followed.current = null
    if (place >= 0) show(place)
  })
  useLayoutEffect(() => arrive(columns), [columns])

  return {
    cells,
    onScroll,
    show,
    follow: (id) => {
      followed.current = id
      if (!isWhole) setDrawn(({left: before, kept}) => ({left: before, kept: [...kept, id]}))
    },
  }
}
