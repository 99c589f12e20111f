import {useEffectEvent, useLayoutEffect, useMemo, useRef, useState} from 'react'
import type {ColumnId} from '../../../core/leads/columnId.ts'
import {
  drawnCells,
  leftToShow,
  visibleColumns,
  type ColumnRange,
  type DrawnCell,
} from './drawnColumns.ts'
import type {GridColumn} from './gridColumns.ts'

/** Up to this many columns, all are drawn: leaving some out costs more than it saves. */
const MAX_DRAWN_WHOLE = 16

/** Pixels beyond the visible part: how far columns are drawn, and within which they must be. */
const AHEAD = {draw: 320, need: 60}

/** Width of a grid until it is measured, in pixels. */
const USUAL_WIDTH = 1280

/** Cells in use stay drawn, wherever the grid is scrolled. */
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
  /** The horizontal scroll position at the last decision, in pixels. */
  left: number
  /** Columns that are drawn even if they are not visible. */
  alwaysDrawn: readonly ColumnId[]
  /** Called once they are drawn. */
  onDrawn?: (() => void) | undefined
}

/** The drawn columns, and how to show others. */
interface DrawnColumns {
  cells: readonly DrawnCell[]
  onScroll: () => void
  /** Keeps a column visible that is about to move. */
  follow: (id: ColumnId) => void
  /**
   * Scrolls to a column and calls back once it is drawn, which may be at once.
   *
   * @param place - index of the column; without such a column it only calls back
   */
  show: (place: number, onDrawn?: () => void) => void
}

/** Draws only the visible columns of a wide grid. A grid of few columns is drawn whole. */
export function useDrawnColumns(options: {
  columns: readonly GridColumn[]
  scroller: HTMLElement | null
  /** Width of the grid in pixels; 0 while that is not known. */
  available: number
}): DrawnColumns {
  const {columns, scroller, available} = options
  const width = available || USUAL_WIDTH
  const isWhole = columns.length <= MAX_DRAWN_WHOLE
  const [drawn, setDrawn] = useState<Drawn>({left: 0, alwaysDrawn: []})
  const range = useMemo(
    (): ColumnRange =>
      isWhole
        ? {first: 0, end: columns.length}
        : visibleColumns(columns, {left: drawn.left, width}, AHEAD.draw),
    [columns, drawn.left, isWhole, width],
  )
  const cells = useMemo(
    () => drawnCells(columns, range, drawn.alwaysDrawn),
    [columns, drawn.alwaysDrawn, range],
  )

  const left = useRef(0)
  const onScroll = () => {
    if (!scroller) return
    left.current = scroller.scrollLeft
    if (isWhole) return
    const needed = visibleColumns(columns, {left: left.current, width}, AHEAD.need)
    if (needed.first >= range.first && needed.end <= range.end) return
    setDrawn({left: left.current, alwaysDrawn: columnsInUse(scroller, columns)})
  }
  const look = useEffectEvent(onScroll)
  // Another view mounts a new table, which keeps the horizontal scroll position.
  useLayoutEffect(() => {
    scroller?.scrollTo({left: left.current})
  }, [scroller])
  // Before the other effects: the focus decides which columns stay drawn.
  useLayoutEffect(() => {
    drawn.onDrawn?.()
  }, [drawn])
  // The widths of columns change what is visible.
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
    else setDrawn({left: to, alwaysDrawn: [...columnsInUse(scroller, columns), column.id], onDrawn})
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
      if (!isWhole)
        setDrawn((before) => ({left: before.left, alwaysDrawn: [...before.alwaysDrawn, id]}))
    },
  }
}
